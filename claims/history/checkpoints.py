"""Heads of the journal that were written down: the desk's own checkpoints, and what others kept."""

import base64
import json
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any, NamedTuple

from claims.history.faults import Fault
from claims.models import Checkpoint
from claims.text.signed_note import NoteError, SignedNote, holds, key_id, read

KEPT_CHECKPOINT = "Kept checkpoint"
LINES = 4  # of a checkpoint's text


class Witness(NamedTuple):
    """What somebody wrote down of the journal: it had this length and then this seal."""

    length: int
    seal: str
    time: str
    of: str  # whose record it is
    pk: int | None = None


class UnreadableError(ValueError):
    """A file is no record of the journal's head."""


class Witnesses:
    """All records of the journal's head, held against the journal as it is walked."""

    def __init__(self, kept: Iterable[Witness]) -> None:
        self.waiting = merge(sorted(kept), own(), key=lambda witness: witness.length)
        self.next = next(self.waiting, None)

    def faults(self, position: int, seal: str) -> Iterator[Fault]:
        """Yield each record that says something else of the journal at this position."""
        while self.next is not None and self.next.length <= position:
            if self.next.length == position and self.next.seal != seal:
                why = f"the journal had another seal at this position on {self.next.time}"
                yield Fault(self.next.of, why, self.next.pk, position)
            self.next = next(self.waiting, None)

    def left(self, length: int) -> Iterator[Fault]:
        """Yield each record of a journal that was longer than it is now."""
        while self.next is not None:
            if self.next.length > length:
                why = (
                    f"the journal had {self.next.length} rows on {self.next.time} and has {length}"
                    f" now: the rows after position {length} are missing"
                )
                yield Fault(self.next.of, why, self.next.pk)
            self.next = next(self.waiting, None)


def own() -> Iterator[Witness]:
    """Yield the desk's own checkpoints, by length."""
    for checkpoint in Checkpoint.objects.order_by("length", "pk").iterator():
        yield Witness(
            checkpoint.length, checkpoint.seal, checkpoint.time, "Checkpoint", checkpoint.pk
        )


def lost_checkpoints(kept: Iterable[Witness]) -> Iterator[Fault]:
    """Yield each checkpoint that somebody kept and the desk has no more."""
    for witness in kept:
        same = Checkpoint.objects.filter(length=witness.length, seal=witness.seal)
        if witness.of == KEPT_CHECKPOINT and not same.exists():
            why = f"the desk signed it on {witness.time} and has it no more"
            yield Fault(witness.of, why, position=witness.length)


def signature_faults() -> Iterator[Fault]:
    """Yield each of the desk's checkpoints that is not as it was signed."""
    for checkpoint in Checkpoint.objects.order_by("pk").iterator():
        if not checkpoint.is_genuine:
            why = "its signature does not fit: it was changed, or its key is another"
            yield Fault("Checkpoint", why, checkpoint.pk)


def kept_in(text: str) -> list[Witness]:
    """
    Return what a file says of the journal: a kept /transparency.json, or one signed note.

    Raises UnreadableError if it is neither, or if a signature in it does not hold.
    """
    if not text.lstrip().startswith("{"):
        return [witness_of(note_of(text))]
    try:
        page: dict[str, Any] = json.loads(text)
        keys = {key["id"]: key["verifier_key"] for key in page["keys"]}
        head = page["journal"]
        found = [Witness(head["length"], head["seal"], head["time"] or "", "Kept head")]
        for checkpoint in page["checkpoints"]:
            note = note_of(checkpoint["note"])
            require_signature(note, keys.get(note.key_id, ""))
            found.append(witness_of(note))
    except UnreadableError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        message = f"It is no kept /transparency.json ({error})."
        raise UnreadableError(message) from error
    return found


def note_of(text: str) -> SignedNote:
    """Return a signed note. Raises UnreadableError if it is none."""
    try:
        return read(text)
    except NoteError as error:
        message = f"This is no checkpoint: {error}."
        raise UnreadableError(message) from error


def require_signature(note: SignedNote, verifier_key: str) -> None:
    """Raise UnreadableError unless the note was signed by this key, in C2SP's form."""
    public_key = key_in(verifier_key)
    if not public_key or not holds(note, public_key):
        message = f"The signature of the checkpoint of {note.key_name} does not hold."
        raise UnreadableError(message)


def key_in(verifier_key: str) -> bytes:
    """Return the public key in C2SP's one line, or nothing if its id is not its own."""
    name, _plus, rest = verifier_key.partition("+")
    told, _plus, encoded = rest.partition("+")
    public_key = base64.b64decode(encoded)[1:]
    return public_key if key_id(name, public_key) == told else b""


def witness_of(note: SignedNote) -> Witness:
    """Return what a note says. Raises UnreadableError if it is not about a journal."""
    lines = note.text.splitlines()
    if len(lines) < LINES or not lines[1].isdecimal():
        message = "This note is not about a journal."
        raise UnreadableError(message)
    return Witness(int(lines[1]), lines[2], lines[3], KEPT_CHECKPOINT)
