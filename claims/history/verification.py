"""Whether the journal, and what it speaks of, is as it was written."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.files import File
from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet

from claims.history import journal
from claims.history.checkpoints import Witness, Witnesses, lost_checkpoints, signature_faults
from claims.history.faults import Fault
from claims.history.journal import Entry
from claims.history.redactions import Redactions, is_removed
from claims.models import Attachment, Body, Journal, Recorded, Snapshot, guards
from claims.models.digests import digest_of_file, digest_of_json, digest_of_text
from claims.models.journal import recorded
from claims.models.sealing import FIRST_SEAL, primitive, seal_of

CHUNK = 200  # rows in memory at a time, of each table


def verify(kept: Iterable[Witness] = ()) -> Iterator[Fault]:
    """
    Yield all that does not fit, in the order of the journal and then table by table.

    `kept` are heads of the journal that somebody outside kept. What is written meanwhile is left
    out; memory stays the same however long the journal is.
    """
    for name in guards.missing():
        yield Fault("Database", f"the trigger {name} is missing")
    for name in guards.altered():
        yield Fault("Database", f"the trigger {name} does something else than it should")
    yield from signature_faults()
    kept = list(kept)
    yield from lost_checkpoints(kept)
    yield from _journal_faults(kept)
    for body in Body.objects.order_by("pk").iterator(CHUNK):
        yield from _body_faults(body)
    for snapshot in Snapshot.objects.order_by("pk").iterator(CHUNK):
        yield from _snapshot_faults(snapshot)
    for attachment in Attachment.objects.order_by("pk").iterator(CHUNK):
        yield from _attachment_faults(attachment)
    for model in guards.history_models():
        yield from _row_faults(model)


def _journal_faults(kept: Iterable[Witness]) -> Iterator[Fault]:
    """Yield each history row that does not follow from the row before, up to the head."""
    last = journal.last_position()
    head = Journal.objects.first() or Journal()  # read after the rows, so none outruns it honestly
    if last > head.length:
        yield Fault("Journal", f"rows stand behind its head, up to position {last}")
    position, seal = 0, FIRST_SEAL
    removed, witnesses = Redactions(), Witnesses(kept)
    yield from witnesses.faults(position, seal)
    for entry in journal.entries(head.length):
        yield from _link_faults(entry, position, seal)
        why = _content_fault(entry, removed)
        if why:
            yield _fault(entry, why)
        position, seal = entry.position, entry.seal
        yield from witnesses.faults(position, seal)
    if position < head.length:
        yield _gap(position + 1, head.length)
    elif seal != head.seal:
        yield Fault("Journal", "its head does not carry the last row's seal", position=position)
    yield from witnesses.left(head.length)


def _content_fault(entry: Entry, removed: Redactions) -> str:
    """Return why a history row holds something else than was sealed, unless the law demanded it."""
    if removed.concern(entry):
        return removed.fault(entry)
    return "" if journal.digest(entry) == entry.digest else "its content was changed"


def _link_faults(entry: Entry, position: int, seal: str) -> Iterator[Fault]:
    """Yield why a history row does not follow from the one at this position, with this seal."""
    if entry.position != position + 1:
        yield _gap(position + 1, entry.position - 1)
    elif seal_of(seal, entry.position, entry.digest) != entry.seal:
        yield _fault(entry, "its seal does not follow from the row before it")


def _fault(entry: Entry, why: str) -> Fault:
    """Return the fault of a history row."""
    name = str(entry.model._meta.object_name)
    return Fault(name, why, entry.pk, entry.position, journal.told_of(entry))


def _gap(first: int, last: int) -> Fault:
    """Return the fault of history rows that are gone."""
    positions = f"position {first} is" if first == last else f"positions {first} to {last} are"
    return Fault("Journal", f"{positions} missing")


def _body_faults(body: Body) -> Iterator[Fault]:
    """Yield what of a stored text is another than its digest says."""
    if digest_of_text(body.text) != body.sha256 and not is_removed(body, "text"):
        yield Fault("Body", "its text does not match its SHA-256", body.pk)
    if digest_of_json(body.blocks) != body.blocks_sha256:
        yield Fault("Body", "its blocks do not match their SHA-256", body.pk)
    why = body.original and _file_fault(body, "original", body.original_sha256)
    if why:
        yield Fault("Body", f"its original {why}", body.pk)


def _snapshot_faults(snapshot: Snapshot) -> Iterator[Fault]:
    """Yield what of a stored copy is another than its digest says."""
    if digest_of_text(snapshot.text) != snapshot.text_sha256 and not is_removed(snapshot, "text"):
        yield Fault("Snapshot", "its text does not match its SHA-256", snapshot.pk)
    why = _file_fault(snapshot, "raw", snapshot.sha256)
    if why:
        yield Fault("Snapshot", f"its file {why}", snapshot.pk)


def _attachment_faults(attachment: Attachment) -> Iterator[Fault]:
    """Yield what of an attached file is another than its digest says."""
    changed = digest_of_text(attachment.text) != attachment.text_sha256
    if changed and not is_removed(attachment, "text"):
        yield Fault("Attachment", "its text does not match its SHA-256", attachment.pk)
    why = _file_fault(attachment, "raw", attachment.sha256)
    if why:
        yield Fault("Attachment", f"its file {why}", attachment.pk)


def _file_fault(row: Recorded, name: str, sha256: str) -> str:
    """Return why a stored file is not the one that its digest speaks of, or nothing."""
    file: File[bytes] = getattr(row, name)
    try:
        with file.open("rb") as stored:
            found = digest_of_file(stored)
    except (OSError, ValueError):
        return "" if is_removed(row, name) else "cannot be read"
    if is_removed(row, name):
        return "was to be removed and is still there"
    return "" if found == sha256 else "does not match its SHA-256"


def _row_faults(model: type[Any]) -> Iterator[Fault]:
    """Yield each desk row that was changed, made or deleted without a history row."""
    for pk in _suspects(model):
        yield from _settled_faults(model, pk)
    rows: QuerySet[Recorded] = model.instance_type._base_manager.all()
    gone = model._base_manager.filter(~Exists(rows.filter(pk=OuterRef("id"))))
    for pk in gone.values_list("id", flat=True).distinct().order_by("id"):
        yield Fault(model.instance_type._meta.object_name, "it was deleted behind the door", pk)


SUSPECTS = """
    SELECT own.id FROM {table} own LEFT JOIN {history} kept ON kept.history_id = (
        SELECT max(every.history_id) FROM {history} every WHERE every.id = own.id
    ) WHERE kept.history_id IS NULL OR {differs} ORDER BY own.id
