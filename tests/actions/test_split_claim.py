import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims import policy
from claims.actions.merge_claims import merge_claims
from claims.actions.split_claim import Part, place_in, split_claim
from claims.models import Claim, StaleRevision
from tests.actions.outcomes import (
    WORKERS,
    change,
    codes,
    hide,
    refused,
    take_back,
    told,
    who_may,
)
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_proposal,
    make_reporter,
    make_tagging,
    make_verdict,
)
from tests.rulings import (
    make_draft,
    make_next_version,
    make_published_ruling,
    make_submitted_ruling,
)

pytestmark = pytest.mark.django_db

TEXT = "Taxes rose by 9% in 2020 and fell by 3% in 2021. Rain fell."
PASSAGE = "Taxes rose by 9% in 2020 and fell by 3% in 2021."
ROSE = Part("Taxes rose by 9% in 2020.", "Taxes rose by 9% in 2020")
FELL = Part("Taxes fell by 3% in 2021.")


@pytest.fixture(scope="module")
def claim(kept):
    claim = make_claim(
        make_article(TEXT),
        PASSAGE,
        kind="prediction",
        said_on="2021-05",
        said_where="Radio",
        said_by="The minister",
        assignee=make_reporter(),
        worthiness=0.5,
        operations=["coordination"],
    )
    make_attribution(claim, remark="From the recording.")
    make_tagging(claim)
    return claim


def test_those_who_work_on_claims_split_them(claim, people):
    assert who_may(lambda by: split_claim(claim, [ROSE, FELL], by=by), people) == WORKERS


def test_each_part_is_a_claim_of_its_own_in_the_persons_words(claim, people):
    split = split_claim(claim, [ROSE, FELL], by=people["reporter"])

    rose, fell = split.parts.order_by("pk")
    assert split.state == Claim.State.SPLIT
    assert [rose.text, fell.text] == [ROSE.text, FELL.text]
    assert {rose.state, fell.state} == {Claim.State.ACCEPTED}
    assert {rose.public_id, fell.public_id, claim.public_id} > {claim.public_id}


def test_a_part_keeps_the_passage_or_a_narrower_one(claim, people):
    split = split_claim(claim, [ROSE, FELL], by=people["reporter"])

    rose, fell = split.parts.order_by("pk")
    assert (rose.quote, rose.start, rose.end) == (ROSE.quote, 0, len(ROSE.quote))
    assert (fell.quote, fell.start, fell.end) == (PASSAGE, 0, len(PASSAGE))
    assert rose.suffix == TEXT[rose.end : rose.end + 32]


def test_a_part_was_said_where_and_by_whom_the_claim_was(claim, people):
    part = split_claim(claim, [ROSE, FELL], by=people["reporter"]).parts.first()

    for name in ("kind", "said_on", "said_where", "said_by", "assignee", "chosen_because"):
        assert getattr(part, name) == getattr(claim, name)
    copied, given = part.attributions.get(), claim.attributions.get()
    assert (copied.claimant, copied.remark) == (given.claimant, given.remark)
    assert part.taggings.get().topic == claim.taggings.get().topic


def test_a_part_is_no_machines_work(people):
    proposal = make_proposal(make_article(TEXT), PASSAGE, worthiness=0.5, operations=["adjunct"])

    part = split_claim(proposal, [ROSE, FELL], by=people["reporter"]).parts.first()

    assert (part.split_run, part.worthiness, part.operations, part.atom) == (None, None, [], "")


def test_what_was_collected_stays_on_the_claim_that_it_speaks_of(claim, people):
    make_evidence(claim)
    make_verdict(claim)

    split = split_claim(claim, [ROSE, FELL], by=people["reporter"])

    assert (split.evidence.live().count(), split.verdicts.live().count()) == (1, 1)
    assert not any(part.evidence.exists() or part.verdicts.exists() for part in split.parts.all())


def test_history_tells_who_split_what_and_why(claim, people):
    split = split_claim(claim, [ROSE, FELL], by=people["reporter"], reason="Two years.")
    part = split.parts.first()

    assert told(split) == told(part) == (people["reporter"], "Two years.")
    assert part.history.get().split_from == split
    assert told(part.attributions.get()) == (people["reporter"], "part of a claim that was split")


def test_history_says_what_was_done_where_nobody_gives_a_reason(claim, people):
    split = split_claim(claim, [ROSE, FELL], by=people["reporter"])

    assert told(split)[1] == "split into others"
    assert told(split.parts.first())[1] == "part of a claim that was split"


@pytest.mark.parametrize("parts", [[], [ROSE]])
def test_one_part_is_no_split(claim, people, parts):
    with refused(code="too_few"):
        split_claim(claim, parts, by=people["editor"])


