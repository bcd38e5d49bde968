import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.drop_claim import drop_claim
from claims.models import Claim, StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim, make_proposal
from tests.rulings import make_draft, make_next_version, make_published_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_proposal()


def test_those_who_work_on_claims_drop_them(claim, people):
    assert who_may(lambda by: drop_claim(claim, by=by, reason="Trivial."), people) == WORKERS


def test_the_reason_stays_with_it(claim, people):
    dropped = drop_claim(claim, by=people["reporter"], reason=" Nobody doubts it. ")

    assert (dropped.state, dropped.drop_reason) == (Claim.State.DROPPED, "Nobody doubts it.")
    assert told(dropped)[0] == people["reporter"]


@pytest.mark.parametrize("reason", ["", " \n"])
def test_no_claim_is_dropped_without_a_reason(claim, people, reason):
    with refused(code="drop_reason"):
        drop_claim(claim, by=people["reporter"], reason=reason)


def test_a_claim_that_was_retracted_is_refused(claim, people):
    take_back(claim)

    with refused(PermissionDenied):
        drop_claim(claim, by=people["editor"], reason="Trivial.")


def test_what_changed_since_it_was_read_is_not_dropped(claim, people):
    change(claim, text="Other words.")

    with refused(StaleRevision):
        drop_claim(claim, by=people["editor"], reason="Trivial.", revision=claim.revision)


def test_a_claim_with_a_ruling_stays_until_that_is_taken_back(people):
    ruling = make_draft(make_claim(), body="")
    with refused(code="in_use"):
        drop_claim(ruling.claim, by=people["editor"], reason="Trivial.")

    take_back(ruling)

    assert drop_claim(ruling.claim, by=people["editor"], reason="Trivial.").drop_reason


@pytest.mark.slow
def test_a_claim_with_a_public_ruling_stays_until_that_is_withdrawn(people):
    ruling = make_published_ruling()
    with refused(code="in_use"):
        drop_claim(ruling.claim, by=people["editor"], reason="Trivial.")

    make_next_version(ruling, "retraction")

    assert drop_claim(ruling.claim, by=people["editor"], reason="Trivial.").drop_reason


def test_what_was_merged_is_not_dropped_until_that_is_undone(claim, people):
    change(claim, state=Claim.State.MERGED, merged_into=make_claim())

    with refused(code="not_at_work"):
        drop_claim(claim, by=people["editor"], reason="Trivial.")


def test_what_is_checked_for_others_is_not_dropped_until_that_is_undone(claim, people):
    other = change(make_claim(), state=Claim.State.MERGED, merged_into=claim)
    with refused(code="in_use"):
        drop_claim(claim, by=people["editor"], reason="Trivial.")

    change(other, state=Claim.State.ACCEPTED, merged_into=None)

    assert drop_claim(claim, by=people["editor"], reason="Trivial.").drop_reason
