import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.submit_ruling import submit_ruling
from claims.models import Claim, Ruling, StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim
from tests.rulings import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def draft(kept):
    return make_draft(make_claim(), body="")


def hand_in(ruling, by, **given):
    return submit_ruling(ruling, revision=ruling.revision, by=by, **given)


def test_those_who_work_on_claims_submit(draft, people):
    assert who_may(lambda by: hand_in(draft, by), people) == WORKERS


def test_a_draft_waits_for_its_second_reader(draft, people):
    ruling = hand_in(draft, people["reporter"], reason="Please read.")

    assert ruling.stage == Ruling.Stage.IN_REVIEW
    assert ruling.approved_by is None
    assert told(ruling) == (people["reporter"], "Please read.")


def test_who_submits_typed_nothing(draft, people):
    assert people["reporter"].pk not in hand_in(draft, people["reporter"]).writer_ids()


def test_what_is_submitted_already_is_refused(draft, people):
    ruling = hand_in(draft, people["reporter"])

    with refused(PermissionDenied):
        hand_in(ruling, people["editor"])


def test_what_changed_since_it_was_read_is_refused(draft, people):
    change(draft, why="Other words.")

    with refused(StaleRevision):
        hand_in(draft, people["reporter"])


def test_what_was_discarded_is_refused(draft, people):
    discarded = take_back(draft)

    with refused(PermissionDenied):
        hand_in(discarded, people["editor"])


def test_nothing_goes_on_for_a_claim_that_the_desk_no_longer_checks(draft, people):
    change(draft.claim, state=Claim.State.DROPPED, drop_reason="Trivial.")

    with refused(PermissionDenied):
        hand_in(draft, people["editor"])
