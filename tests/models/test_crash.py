"""A failure at any point between a row and its history leaves neither."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from simple_history.signals import post_create_historical_record, pre_create_historical_record

from claims.history import verify
from claims.models import Claim, Evidence, Journal, Note
from claims.models.journal import SealedHistory
from tests.factories import make_claim, make_evidence, make_reporter

pytestmark = pytest.mark.django_db(transaction=True)


class Crash(Exception):
    """The moment at which everything stops."""


def crash(*_args, **_kwargs):
    raise Crash


@pytest.fixture(params=[pre_create_historical_record, post_create_historical_record])
def crashing_signal(request):
    request.param.connect(crash)
    yield
    request.param.disconnect(crash)


@pytest.fixture
def claim():
    return make_claim(text="As it was.")


def test_a_crash_between_a_change_and_its_history_leaves_neither(claim, crashing_signal):
    claim.text = "As it never was."

    with pytest.raises(Crash):
        claim.save_by(claim.article.added_by)

    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.revision, stored.history.count()) == ("As it was.", 1, 1)
    assert list(verify()) == []


def test_a_crash_between_a_new_row_and_its_history_leaves_neither(claim, crashing_signal):
    before = Journal.position()
    note = Note(claim=claim, author=claim.article.added_by, text="Never kept.")

    with pytest.raises(Crash):
        note.save_by(note.author)

    assert not Note.objects.exists()
    assert not Note.history.exists()
    assert Journal.position() == before


def test_a_crash_in_the_seal_leaves_neither(claim, monkeypatch):
    monkeypatch.setattr(SealedHistory, "bind", crash)
    claim.text = "As it never was."

    with pytest.raises(Crash):
        claim.save_by(claim.article.added_by)

    assert Claim.objects.get(pk=claim.pk).text == "As it was."
    assert claim.history.count() == 1


def test_a_crash_of_the_row_leaves_no_history(claim, monkeypatch):
    save_base = Claim.save_base

    def save_and_crash(*args, **kwargs):
        save_base(*args, **kwargs)
        raise Crash

    monkeypatch.setattr(Claim, "save_base", save_and_crash)
    claim.text = "As it never was."

    with pytest.raises(Crash):
        claim.save_by(claim.article.added_by)

    assert Claim.objects.get(pk=claim.pk).text == "As it was."
    assert claim.history.count() == 1


def test_a_row_that_met_a_crash_can_be_saved_again(claim):
    note = Note(claim=claim, author=claim.article.added_by, text="Kept at last.")
    pre_create_historical_record.connect(crash)
    with pytest.raises(Crash):
        note.save_by(note.author)
    pre_create_historical_record.disconnect(crash)

    note.save_by(note.author)

    assert (note.revision, note.history.count()) == (1, 1)
    assert list(verify()) == []


def test_a_change_that_lost_a_race_can_be_tried_again():
    first, second = make_evidence(), make_evidence()
    second.claim = first.claim
    second.full_clean = lambda **_asked: None  # as if the other were not to be seen yet

    with pytest.raises(ValidationError, match="Somebody else saved the same thing") as refusal:
        second.save_by(make_reporter())
    second.number = second.claim.next_number()
    second.save_by(make_reporter())

    assert isinstance(refusal.value.__cause__, IntegrityError)
    assert Evidence.objects.get(pk=second.pk).revision == 2
