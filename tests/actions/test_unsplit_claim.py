import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.drop_claim import drop_claim
from claims.actions.merge_claims import merge_claims
from claims.actions.split_claim import Part, split_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.actions.unsplit_claim import unsplit_claim
from claims.models import Claim, StaleRevision
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import make_claim, make_evidence, make_proposal
from tests.keeping import fresh
from tests.rulings import make_draft, make_published_ruling

pytestmark = pytest.mark.django_db

PARTS = [Part("The treaty was of 1961."), Part("The treaty had lapsed.")]


@pytest.fixture(scope="module")
def split(people):
    return split_claim(make_claim(), PARTS, by=people["editor"])


@pytest.fixture
def part(split):
    return split.parts.first()


def test_those_who_split_claims_undo_it(split, people):
    assert who_may(lambda by: unsplit_claim(split, by=by), people) == WORKERS


def test_the_claim_is_at_work_again_and_its_parts_are_dropped_with_the_reason(split, people):
    claim = unsplit_claim(split, by=people["reporter"])

    assert claim.state == Claim.State.ACCEPTED
    assert told(claim) == (people["reporter"], "the split was undone")
    for part in claim.parts.all():
        assert part.state == Claim.State.DROPPED
        assert "Put together again" in part.drop_reason
        assert told(part) == (people["reporter"], "the split was undone")
        assert part.split_from == claim


def test_undoing_accepts_no_proposal_that_nobody_accepted(people):
    proposal = make_proposal()
    split_claim(proposal, PARTS, by=people["editor"])

    assert unsplit_claim(proposal, by=people["editor"]).state == Claim.State.PROPOSED


def test_a_claim_is_split_undone_and_split_again(split, people):
    claim = unsplit_claim(split, by=people["editor"])
    split_claim(claim, PARTS, by=people["editor"])

    claim = unsplit_claim(claim, by=people["editor"])

    assert claim.parts.filter(state=Claim.State.DROPPED).count() == 4


def test_what_was_collected_on_a_part_stays_on_it(split, part, people):
    make_evidence(part)

    unsplit_claim(split, by=people["editor"])

    assert part.evidence.live().count() == 1


def test_a_part_that_was_dropped_keeps_its_own_reason(split, part, people):
    drop_claim(part, by=people["editor"], reason="Trivial.")

    unsplit_claim(split, by=people["editor"])

    assert fresh(part).drop_reason == "Trivial."


def test_a_part_that_was_retracted_is_left_alone(split, part, people):
    taken_back = take_back(part)

    unsplit_claim(split, by=people["editor"])

    assert fresh(part).revision == taken_back.revision


@pytest.mark.parametrize(
    "make", [lambda part: make_draft(part, body=""), make_published_ruling], ids=["draft", "public"]
)
def test_a_part_with_a_ruling_keeps_the_claim_split(split, part, people, make):
    make(part)

    with refused(code="in_use") as caught:
        unsplit_claim(split, by=people["editor"])

    assert part.text in caught.value.messages[0]
    assert fresh(split).state == Claim.State.SPLIT


def test_a_part_that_was_split_itself_is_put_together_first(split, part, people):
    split_claim(part, [Part("A treaty was made."), Part("It was 1961.")], by=people["editor"])
    with refused(code="in_use"):
        unsplit_claim(split, by=people["editor"])

    unsplit_claim(part, by=people["editor"])

    assert unsplit_claim(split, by=people["editor"]).state == Claim.State.ACCEPTED


@pytest.mark.parametrize("part_is_merged", [True, False])
def test_what_was_merged_with_a_part_is_taken_out_first(split, part, people, part_is_merged):
    pair = [part, make_claim(split.article)]
    merged, into = pair if part_is_merged else reversed(pair)
    merge_claims(merged, into, by=people["editor"])
    with refused(code="in_use"):
        unsplit_claim(split, by=people["editor"])

    unmerge_claim(merged, by=people["editor"])

    assert unsplit_claim(split, by=people["editor"]).state == Claim.State.ACCEPTED


def test_what_was_not_split_has_nothing_to_undo(part, people):
    with refused(code="not_split"):
        unsplit_claim(part, by=people["editor"])


def test_a_retracted_claim_is_refused(split, people):
    take_back(split)

    with refused(PermissionDenied):
        unsplit_claim(split, by=people["editor"])


def test_a_claim_of_a_confidential_article_is_for_those_at_work_on_it(split, people):
    hide(split.article)

    assert who_may(lambda by: unsplit_claim(split, by=by), people) == {"editor"}


def test_what_changed_since_it_was_read_stays_split(split, people):
    change(split, text="Other words.")

    with refused(StaleRevision):
        unsplit_claim(split, by=people["editor"], revision=split.revision)
