import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.cancel_bulk import cancel_bulk
from claims.actions.run_bulk import run_bulk
from tests.actions.outcomes import refused, who_may
from tests.bulk import chosen, waiting
from tests.factories import make_claim
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


def test_who_confirmed_it_and_editors_stop_it(claim, people):
    job = waiting("drop", [claim], people["reporter"], reason="Trivial.")

    assert who_may(lambda by: cancel_bulk(job, by=by), people) == {"reporter", "editor"}


def test_what_is_stopped_is_not_begun(claim, people):
    job = waiting("drop", [claim], people["reporter"], reason="Trivial.")

    cancel_bulk(job, by=people["editor"])
    run_bulk(fresh(job), by=people["reporter"])

    assert (fresh(job).state, fresh(job).ended_by) == ("cancelled", people["editor"])
    assert fresh(claim).state == "accepted"


def test_what_is_done_or_not_confirmed_cannot_be_stopped(claim, people):
    by = people["reporter"]
    choice = chosen("drop", [claim], by)
    job = waiting("drop", [claim], by, reason="Trivial.")
    run_bulk(job, by=by)

    for one in (choice, job):
        with refused(code="none_under_way"):
            cancel_bulk(one, by=by)


def test_a_choice_is_nobody_elses(claim, people):
    choice = chosen("drop", [claim], people["reporter"])

    with refused(PermissionDenied):
        cancel_bulk(choice, by=people["editor"])
