from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims.actions.schedule_publication import schedule_publication
from claims.models import Ruling
from tests.rulings import make_approved_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled():
    ruling = make_approved_ruling()
    at = timezone.now() + timedelta(minutes=5)
    by = ruling.approved_by
    return schedule_publication(ruling, at=at, revision=ruling.revision, by=by)


@pytest.fixture
def later(monkeypatch):
    now = timezone.now() + timedelta(minutes=6)
    return lambda: monkeypatch.setattr(timezone, "now", lambda: now)


def test_nothing_is_public_before_its_time_and_all_of_it_after(scheduled, later, capsys):
    call_command("publish_due")
    assert not Ruling.objects.published().exists()

    later()
    call_command("publish_due")

    assert Ruling.objects.published().get() == scheduled
    assert capsys.readouterr().out == f"{scheduled.claim.public_id} version 1: published\n"


def test_what_is_refused_is_named_once(scheduled, later, capsys):
    editor = scheduled.scheduled_by
    editor.is_active = False
    editor.save_by(editor, "left")
    later()

    call_command("publish_due")
    call_command("publish_due")

    assert capsys.readouterr().err.count("not published") == 1
