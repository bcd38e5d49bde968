"""What the database holds of a split under way."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import SplitJob
from tests.factories import make_article, make_reporter, make_split_run
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    body = make_article().body
    job = SplitJob(body=body, splitter="rules", asked_by=make_reporter(), total=100)
    job.save()
    return job


@pytest.mark.parametrize(
    ("rule", "broken"),
    wide(
        [
            ("state_is_known", {"state": "stuck"}),
            ("granularity_is_known", {"granularity": "coarse"}),
            ("done_with_its_run", {"state": "done"}),
            ("done_with_its_run", {"run": make_split_run}),
            ("failed_with_its_reason", {"state": "failed"}),
            ("failed_with_its_reason", {"error": "Broken."}),
            ("stopped_by_somebody", {"state": "cancelled"}),
            ("stopped_by_somebody", {"state": "lost"}),
            ("stopped_by_somebody", {"ended_by": make_reporter}),
            ("reads_no_more_than_all", {"done": 101}),
        ],
        every=2,
    ),
)
def test_the_database_refuses_what_cannot_be(job, rule, broken):
    values = {name: value() if callable(value) else value for name, value in broken.items()}

    with pytest.raises(IntegrityError, match=f"splitjob_{rule}"), transaction.atomic():
        SplitJob.objects.filter(pk=job.pk).update(**values)


def test_it_says_which_text_and_where_it_stands(job):
    assert str(job) == f"{job.body}: waiting"
