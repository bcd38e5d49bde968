import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.drop_claim import drop_claim
from claims.actions.undrop_claim import undrop_claim
from claims.models import StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dropped(kept, people):
    return drop_claim(make_proposal(), by=people["reporter"], reason="Trivial.")


def test_those_who_work_on_claims_take_them_up_again(dropped, people):
    assert who_may(lambda by: undrop_claim(dropped, by=by), people) == WORKERS


def test_what_a_machine_proposed_is_proposed_again_and_not_accepted(dropped, people):
    claim = undrop_claim(dropped, by=people["editor"])

    assert (claim.state, claim.drop_reason) == ("proposed", "")
    assert told(claim) == (people["editor"], "taken up again")


def test_what_is_not_dropped_is_refused(people):
    claim = make_claim()

    with refused(code="not_dropped"):
        undrop_claim(claim, by=people["editor"])


def test_what_changed_since_it_was_read_stays_dropped(dropped, people):
    change(dropped, kind="opinion")

    with refused(StaleRevision):
        undrop_claim(dropped, by=people["editor"], revision=dropped.revision)


def test_a_claim_that_was_retracted_is_refused(dropped, people):
    take_back(dropped)

    with refused(PermissionDenied):
        undrop_claim(dropped, by=people["editor"])
