import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.merge_claims import merge_claims
from claims.actions.retract_row import retract_row
from claims.actions.unmerge_claim import unmerge_claim
from claims.models import StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import (
    give_role,
    make_attribution,
    make_claim,
    make_evidence,
    make_inquiry,
    make_note,
    make_search,
    make_tagging,
    make_user,
    make_verdict,
    rating,
)
from tests.keeping import fresh
from tests.rulings import make_draft, make_next_version, make_published_ruling

pytestmark = pytest.mark.django_db
WHY = "Entered twice."


@pytest.fixture(scope="module")
def claim(kept):
    claim = make_claim()
    for make in (make_evidence, make_attribution, make_tagging, make_inquiry, make_search):
        make(claim)
    return claim


RECORDS = ["evidence", "attributions", "taggings", "inquiries", "searches"]


@pytest.mark.parametrize("kind", RECORDS)
def test_those_who_work_on_records_take_them_back(claim, people, kind):
    row = getattr(claim, kind).get()

    assert who_may(lambda by: retract_row(row, by=by, reason=WHY), people) == WORKERS


def test_a_retracted_row_stays_with_who_when_and_why(claim, people):
    row = retract_row(claim.evidence.get(), by=people["reporter"], reason=f" {WHY} ")

    assert row.is_retracted
    assert (row.retracted_by, row.retraction_reason) == (people["reporter"], WHY)
    assert told(row)[0] == people["reporter"]
    assert row in type(row).objects.all()
    assert row not in type(row).objects.live()


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_retracted_without_a_reason(claim, people, reason):
    with refused(code="retraction"):
        retract_row(claim.evidence.get(), by=people["reporter"], reason=reason)


def test_nothing_is_retracted_twice(claim, people):
    take_back(claim.evidence.get())

    with refused(PermissionDenied):
        retract_row(claim.evidence.get(), by=people["editor"], reason=WHY)


def test_what_changed_since_it_was_read_is_refused(claim, people):
    row = claim.evidence.get()
    change(row, note="Other words.")

    with refused(StaleRevision):
        retract_row(row, by=people["editor"], reason=WHY, revision=row.revision)


def test_notes_and_verdicts_are_their_authors_to_take_back(claim, people):
    note = make_note(claim, by=people["reviewer"])
    verdict = make_verdict(claim, by=people["reviewer"])

    for row in (note, verdict):
        deed = retraction_of(row)

        assert who_may(deed, people) == {"reviewer"}


def retraction_of(row):
    return lambda by: retract_row(row, by=by, reason=WHY)


def test_roles_are_the_administrators_to_take_back(kept, people):
    membership = give_role(make_user(), "reporter")

    assert who_may(retraction_of(membership), people) == {"administrator"}


def test_a_draft_is_discarded(kept, people):
    draft = make_draft(make_claim(), body="")

    assert who_may(retraction_of(draft), people) == WORKERS
    assert retract_row(draft, by=people["reporter"], reason=WHY).is_retracted
    assert not draft.claim.rulings.in_hand().exists()


@pytest.mark.slow
def test_what_is_public_and_what_has_deeds_of_its_own_is_refused(kept, people):
    second = make_next_version(make_published_ruling())

    for row in (second, second.correction.before, second.correction, rating()):
        with refused(PermissionDenied):
            retract_row(row, by=people["editor"], reason=WHY)


@pytest.mark.slow
def test_claims_and_articles_stay_while_a_ruling_rests_on_them(kept, people):
    ruling = make_published_ruling()
    for row in (ruling.claim, ruling.claim.article):
        with refused(code="in_use"):
            retract_row(row, by=people["editor"], reason=WHY)

    make_next_version(ruling, "retraction")

    for row in (ruling.claim, ruling.claim.article):
        assert retract_row(row, by=people["editor"], reason=WHY).is_retracted


def test_what_claims_rest_on_stays_until_they_let_go(claim, people):
    rests = {
        claim.evidence.get(): "source",
        claim.attributions.get(): "claimant",
        claim.taggings.get(): "topic",
    }
    for row, name in rests.items():
        part = getattr(row, name)
        with refused(code="in_use"):
            retract_row(part, by=people["editor"], reason=WHY)

        take_back(row)

        assert retract_row(part, by=people["editor"], reason=WHY).is_retracted


@pytest.mark.parametrize("field", ["body", "not_known"])
def test_evidence_stays_while_a_ruling_that_is_written_cites_it(kept, people, field):
    claim = make_claim()
    cited, other = make_evidence(claim), make_evidence(claim)
    draft = make_draft(claim, **{"body": "", field: "So it says.[^e1]"})

    with refused(code="in_use"):
        retract_row(cited, by=people["editor"], reason=WHY)
    assert retract_row(other, by=people["editor"], reason=WHY).is_retracted

    change(draft, **{field: ""})
    assert retract_row(fresh(cited), by=people["editor"], reason=WHY).is_retracted


@pytest.mark.slow
def test_evidence_of_a_public_ruling_can_be_taken_back(kept, people):
    ruling = make_published_ruling()
    page = ruling.page

    retract_row(ruling.claim.evidence.first(), by=people["reporter"], reason="It was forged.")

    assert fresh(ruling).page == page


@pytest.mark.slow
def test_a_discarded_ruling_whose_number_is_taken_does_not_come_back(kept):
    discarded = take_back(make_draft())
    make_draft(discarded.claim)

    with refused() as caught:
        change(fresh(discarded), retracted_at=None, retracted_by=None, retraction_reason="")
    words = "This version was discarded, and its number went to another one."
    assert words in caught.value.messages


@pytest.mark.parametrize(
    "what", [lambda claim: claim, lambda claim: claim.article], ids=["claim", "article"]
)
def test_what_other_claims_were_merged_into_stays_until_that_is_undone(people, what):
    same = make_claim()
    merged = merge_claims(make_claim(), same, by=people["editor"])
    with refused(code="in_use"):
        retract_row(what(same), by=people["editor"], reason=WHY)

    unmerge_claim(merged, by=people["editor"])

    assert retract_row(what(same), by=people["editor"], reason=WHY).is_retracted


def test_claims_merged_within_an_article_go_with_it(people):
    claim = make_claim()
    merge_claims(make_claim(claim.article), claim, by=people["editor"])

    assert retract_row(claim.article, by=people["editor"], reason=WHY).is_retracted
