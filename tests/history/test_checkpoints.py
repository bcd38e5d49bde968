"""What only a kept checkpoint proves: a history that was written anew from somewhere on."""

import json

import pytest
from django.db import models
from django.urls import reverse

from claims.actions.publish_checkpoint import publish_checkpoint
from claims.history import verify
from claims.history.checkpoints import UnreadableError, kept_in
from claims.models import Checkpoint, Journal, guards
from claims.models.sealing import FIRST_SEAL, digest_of, seal_of
from tests.factories import machine, make_claim, make_note
from tests.guards import lift
from tests.width import wide

pytestmark = pytest.mark.django_db


def overwrite(row, **values):
    lift()
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)
    guards.install()


def forge(row, **values):
    """Change a history row as a thorough forger would: all later seals and the head made anew."""
    for name, value in values.items():
        setattr(row, name, value)
    overwrite(row, **values, journal_digest=digest_of(row, row.journal_fields.split(",")))
    reseal()


def reseal():
    rows = sorted(
        (row for model in guards.history_models() for row in model.objects.all()),
        key=lambda row: row.journal_position,
    )
    seal = FIRST_SEAL
    for position, row in enumerate(rows, start=1):
        seal = seal_of(seal, position, row.journal_digest)
        overwrite(row, journal_position=position, journal_seal=seal)
    Journal.objects.update(length=len(rows), seal=seal)


def cut_off(count):
    """Remove the journal's last rows, with the rows that they speak of, and move the head back."""
    lift()
    last = Journal.position()
    for model in guards.history_models():
        for row in model.objects.filter(journal_position__gt=last - count):
            models.QuerySet(model.instance_type).filter(pk=row.id)._raw_delete("default")
            models.QuerySet(model).filter(pk=row.pk)._raw_delete("default")
    guards.install()
    reseal()


def faults(kept=()):
    return [str(fault) for fault in verify(kept)]


def kept_page(client):
    return client.get(reverse("claims:transparency")).content.decode()


def test_a_history_written_anew_is_whole_to_itself():
    note = make_note()
    kept = note.history.latest()
    make_note()

    forge(kept, history_change_reason="another")

    assert faults() == []


def test_the_desks_own_checkpoint_gives_it_away():
    note = make_note()
    kept = note.history.latest()
    checkpoint = publish_checkpoint(by=machine())

    forge(kept, history_change_reason="another")

    assert faults() == [
        f"Checkpoint {checkpoint.pk} (position {checkpoint.length}): the journal had another seal "
        f"at this position on {checkpoint.time}"
    ]


@pytest.mark.slow
def test_so_does_what_an_outsider_kept_once_the_checkpoints_are_forged_too(client):
    note = make_note()
    kept = note.history.latest()
    publish_checkpoint(by=machine())
    page = kept_page(client)
    note_kept = json.loads(page)["checkpoints"][0]["note"]
    forge(kept, history_change_reason="another")
    forge_checkpoints()
    assert faults() == []

    for text in (page, note_kept):
        told = faults(kept_in(text))
        assert told
        both = ("had another seal at this position", "and has it no more")
        assert all(any(why in fault for fault in told) for why in both)


def remove_checkpoints():
    lift()
    models.QuerySet(Checkpoint).all()._raw_delete("default")
    guards.install()


def test_a_checkpoint_that_the_desk_lost_is_missed(client):
    make_note()
    publish_checkpoint(by=machine())
    kept = kept_in(kept_page(client))

    remove_checkpoints()

    (fault,) = faults(kept)
    assert fault.startswith("Kept checkpoint (position ")
    assert "and has it no more" in fault


def forge_checkpoints():
    remove_checkpoints()
    publish_checkpoint(by=machine())


def test_rows_cut_off_at_the_end_are_missed():
    make_note()
    checkpoint = publish_checkpoint(by=machine())

    cut_off(1)

    (fault,) = faults()
    assert f"the journal had {checkpoint.length} rows" in fault
    assert f"the rows after position {checkpoint.length - 1} are missing" in fault


def test_a_journal_that_went_on_agrees_with_what_was_kept(client):
    make_note()
    publish_checkpoint(by=machine())
    kept = kept_in(kept_page(client))
    make_claim()

    assert len(kept) == 2
    assert faults(kept) == []


@pytest.mark.parametrize(
    "change",
    wide([{"length": 1}, {"seal": "1" * 64}, {"signature": "AAAA"}, {"public_key": "?"}], every=2),
)
def test_a_changed_checkpoint_is_named(change):
    make_claim()
    checkpoint = publish_checkpoint(by=machine())

    overwrite(checkpoint, **change)

    why = "its signature does not fit: it was changed, or its key is another"
    assert f"Checkpoint {checkpoint.pk}: {why}" in faults()


def test_what_was_kept_must_be_as_it_was_signed(client):
    make_claim()
    publish_checkpoint(by=machine())
    page = kept_page(client)
    length = f'"note": "127.0.0.1:8000/journal\\n{Journal.position()}'
    assert length in page

    with pytest.raises(UnreadableError, match="does not hold"):
        kept_in(page.replace(length, length[:-1] + "9"))


@pytest.mark.parametrize(
    "text", ["", "{", "{}", "[]", '{"keys": 1}', "no note", "a\n\n— b YWFhYWFhYWFhYQ==\n"]
)
def test_what_is_no_record_is_refused_in_words(text):
    with pytest.raises(UnreadableError):
        kept_in(text)
