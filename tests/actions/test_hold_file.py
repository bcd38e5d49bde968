"""What was read waits for the person who read it, for some hours, and for nobody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from claims.actions import hold_file as holding
from claims.actions.hold_file import FOLDER, held_file, hold_file, let_go
from tests.factories import make_reader, make_reporter

pytestmark = pytest.mark.django_db


def names():
    return default_storage.listdir(FOLDER)[1]


def test_whoever_held_it_gets_it_again():
    reporter = make_reporter()
    token = hold_file(b"A treaty.", by=reporter, purpose="article")

    assert held_file(token, by=reporter, purpose="article") == b"A treaty."
    assert held_file(token, by=make_reporter(), purpose="article") is None
    assert held_file(token, by=reporter, purpose="source") is None
    assert held_file(f"{token}x", by=reporter, purpose="article") is None


def test_what_was_let_go_is_gone():
    reporter = make_reporter()
    before = names() if default_storage.exists(FOLDER) else []
    token = hold_file(b"A treaty.", by=reporter, purpose="article")

    let_go(token, by=make_reporter(), purpose="article")
    assert held_file(token, by=reporter, purpose="article")

    let_go(token, by=reporter, purpose="article")
    assert held_file(token, by=reporter, purpose="article") is None
    assert names() == before


def test_what_nobody_came_back_for_is_thrown_away(monkeypatch):
    reporter = make_reporter()
    token = hold_file(b"Old.", by=reporter, purpose="article")
    monkeypatch.setattr(holding, "KEPT", timedelta(seconds=-1))

    assert held_file(token, by=reporter, purpose="article") is None
    hold_file(b"New.", by=reporter, purpose="article")
    assert len(names()) == 1


def test_who_may_bring_nothing_in_holds_nothing():
    with pytest.raises(PermissionDenied):
        hold_file(b"A treaty.", by=make_reader(), purpose="article")
