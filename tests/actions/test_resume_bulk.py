from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.cancel_bulk import cancel_bulk
from claims.actions.resume_bulk import resume_bulk
from claims.actions.run_bulk import run_bulk
from claims.models import BulkJob
from claims.models.under_way import SILENCE
from tests.actions.outcomes import refused, who_may
from tests.bulk import done, outcomes, waiting
from tests.factories import make_claim
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


@pytest.fixture
def job(claim, people):
    return waiting("drop", [claim], people["editor"], reason="Trivial.")


def silent(job, **fields):
    """Let nothing have been heard of the work for too long."""
    since = timezone.now() - SILENCE - timedelta(seconds=1)
    BulkJob.objects.filter(pk=job.pk).update(heard_at=since, **fields)
    return fresh(job)


def test_in_whose_name_it_is_done_goes_on_with_it(job, people):
    cancel_bulk(job, by=people["editor"])

    assert who_may(lambda by: resume_bulk(job, by=by), people) == {"editor"}


@pytest.mark.parametrize("state", ["running", "queued"])
def test_what_nobody_works_on_is_taken_up_by_another_worker(job, people, state):
    silent(job, state=state)

    run_bulk(resume_bulk(job, by=people["editor"]), by=people["editor"])

    assert (fresh(job).state, outcomes(job)) == ("done", {"done": 1})


def test_what_was_stopped_goes_on_and_names_nobody_who_stopped_it(job, people):
    cancel_bulk(job, by=people["editor"])

    resumed = fresh(resume_bulk(job, by=people["editor"]))

    assert (resumed.state, resumed.ended_by) == ("queued", None)


def test_what_is_under_way_or_done_is_not_begun_again(job, claim, people):
    finished = done("accept", [claim], people["editor"])

    for one in (job, finished):
        with refused(code="not_stopped"):
            resume_bulk(one, by=people["editor"])
