from pathlib import Path

import pytest
from django.db import models

from claims.history import Fault, verify
from claims.models import Body, Claim, Journal, guards
from claims.models.sealing import FIRST_SEAL, digest_of, seal_of
from tests.admin.desk import signs_in
from tests.factories import (
    make_article,
    make_attachment,
    make_body,
    make_claim,
    make_note,
    make_snapshot,
    make_user,
)
from tests.guards import drop, lift
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db
History = Claim.history.model


def newest(row):
    return row.history.latest()


def overwrite(row, **values):
    """Change stored columns as somebody with the database's password would."""
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def remove(row):
    models.QuerySet(type(row)).filter(pk=row.pk)._raw_delete("default")


def empty(model):
    model._base_manager.all()._raw_delete("default")


def faults():
    return [str(fault) for fault in verify()]


def test_an_honest_desk_has_no_faults():
    make_published_ruling()
    make_snapshot()
    make_note()

    assert faults() == []


def test_a_desk_without_a_row_has_no_faults(unguarded):
    for model in guards.history_models():
        empty(model)
        empty(model.instance_type)
    empty(Journal)
    guards.install()

    assert faults() == []


def test_each_row_without_history_is_named(unguarded):
    make_note()
    for model in [*guards.history_models(), Journal]:
        empty(model)
    guards.install()

    tables = [model.instance_type for model in guards.history_models()]
    rows = [row for table in tables for row in table._base_manager.all()]
    assert sorted(faults()) == sorted(
        f"{row._meta.object_name} {row.pk}: it has no history" for row in rows
    )


def test_a_changed_history_row_is_named_with_its_place(unguarded):
    claim = make_claim()
    kept = newest(claim)
    make_note()

    overwrite(kept, text="Something else.")
    guards.install()

    place = (kept.pk, kept.journal_position, f"Claim {claim.pk}")
    assert Fault("HistoricalClaim", "its content was changed", *place) in list(verify())
    assert len([f for f in verify() if f.model.startswith("Historical")]) == 1


def test_of_a_changed_history_row_the_claim_is_named(unguarded):
    note = make_note()
    kept = newest(note)

    overwrite(kept, text="Something else.")
    guards.install()

    named = f", of Note {note.pk}, of claim {note.claim.public_id} (position "
    assert [fault for fault in map(str, verify()) if named in fault]


@pytest.mark.parametrize("column", ["history_user_id", "history_change_reason", "history_date"])
def test_who_when_and_why_are_under_seal(unguarded, column):
    kept = newest(make_claim())
    other = {
        "history_user_id": make_user().pk,
        "history_change_reason": "another",
        "history_date": "2020-01-01T00:00:00Z",
    }

    overwrite(kept, **{column: other[column]})
    guards.install()

    assert [f.pk for f in verify()] == [kept.pk]


def test_a_forged_digest_breaks_the_seal(unguarded):
    kept = newest(make_claim())
    kept.text = "Something else."
    digest = digest_of(kept, kept.journal_fields.split(","))

    overwrite(kept, text=kept.text, journal_digest=digest)
    guards.install()

    assert "its seal does not follow from the row before it" in faults()[0]


def test_a_row_sealed_anew_breaks_the_next_one(unguarded):
    claim = make_claim()
    before = claim.body.history.latest()
    kept = newest(claim)
    after = newest(make_note(claim, by=claim.article.added_by))
    kept.history_change_reason = "another"
    digest = digest_of(kept, kept.journal_fields.split(","))
    seal = seal_of(before.journal_seal, kept.journal_position, digest)

    overwrite(kept, history_change_reason="another", journal_digest=digest, journal_seal=seal)
    guards.install()

    assert [(f.pk, f.position) for f in verify()] == [(after.pk, after.journal_position)]


def test_a_deleted_history_row_is_missing_by_its_position(unguarded):
    kept = newest(make_claim())
    make_note()

    remove(kept)
    guards.install()

    assert f"Journal: position {kept.journal_position} is missing" in faults()
    assert len([f for f in faults() if "seal" in f]) == 0


def test_rows_cut_off_at_the_end_are_missed(unguarded):
    claim = make_claim()
    claim.text = "Another wording."
    claim.save_by(make_user())

    remove(newest(claim))
    guards.install()

    assert faults()[0] == f"Journal: position {Journal.position()} is missing"


def test_a_head_moved_back_does_not_hide_the_rows_behind_it():
    make_claim()
    last = Journal.position()
    Journal.objects.update(length=last - 1)

    assert faults()[0] == f"Journal: rows stand behind its head, up to position {last}"


def test_a_head_with_another_seal_is_a_fault():
    make_claim()
    Journal.objects.update(seal=FIRST_SEAL)

    assert faults() == [
        f"Journal (position {Journal.position()}): its head does not carry the last row's seal"
    ]


