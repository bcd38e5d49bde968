from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.publish_ruling import HIDDEN
from claims.actions.publish_scheduled import publish_scheduled
from claims.actions.retract_row import retract_row
from claims.actions.schedule_publication import schedule_publication
from claims.actions.unschedule_publication import unschedule_publication
from claims.models import Ruling
from tests.actions.outcomes import told
from tests.factories import machine
from tests.keeping import fresh
from tests.rulings import make_approved_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def approved(kept):
    return make_approved_ruling()


@pytest.fixture
def later(monkeypatch):
    """Return a function that lets an hour pass."""
    now = timezone.now

    def pass_an_hour():
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(hours=1))

    return pass_an_hour


def schedule(ruling, by):
    at = timezone.now() + timedelta(minutes=1)
    return schedule_publication(ruling, at=at, revision=ruling.revision, by=by)


def test_it_is_published_as_the_person_who_scheduled_it(approved, people, later):
    ruling = schedule(fresh(approved), people["editor"])
    later()

    published = publish_scheduled(ruling, by=machine())

    assert published.is_public
    by, reason = told(published)
    assert by == people["editor"]
    assert reason.startswith(f"published as {people['editor']} had scheduled it for ")


def test_it_is_published_once(approved, people, later):
    ruling = schedule(fresh(approved), people["editor"])
    later()
    publish_scheduled(fresh(ruling), by=machine())

    assert publish_scheduled(ruling, by=machine()) is None


def test_what_was_taken_back_a_moment_ago_is_not_published(approved, people, later):
    ruling = schedule(fresh(approved), people["editor"])
    unschedule_publication(ruling, revision=ruling.revision, by=people["editor"])
    later()

    assert publish_scheduled(ruling, by=machine()) is None
    assert not fresh(ruling).is_public


@pytest.mark.slow
def test_what_fails_the_gate_is_told_once_and_stays_unpublished(approved, people, later):
    ruling = schedule(fresh(approved), people["editor"])
    verdict = ruling.claim.verdicts.live().first()
    retract_row(verdict, revision=verdict.revision, by=verdict.reviewer, reason="Misread.")
    later()

    missed = publish_scheduled(fresh(ruling), by=machine())

    assert (missed.stage, missed.scheduled_by) == ("approved", people["editor"])
    assert missed.schedule_failure
    assert told(missed)[0] == machine()
    assert not Ruling.objects.due(timezone.now()).filter(pk=ruling.pk).exists()


@pytest.mark.slow
def test_the_reason_tells_nothing_of_what_others_judged(approved, people, later, monkeypatch):
    ruling = schedule(fresh(approved), people["editor"])
    for verdict in ruling.claim.verdicts.live():
        retract_row(verdict, revision=verdict.revision, by=verdict.reviewer, reason="Misread.")
    later()

    missed = publish_scheduled(fresh(ruling), by=machine())

    assert str(HIDDEN) in missed.schedule_failure


def test_who_left_the_desk_publishes_nothing(approved, people, later):
    ruling = schedule(fresh(approved), people["editor"])
    leaver = fresh(people["editor"])
    leaver.is_active = False
    leaver.save_by(machine(), "left")
    later()

    missed = publish_scheduled(fresh(ruling), by=machine())

    assert not missed.is_public
    assert "may not publish" in missed.schedule_failure