@pytest.mark.parametrize("text", [ROSE.text, " taxes ROSE  by 9% in 2020. ", PASSAGE])
def test_no_part_says_what_is_said_already(claim, people, text):
    with refused(code="repeated"):
        split_claim(claim, [ROSE, Part(text)], by=people["editor"])


@pytest.mark.parametrize(
    ("quote", "code"), [("Rain fell.", "passage"), ("in 202", "ambiguous"), ("taxes", "passage")]
)
def test_a_quote_stands_once_in_the_passage(claim, people, quote, code):
    with refused(code=code):
        split_claim(claim, [ROSE, Part("Taxes fell.", quote)], by=people["editor"])


@pytest.mark.parametrize("text", ["", "x" * 1001])
def test_nothing_is_split_if_one_wording_is_refused(claim, people, text):
    with refused():
        split_claim(claim, [ROSE, Part(text)], by=people["editor"])

    assert not claim.parts.exists()


@given(st.text(alphabet="ab \n", max_size=12), st.text(alphabet="ab \n", max_size=4))
def test_a_quote_is_found_where_it_stands_alone(passage, quote):
    places = [i for i in range(len(passage) + 1) if passage.startswith(quote, i)]
    if len(places) == 1 or not quote:
        assert place_in(passage, quote) == places[0]
        return

    with pytest.raises(ValidationError) as caught:
        place_in(passage, quote)

    assert codes(caught.value) == {"ambiguous" if places else "passage"}


def test_what_was_dropped_is_not_split(claim, people):
    change(claim, state="dropped", drop_reason="Trivial.")

    with refused(code="not_at_work"):
        split_claim(claim, [ROSE, FELL], by=people["editor"])


def test_what_was_merged_is_not_split(claim, people):
    same = make_claim()
    merge_claims(claim, same, by=people["editor"])

    with refused(code="not_at_work"):
        split_claim(claim, [ROSE, FELL], by=people["editor"])


def test_what_was_split_is_not_split_again(claim, people):
    split_claim(claim, [ROSE, FELL], by=people["editor"])

    with refused(code="not_at_work"):
        split_claim(claim, [ROSE, FELL], by=people["editor"])


def test_a_retracted_claim_is_refused(claim, people):
    take_back(claim)

    with refused(PermissionDenied):
        split_claim(claim, [ROSE, FELL], by=people["editor"])


def test_what_changed_since_it_was_read_is_not_split(claim, people):
    change(claim, text="Other words.")

    with refused(StaleRevision):
        split_claim(claim, [ROSE, FELL], by=people["editor"], revision=claim.revision)


def test_a_claim_with_a_ruling_stays_whole_until_that_is_taken_back(claim, people):
    ruling = make_draft(claim, body="")
    with refused(code="in_use"):
        split_claim(claim, [ROSE, FELL], by=people["editor"])

    take_back(ruling)

    assert split_claim(claim, [ROSE, FELL], by=people["editor"]).parts.exists()


@pytest.mark.slow
def test_a_claim_with_a_public_ruling_stays_whole_until_that_is_withdrawn(claim, people):
    ruling = make_published_ruling(claim, not_asked_because="The minister died.")
    with refused(code="in_use"):
        split_claim(claim, [ROSE, FELL], by=people["editor"])

    make_next_version(ruling, "retraction")

    assert split_claim(claim, [ROSE, FELL], by=people["editor"]).parts.exists()


def test_who_works_on_a_confidential_article_still_sees_what_they_split(claim):
    hide(claim.article)

    split = split_claim(claim, [ROSE, FELL], by=claim.assignee)

    assert policy.may_see(claim.assignee, split.parts.first())


def test_a_claim_of_a_confidential_article_is_for_those_at_work_on_it(claim, people):
    hide(claim.article)

    assert who_may(lambda by: split_claim(claim, [ROSE, FELL], by=by), people) == {"editor"}


@pytest.mark.slow
def test_whose_words_were_taken_over_cannot_approve_the_ruling_on_a_part(claim, people):
    typist, namer = make_editor(), make_editor()
    change(claim, by=typist, said_where="The evening news")
    make_attribution(claim, make_claimant(), by=namer)
    split = split_claim(claim, [ROSE, FELL], by=people["reporter"])
    again = split_claim(
        split.parts.first(), [Part("It rose."), Part("By 9%.")], by=people["editor"]
    )

    ruling = make_submitted_ruling(again.parts.first(), body="")

    assert not policy.may_approve(typist, ruling)
    assert not policy.may_approve(namer, ruling)
    assert policy.may_approve(make_editor(), ruling)