def test_a_row_changed_behind_the_door_is_named_with_its_fields():
    claim = make_claim()

    overwrite(claim, text="Something else.", worthiness=0.9)

    assert faults() == [f"Claim {claim.pk}: changed behind the door: text, worthiness"]


def test_a_row_made_or_deleted_behind_the_door_is_named():
    claim, user = make_claim(), make_user()
    gone = claim.pk

    remove(claim)
    copy = make_user()
    models.QuerySet(type(user)).filter(pk=copy.pk).update(revision=7)

    assert f"Claim {gone}: it was deleted behind the door" in faults()
    assert f"User {copy.pk}: changed behind the door: revision" in faults()


def test_signing_in_and_a_new_password_are_no_fault(client):
    user = make_user(is_staff=True)
    user.set_password("another battery staple")
    user.save(update_fields=["password"])

    assert signs_in(client, user.username, "another battery staple")
    assert faults() == []


def test_a_text_that_no_longer_fits_its_digest_is_named(unguarded):
    body = make_article().body

    overwrite(body, text=body.text.replace("1961", "1962"))
    guards.install()

    assert faults() == [f"Body {body.pk}: its text does not match its SHA-256"]


def test_blocks_that_were_moved_are_named(unguarded):
    body = make_article().body

    overwrite(body, blocks=[{**body.blocks[0], "end": 3}, *body.blocks[1:]])
    guards.install()

    assert faults() == [f"Body {body.pk}: its blocks do not match their SHA-256"]


def test_an_original_is_held_against_its_file():
    kept, changed, gone = (make_body(original=text) for text in (b"One.", b"Two.", b"Three."))
    Path(changed.original.path).write_bytes(b"Four.")
    gone.original.storage.delete(gone.original.name)

    assert Path(kept.original.path).read_bytes() == b"One."
    assert faults() == [
        f"Body {changed.pk}: its original does not match its SHA-256",
        f"Body {gone.pk}: its original cannot be read",
    ]


def test_the_text_of_a_stored_copy_is_held_against_its_digest(unguarded):
    copy = make_snapshot()

    overwrite(copy, text="Another text.")
    guards.install()

    assert faults() == [f"Snapshot {copy.pk}: its text does not match its SHA-256"]


@pytest.mark.parametrize(
    ("make", "column"),
    [
        (make_body, "blocks_sha256"),
        (make_body, "original_sha256"),
        (make_snapshot, "text_sha256"),
        (make_attachment, "text_sha256"),
    ],
)
def test_what_history_leaves_out_is_sealed_by_its_digest(make, column):
    kept = newest(make())

    assert column in kept.journal_fields.split(",")


def test_a_stored_copy_is_held_against_its_file():
    changed, gone = make_snapshot(text="One."), make_snapshot(text="Two.")
    Path(changed.raw.path).write_bytes(b"Three.")
    gone.raw.storage.delete(gone.raw.name)

    assert faults() == [
        f"Snapshot {changed.pk}: its file does not match its SHA-256",
        f"Snapshot {gone.pk}: its file cannot be read",
    ]


def test_an_attached_file_that_was_changed_or_is_gone_is_a_fault():
    changed, gone = make_attachment(), make_attachment(raw=b"Another letter.")
    Path(changed.raw.path).write_bytes(b"Dear desk, it never lapsed.")
    Path(gone.raw.path).unlink()

    assert faults() == [
        f"Attachment {changed.pk}: its file does not match its SHA-256",
        f"Attachment {gone.pk}: its file cannot be read",
    ]


def test_a_missing_trigger_is_a_fault():
    name = f"{Body._meta.db_table}_update"
    drop(name)

    assert faults() == [f"Database: the trigger {name} is missing"]


def test_all_missing_triggers_are_named():
    lift()

    assert len(faults()) == len(guards.statements())


def test_columns_added_later_leave_earlier_seals_whole(monkeypatch):
    """A row sealed before a column existed names fewer columns: it holds all the same."""
    fields = [f for f in History._meta.concrete_fields if f.attname != "due_on"]
    with monkeypatch.context() as before_the_column:
        before_the_column.setitem(History._meta.__dict__, "concrete_fields", tuple(fields))
        old = newest(make_claim())
    claim = make_claim()

    assert "due_on" not in old.journal_fields.split(",")
    assert "due_on" in newest(claim).journal_fields.split(",")
    assert faults() == []


def test_memory_and_queries_do_not_grow_with_the_journal(django_assert_max_num_queries):
    claim = make_claim()
    for number in range(30):
        claim.text = f"Wording {number}."
        claim.save_by(claim.article.added_by)

    with django_assert_max_num_queries(6 * len(guards.history_models()) + 10):
        assert faults() == []