"""


def _suspects(model: type[Any]) -> list[int]:
    """Return the rows that differ from their newest history row, or have none: by the database."""
    quote = connection.ops.quote_name
    differ = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    columns = [quote(field.column) for field in model.tracked_fields]
    statement = SUSPECTS.format(
        table=quote(model.instance_type._meta.db_table),
        history=quote(model._meta.db_table),
        differs=" OR ".join(f"own.{column} {differ} kept.{column}" for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [pk for (pk,) in cursor.fetchall()]


@recorded
def _settled_faults(model: type[Any], pk: int) -> list[Fault]:
    """Return the faults of a suspect, looked at again while nobody writes."""
    row = model.instance_type._base_manager.get(pk=pk)
    name = model.instance_type._meta.object_name
    version = model._base_manager.filter(id=pk).order_by("history_id").last()
    if version is None:
        return [Fault(name, "it has no history", pk)]
    found = ", ".join(_differences(model, row, version))
    return [Fault(name, f"changed behind the door: {found}", pk)] if found else []


def _differences(model: type[Any], row: Model, version: Model) -> list[str]:
    """Return the names of the fields in which a row differs from its newest history row."""
    return [
        field.name
        for field in model.tracked_fields
        if primitive(field, getattr(row, field.attname))
        != primitive(field, getattr(version, field.attname))
    ]
