"""What is signed is what is stored, by a key that outsiders can check; no reader waits for it."""

import base64
import logging

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, models, transaction

from claims.actions import publish_checkpoint as module
from claims.actions.publish_checkpoint import publish_checkpoint
from claims.models import Checkpoint, Journal, Ruling
from claims.text.signed_note import holds, read
from factcheck.environment import checkpoint_key
from tests.actions.outcomes import refused
from tests.factories import machine, make_claim, make_editor, make_reporter
from tests.rulings import make_approved_ruling, make_next_version, publish
from tests.width import wide

pytestmark = pytest.mark.django_db


def test_it_says_what_the_head_is_under_a_signature():
    make_claim()

    checkpoint = publish_checkpoint(by=machine())

    head = Journal.objects.get()
    stored = Checkpoint.objects.get(pk=checkpoint.pk)
    note = read(str(stored.note))
    assert (stored.length, stored.seal) == (head.length, head.seal)
    assert note.text == f"127.0.0.1:8000/journal\n{head.length}\n{head.seal}\n{stored.time}\n"
    assert holds(note, base64.b64decode(stored.public_key))
    assert stored.is_genuine


@pytest.mark.parametrize("column", ["length", "seal", "made_at", "key_name"])
def test_every_word_of_it_is_under_the_signature(column):
    make_claim()
    checkpoint = publish_checkpoint(by=machine())
    other = {
        "length": 1,
        "seal": "1" * 64,
        "made_at": Journal.objects.get().moved_at.replace(year=2020),
    }

    setattr(checkpoint, column, other.get(column, "elsewhere/journal"))

    assert not checkpoint.is_genuine


def test_it_writes_nothing_into_the_journal():
    make_claim()

    before = Journal.position()

    publish_checkpoint(by=machine())

    assert Journal.position() == before


def test_editors_may_and_reporters_may_not():
    assert publish_checkpoint(by=make_editor()).pk
    reporter = make_reporter()
    with refused(PermissionDenied):
        publish_checkpoint(by=reporter)


@pytest.mark.parametrize("content", [None, b"", b"no key", "rsa"])
def test_without_a_key_it_says_what_to_do(settings, tmp_path, content):
    path = tmp_path / "key.pem"
    settings.CHECKPOINT_KEY = str(path)
    if content is not None:
        path.write_bytes(rsa_key() if content == "rsa" else content)
    by = machine()

    with refused(code="no_key") as refusal:
        publish_checkpoint(by=by)

    assert "FACTCHECK_CHECKPOINT_KEY" in str(refusal.value)


def rsa_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@pytest.mark.django_db(transaction=True)
def test_nothing_is_signed_that_could_still_be_taken_back():
    by = machine()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        publish_checkpoint(by=by)

    assert not Checkpoint.objects.exists()


@pytest.mark.parametrize("kind", wide(["publication", "clarification", "retraction"], every=2))
def test_it_follows_what_readers_see(kind, django_capture_on_commit_callbacks):
    approved = make_approved_ruling()
    if kind != "publication":
        first = publish(approved)
    with django_capture_on_commit_callbacks(execute=True):
        publish(approved) if kind == "publication" else make_next_version(first, kind)

    assert Checkpoint.objects.get().length == Journal.position()


@pytest.mark.slow
def test_two_publications_in_one_transaction_have_one(django_capture_on_commit_callbacks):
    first, second = make_approved_ruling(), make_approved_ruling()

    with django_capture_on_commit_callbacks(execute=True):
        publish(first)
        publish(second)

    assert Checkpoint.objects.get().length == Journal.position()


@pytest.mark.parametrize("wrong", ["no key", "a failure"])
def test_no_publication_fails_for_want_of_it(
    wrong, settings, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    approved = make_approved_ruling()
    if wrong == "no key":
        settings.CHECKPOINT_KEY = ""
    else:
        monkeypatch.setattr(module, "sign", fail)
    logging.getLogger("claims").propagate = True

    with django_capture_on_commit_callbacks(execute=True):
        ruling = publish(approved)

    assert ruling.stage == Ruling.Stage.PUBLISHED
    assert not Checkpoint.objects.exists()
    assert caplog.records


def fail(*_args):
    raise OSError("no disk")


def test_a_checkpoint_is_never_changed_or_deleted():
    checkpoint = publish_checkpoint(by=machine())

    for deed in (checkpoint.save, checkpoint.delete):
        with pytest.raises(TypeError, match="never"):
            deed()
    rows = models.QuerySet(Checkpoint).filter(pk=checkpoint.pk)
    for deed in (lambda: rows.update(length=0), lambda: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
            deed()


def test_another_key_signs_from_then_on(settings, tmp_path):
    first = publish_checkpoint(by=machine())
    settings.CHECKPOINT_KEY = checkpoint_key(tmp_path)

    second = publish_checkpoint(by=machine())

    assert first.key_id != second.key_id
    assert first.is_genuine
    assert second.is_genuine
