"""What the database holds of work on many claims."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import BulkJob, BulkLine
from tests.bulk import chosen
from tests.factories import make_claim, make_editor, make_reporter
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    return chosen("drop", [make_claim()], make_editor())


@pytest.mark.parametrize(
    ("rule", "broken"),
    wide(
        [
            ("state_is_known", {"state": "stuck", "confirmed_at": timezone.now}),
            ("kind_is_known", {"kind": "delete"}),
            ("failed_with_its_reason", {"state": "failed", "confirmed_at": timezone.now}),
            ("failed_with_its_reason", {"error": "Broken."}),
            ("stopped_by_somebody", {"state": "cancelled", "confirmed_at": timezone.now}),
            ("stopped_by_somebody", {"ended_by": make_reporter}),
            ("does_no_more_than_all", {"done": 2, "confirmed_at": timezone.now}),
            ("begun_when_confirmed", {"state": "running"}),
        ],
        every=2,
    ),
)
def test_the_database_refuses_work_that_cannot_be(job, rule, broken):
    values = {name: value() if callable(value) else value for name, value in broken.items()}

    with pytest.raises(IntegrityError, match=f"bulkjob_{rule}"), transaction.atomic():
        BulkJob.objects.filter(pk=job.pk).update(**values)


def test_work_does_not_take_itself_back(job):
    with pytest.raises(IntegrityError, match="undoes_another"), transaction.atomic():
        BulkJob.objects.filter(pk=job.pk).update(undoes=job)


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("outcome_is_known", {"outcome": "lost"}),
        ("refused_with_its_reason", {"outcome": "refused"}),
        ("refused_with_its_reason", {"told": "No."}),
        ("done_at_a_revision", {"outcome": "done"}),
    ],
)
def test_the_database_refuses_a_line_that_cannot_be(job, rule, broken):
    with pytest.raises(IntegrityError, match=f"bulkline_{rule}"), transaction.atomic():
        BulkLine.objects.filter(job=job).update(**broken)


def test_a_claim_is_chosen_once(job):
    line = job.lines.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkLine.objects.create(job=job, claim=line.claim, revision=1)


def test_it_says_what_is_done_to_how_many(job):
    assert str(job) == "drop: 1"
    assert str(job.lines.get()).endswith(": waiting")


def test_a_choice_is_its_persons_alone_and_what_is_confirmed_editors_see_too(job):
    other, reporter = make_editor(), make_reporter()
    assert job not in BulkJob.objects.visible_to(other)

    BulkJob.objects.update(confirmed_at=timezone.now())

    assert job in BulkJob.objects.visible_to(other)
    assert job not in BulkJob.objects.visible_to(reporter)
