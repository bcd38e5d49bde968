from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.actions.edit_ruling import edit_ruling
from claims.actions.publish_ruling import publish_ruling
from claims.actions.return_ruling import return_ruling
from claims.actions.schedule_publication import schedule_publication
from claims.models import Ruling, StaleRevision
from tests.actions.outcomes import EDITORS, refused, told, who_may
from tests.keeping import fresh
from tests.rulings import make_approved_ruling, make_submitted_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def approved(kept):
    return make_approved_ruling()


def soon(**delta):
    return timezone.now() + timedelta(**(delta or {"hours": 1}))


def schedule(ruling, by, at=None):
    return schedule_publication(ruling, at=at or soon(), revision=ruling.revision, by=by)


def test_editors_schedule(approved, people):
    assert who_may(lambda by: schedule(fresh(approved), by), people) == EDITORS


def test_it_is_kept_with_its_time_and_who_set_it(approved, people):
    at = soon()

    ruling = schedule(approved, people["editor"], at)

    assert (ruling.publish_at, ruling.scheduled_by, ruling.stage) == (
        *(at, people["editor"]),
        "approved",
    )
    assert told(ruling) == (people["editor"], "publication scheduled")


def test_a_time_that_is_past_is_refused(approved, people):
    with refused(code="past"):
        schedule(approved, people["editor"], soon(minutes=-1))


def test_another_revision_than_the_one_read_is_refused(approved, people):
    schedule(fresh(approved), people["editor"])

    with pytest.raises(StaleRevision):
        schedule(approved, people["editor"])


def test_nobody_publishes_before_the_time(approved, people):
    ruling = schedule(approved, people["editor"])

    with refused(code="embargo"):
        publish_ruling(ruling, revision=ruling.revision, by=people["editor"])

    assert not Ruling.objects.published().filter(pk=ruling.pk).exists()


def test_an_edit_ends_it_with_the_approval(approved, people):
    ruling = schedule(approved, people["editor"])

    edited = edit_ruling(ruling, revision=ruling.revision, by=people["editor"], why="It says so.")

    assert (edited.stage, edited.publish_at, edited.scheduled_by) == ("in_review", None, None)


def test_a_return_ends_it(approved, people):
    ruling = schedule(approved, people["editor"])

    back = return_ruling(ruling, revision=ruling.revision, by=people["editor"], reason="Which?")

    assert (back.publish_at, back.scheduled_by) == (None, None)


@pytest.mark.slow
def test_only_what_is_approved_has_a_time_in_the_database_too(people):
    ruling = make_submitted_ruling()
    ruling.publish_at, ruling.scheduled_by = soon(), people["editor"]

    with pytest.raises(ValidationError, match="Only what is approved"):
        ruling.full_clean()
    with (
        pytest.raises(IntegrityError, match="ruling_scheduled_when_approved"),
        transaction.atomic(),
        ruling.door(people["editor"], ""),
    ):
        ruling.save()


def test_a_time_that_nobody_lives_to_see_is_refused(approved, people):
    far = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

    with refused(ValidationError, code="far"):
        schedule_publication(approved, at=far, revision=approved.revision, by=people["editor"])
