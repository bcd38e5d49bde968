"""What the law demands is gone from every place, by two people, and the chain still holds."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, models, transaction

from claims.actions import redact_history as module
from claims.actions.check_quotations import check_quotations
from claims.actions.redact_history import redact_history
from claims.actions.retract_row import retract_row
from claims.history import verify
from claims.models import Claim, Journal, Note, Redaction, Ruling, Snapshot, StaleRevision, guards
from claims.models.sealing import digest_of, seal_of
from tests.actions.outcomes import refused
from tests.factories import (
    machine,
    make_administrator,
    make_body,
    make_claim,
    make_editor,
    make_evidence,
    make_note,
    make_redaction,
    make_reporter,
    make_snapshot,
    make_source,
    make_user,
)
from tests.guards import drop, lift
from tests.keeping import fresh
from tests.rulings import make_published_ruling, make_researched_claim
from tests.width import wide

pytestmark = pytest.mark.django_db
SECRET = "Her name is Jane Roe."


def carry_out(redaction, by=None):
    return redact_history(redaction, revision=redaction.revision, by=by or make_administrator())


def redact(row, *fields, **given):
    return carry_out(make_redaction(row, *fields, **given))


def reworded(note, *texts):
    for text in texts:
        note.text = text
        note.save_by(note.author)
    return note


def texts_of(note):
    return [*note.history.order_by("history_id").values_list("text", flat=True)]


def everything():
    """Return all that the database holds of the desk, as one text."""
    found = []
    for model in [*guards.history_models()]:
        for table in (model, model.instance_type):
            found += [str(row) for row in table._base_manager.values_list()]
    return "\n".join(found)


def faults():
    return [str(fault) for fault in verify()]


def test_the_words_are_gone_from_the_row_and_from_all_its_history():
    note = reworded(make_note(text=SECRET), f"{SECRET} She is a witness.", "Nothing.")

    redact(note)

    note = Note.objects.get(pk=note.pk)
    assert "Jane" not in everything()
    assert note.text == "[removed 3]"
    assert texts_of(note) == ["[removed 1]", "[removed 2]", "[removed 3]", "[removed 3]"]
    assert faults() == []


def test_digests_and_seals_stay_as_they_were():
    note = make_note(text=SECRET)
    before = list(note.history.values_list("journal_digest", "journal_seal"))
    redaction = redact(note)

    kept = note.history.filter(journal_position__in=redaction.after)

    assert list(kept.values_list("journal_digest", "journal_seal")) == before


def test_who_when_why_and_what_is_on_record():
    first, second = make_administrator(), make_administrator()
    note = make_note(text=SECRET)
    redaction = carry_out(make_redaction(note, by=first), second)

    redaction.refresh_from_db()
    kept = redaction.history.latest()

    assert (redaction.asked_by, redaction.approved_by) == (first, second)
    assert redaction.done_at is not None
    assert redaction.names == ["text"]
    assert [int(position) for position in redaction.after] == [
        note.history.earliest().journal_position
    ]
    assert (kept.history_user, kept.done_at) == (second, redaction.done_at)


def test_the_person_who_asked_cannot_carry_it_out():
    asker = make_administrator()
    redaction = make_redaction(by=asker)

    with refused(PermissionDenied):
        carry_out(redaction, asker)


@pytest.mark.parametrize("make", [make_reporter, make_editor])
def test_nobody_but_administrators_may(make):
    redaction, person = make_redaction(), make()

    with refused(PermissionDenied):
        carry_out(redaction, person)


def test_a_superuser_needs_a_second_person_too():
    first, second = (make_user(is_superuser=True) for _n in range(2))
    redaction = make_redaction(make_note(text=SECRET), by=first)

    with refused(PermissionDenied):
        carry_out(redaction, first)
    assert carry_out(redaction, second).done_at


def test_it_is_carried_out_once_and_not_once_withdrawn():
    done, withdrawn = redact(make_note()), make_redaction()
    withdrawn = retract_row(withdrawn, by=withdrawn.asked_by, reason="An error.")

    other = make_administrator()
    with refused(ValidationError, code="done"):
        carry_out(done, other)
    with refused(PermissionDenied):
        carry_out(withdrawn, other)


def test_what_was_read_is_what_is_carried_out():
    redaction, other = make_redaction(), make_administrator()

    with refused(StaleRevision):
        redact_history(redaction, revision=0, by=other)


@pytest.mark.parametrize(
    ("given", "code"),
    wide(
        [
            ({"law": ""}, "blank"),
            ({"because": ""}, "blank"),
            ({"kind": "journal"}, "no_model"),
            ({"kind": "redaction"}, "no_model"),
            ({"row_id": 987654}, "no_row"),
            ({"names": []}, "no_field"),
            ({"names": "text"}, "no_field"),
            ({"names": ["id"]}, "no_field"),
            ({"names": ["claim"]}, "no_field"),
            ({"names": ["revision", "text"]}, "no_field"),
            ({"names": ["frozen.why"]}, "no_field"),
            ({"names": [{"a": 1}]}, "no_field"),
            ({"positions": [1]}, "no_position"),
            ({"positions": ["1; DROP TABLE"]}, "no_position"),
            ({"positions": {"a": 1}}, "no_position"),
        ],
        every=3,
    ),
)
def test_a_request_that_cannot_be_met_is_refused(given, code):
    redaction = make_redaction()
    for name, value in given.items():
        setattr(redaction, name, value)

    with refused(code=code):
        redaction.save_by(redaction.asked_by)


def test_where_nothing_is_to_be_removed_nothing_is_done():
    redaction = make_redaction(make_evidence(note="", remark=""), "remark")
    other = make_administrator()

    with refused(code="empty"):
        carry_out(redaction, other)
    assert guards.missing() == guards.altered() == []


@pytest.mark.slow
def test_only_the_history_rows_that_are_named():
    note = reworded(make_note(text=SECRET), "Harmless.")
    first = note.history.earliest()

    redact(note, positions=[first.journal_position])

    note.refresh_from_db()
    assert note.text == "Harmless."
    assert texts_of(note) == ["[removed 1]", "Harmless."]
    assert faults() == []


@pytest.mark.slow
def test_a_reason_in_history_can_go_too():
    note = make_note()
    note.save_by(note.author, SECRET)

    redact(note, "history_change_reason")

    assert "Jane" not in everything()
    assert faults() == []


def test_whoever_has_the_row_open_does_not_bring_it_back():
    note = make_note(text=SECRET)
    redact(note)

    with refused(StaleRevision):
        note.save_by(note.author)


def test_a_text_goes_and_what_points_into_it_stays_in_place():
    claim = make_claim()
    length = len(claim.body.text)

    redact(claim.body, "text")
    redact(claim, "quote", "prefix", "suffix", "text")

    claim = Claim.objects.select_related("body").get(pk=claim.pk)
    assert len(claim.body.text) == length
    assert set(claim.body.text) <= {"█", "\n"}
    assert len(claim.quote) == claim.end - claim.start
    assert "lapsed" not in claim.quote + claim.body.text
    assert faults() == []


@pytest.mark.slow
def test_a_stored_copy_goes_with_its_file(django_capture_on_commit_callbacks):
    copy, other = make_snapshot(text=SECRET), make_snapshot(text="Other.")
    path = Path(copy.raw.path)

    with django_capture_on_commit_callbacks():
        redaction = redact(copy, "text", "raw")
    unfinished = faults()
    with django_capture_on_commit_callbacks(execute=True):
        module.transaction.on_commit(lambda: module.remove_files(copy, {"raw"}))

    assert unfinished == [f"Snapshot {copy.pk}: its file was to be removed and is still there"]
    assert redaction.done_at
    assert not path.exists()
    assert Path(other.raw.path).exists()
    assert faults() == []


@pytest.mark.slow
def test_a_file_that_two_copies_share_goes_with_the_second(django_capture_on_commit_callbacks):
    one = make_snapshot(text=SECRET)
    two = Snapshot(source=make_source(), media_type="text/plain", status=200, text=SECRET)
    two.hold(SECRET.encode())
    two.save_by(machine())
    path, by = Path(one.raw.path), make_administrator()
    assert path == Path(two.raw.path)
    alone = make_redaction(one, "text", "raw")
    with refused(ValidationError, code="shared"):
        carry_out(alone, by)

    both = [alone, make_redaction(two, "text", "raw")]
    with django_capture_on_commit_callbacks(execute=True):
        carry_out(both[0], by)
    assert path.exists()
    assert faults() == [f"Snapshot {one.pk}: its file was to be removed and is still there"]
    with django_capture_on_commit_callbacks(execute=True):
        carry_out(both[1], by)

    assert not path.exists()
    assert faults() == []


@pytest.mark.slow
def test_what_was_made_of_a_quotation_goes_with_it(client):
    claim = make_claim()
    copy = make_snapshot(text=f"The record: {SECRET} It was not renewed.")
    piece = make_evidence(claim, copy.source, quote=f"{SECRET} It was renewed.")
    check_quotations([piece], by=machine())
    ruling = make_published_ruling(make_researched_claim(claim))
    assert "Jane" in json.dumps(fresh(piece).finding)

    redact(piece, "quote")
    redact(ruling, f"frozen.evidence.{piece.cite}.quote")
    redact(copy, "text")

    page = Ruling.objects.get(pk=ruling.pk).page
    (shown,) = [item for item in page["evidence"] if item["cite"] == piece.cite]
    assert (shown["found_link"], shown["found_words"]) == ("", [])
    assert fresh(piece).finding == {}
    assert "Jane" not in everything()
    assert client.get(claim.get_absolute_url(), follow=True).status_code == 200
    assert faults() == []


def test_the_file_of_an_article_goes():
    body = make_body(original=SECRET.encode())

    redact(body, "original", "text")
    module.remove_files(body, {"original"})

    assert faults() == []


def test_a_published_page_loses_the_words_and_stays_a_page(client):
    ruling = make_published_ruling(why=SECRET)
    cite = ruling.claim.evidence.get(number=1).cite

    redact(ruling, "why", "frozen.why", f"frozen.evidence.{cite}.quote")

    ruling = Ruling.objects.get(pk=ruling.pk)
    answer = client.get(ruling.claim.get_absolute_url(), follow=True)
    assert ruling.page["why"] == ruling.why == "[removed 1]"
    assert [e["quote"].startswith("[removed") for e in ruling.page["evidence"]] == [True, False]
    assert "Jane" not in everything()
    assert "[removed 1]" in answer.text
    assert faults() == []


@pytest.mark.slow
def test_a_second_redaction_of_a_row_holds_beside_the_first():
    source = make_source(title=SECRET, publisher="Roe & Sons", interests="Hers.")

    redact(source, "title")
    redact(source, "publisher", "interests")

    assert "Roe" not in everything()
    assert faults() == []


def test_an_address_stays_one():
    source = make_source(url="https://roe.example/jane")

    redact(source, "url")

    source.refresh_from_db()
    assert source.url == "https://removed.invalid/1"


def test_words_that_look_like_a_mark_are_no_mark():
    note = make_note(text="[removed 1] but Jane Roe")

    redact(note)

    assert "Jane" not in everything()


@pytest.mark.slow
def test_history_tells_who_changed_words_after_they_are_gone():
    claim = make_claim()
    before = Claim.objects.get(pk=claim.pk)
    other = make_editor()
    before.text = f"{before.text} {SECRET}"
    before.save_by(other)
    ruling = make_published_ruling(claim)
    assert other.pk in ruling.writer_ids()

    redact(Claim.objects.get(pk=claim.pk), "text")

    assert other.pk in Ruling.objects.get(pk=ruling.pk).writer_ids()


def test_a_row_that_was_tampered_with_is_not_redacted():
    note = make_note(text=SECRET)
    redaction = make_redaction(note)
    kept = note.history.latest()
    overwrite(kept, text="Something else.")

    other = make_administrator()
    with refused(code="not_whole"):
        carry_out(redaction, other)


# What somebody with the database's password could do with it


def overwrite(row, **values):
    lift()
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)
    guards.install()


def cut(note):
    """Return the history row from which a redaction removed something."""
    return note.history.order_by("history_id").first()


@pytest.mark.slow
def test_what_a_redaction_left_cannot_be_changed():
    note = make_note(text=SECRET)
    redact(note)

    overwrite(cut(note), history_change_reason="another")

    assert [f.why for f in verify()] == ["its content was changed after its redaction"]


@pytest.mark.slow
def test_the_mark_cannot_become_other_words():
    note = make_note(text=SECRET)
    redact(note)

    overwrite(cut(note), text="She confessed.")

    assert [f.why for f in verify()] == ["its content was changed after its redaction"]


def test_more_than_was_asked_for_is_a_fault():
    note = make_note(text=SECRET)
    redact(note)
    kept = cut(note)
    left = json.loads(kept.journal_salt)
    left["leaves"]["author_id"] = "00" * 32

    overwrite(kept, journal_salt=json.dumps(left))

    assert [f.why for f in verify()] == ["more was removed than its redaction says: author_id"]


def test_a_removal_without_a_redaction_is_a_fault():
    note = make_note(text=SECRET)
    kept = note.history.latest()
    lift()
    module.mark_version(kept, {"text": "[removed 1]"})
    overwrite(note, text="[removed 1]")

    assert [f.why for f in verify()] == [
        "its content was removed, and no redaction on record says so"
    ]


@pytest.mark.slow
def test_a_redaction_of_another_row_covers_nothing():
    note, other = make_note(text=SECRET), make_note()
    redact(other)
    kept = note.history.latest()
    lift()
    module.mark_version(kept, {"text": "[removed 1]"})
    overwrite(note, text="[removed 1]")

    assert [f.pk for f in verify()] == [kept.pk]


def test_what_is_back_is_a_fault():
    note = make_note(text=SECRET)
    kept = note.history.latest()
    redact(note)

    overwrite(cut(note), text=SECRET, journal_salt=kept.journal_salt)

    assert [f.why for f in verify()] == ["what was removed is there again"]


@pytest.mark.slow
def test_a_row_of_an_earlier_release_is_redacted_and_held_to_what_is_left():
    note = make_unsalted(make_note(text=SECRET))
    redact(note)
    assert faults() == []

    overwrite(cut(note), history_change_reason="another")

    assert "Jane" not in everything()
    assert [f.why for f in verify()] == ["its content was changed after its redaction"]


def make_unsalted(note):
    """Seal a row's newest history row, the journal's last, as earlier releases did."""
    kept = note.history.latest()
    before = Journal.objects.get()
    assert before.length == kept.journal_position
    seals = [
        seal
        for model in guards.history_models()
        for seal in model.objects.filter(journal_position=before.length - 1).values_list(
            "journal_seal", flat=True
        )
    ]
    kept.journal_salt = None
    digest = digest_of(kept, kept.journal_fields.split(","))
    seal = seal_of(seals[0], kept.journal_position, digest)
    overwrite(kept, journal_salt=None, journal_digest=digest, journal_seal=seal)
    Journal.objects.update(seal=seal)
    return note


# The guards


def test_every_guard_is_back_afterwards():
    note = make_note(text=SECRET)

    redact(note)

    kept = note.history.latest()
    assert guards.missing() == guards.altered() == []
    with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
        models.QuerySet(type(kept)).filter(pk=kept.pk).update(text="Another.")


def test_a_failure_midway_removes_nothing_and_leaves_the_guards(monkeypatch):
    note = make_note(text=SECRET)
    redaction = make_redaction(note)
    monkeypatch.setattr(module, "mark_row", fail)

    with pytest.raises(ZeroDivisionError):
        carry_out(redaction)

    assert guards.missing() == guards.altered() == []
    assert texts_of(note) == [SECRET]
    assert faults() == []


def fail(*_args, **_kwargs):
    raise ZeroDivisionError


def test_where_a_guard_is_missing_nothing_is_removed():
    redaction, other = make_redaction(), make_administrator()
    drop(f"{Note.history.model._meta.db_table}_update")

    with refused(code="unguarded"):
        carry_out(redaction, other)


@pytest.mark.django_db(transaction=True)
def test_guards_are_lifted_inside_a_transaction_only():
    with pytest.raises(RuntimeError, match="inside a transaction"), guards.lifted([Note]):
        pass


KILLED = """
import os, signal
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from claims.actions import redact_history as module
from claims.actions.check_quotations import check_quotations
from claims.models import Redaction, User
from tests.width import wide
module.mark_row = lambda *_a, **_k: os.kill(os.getpid(), signal.SIGKILL)
redaction = Redaction.objects.get(pk={pk})
module.redact_history(redaction, revision=redaction.revision, by=User.objects.get(pk={by}))
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_midway_leaves_the_guards_and_the_words():
    note = make_note(text=SECRET)
    redaction, by = make_redaction(note), make_administrator()
    code = KILLED.format(name=connection.settings_dict["NAME"], pk=redaction.pk, by=by.pk)

    died = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)

    assert died.returncode == -signal.SIGKILL
    assert guards.missing() == guards.altered() == []
    assert texts_of(note) == [SECRET]
    assert faults() == []
    assert carry_out(Redaction.objects.get(pk=redaction.pk), by).done_at
    assert faults() == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's tables are vacuumed")
def test_the_search_keeps_none_of_its_words_in_its_own_tables():
    note = reworded(make_note(text="zzyzx said so"), "zzyzx says so")

    def words_kept():
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM claims_indexentry_words_data")
            return b"".join(block for (block,) in cursor.fetchall())

    assert b"zzyzx" in words_kept()
    redact(note, "text")
    assert b"zzyzx" not in words_kept()
