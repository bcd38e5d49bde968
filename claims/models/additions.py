"""Many new rows at once: the rules and the history of the door, in few queries."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from claims.models.base import Recorded
from claims.models.index_entry import IndexEntry
from claims.models.journal import Journal, SealedHistory, recorded

if TYPE_CHECKING:
    from claims.models.user import User

BATCH = 100  # rows in one statement; SQLite takes a limited number of values


@recorded
def add_all(rows: Sequence[Recorded], *, by: "User", reason: str = "") -> None:
    """
    Add new rows of one model with their history, all or nothing, as this person's work.

    One by one they would take minutes for a long text, while nobody else can write. That the
    rows pointed at exist is left to the database. Raises ValidationError if a rule is broken.
    """
    if not rows:
        return
    model = type(rows[0])
    pointers = {field.name for field in model._meta.concrete_fields if field.is_relation}
    for row in rows:
        row.derive()
        row.full_clean(exclude=pointers, validate_unique=False, validate_constraints=False)
        row.revision = 1
    plain: models.QuerySet[Any] = models.QuerySet(model)  # the desk's own refuses it
    try:
        with transaction.atomic():
            plain.bulk_create(rows, batch_size=BATCH)
    except IntegrityError:
        for row in rows:
            row.full_clean(exclude={model._meta.pk.name})  # says by which rule, in words
        raise
    keep_history(rows, by=by, reason=reason)
    IndexEntry.store(rows)


def keep_history(rows: Sequence[Recorded], *, by: "User", reason: str) -> None:
    """Store a sealed history row for each new row, in their order."""
    history: Any = cast("Any", type(rows[0])).history.model
    head, now = Journal.held(), timezone.now()
    kept: list[SealedHistory] = []
    for row in rows:
        content = {f.attname: getattr(row, f.attname) for f in history.tracked_fields}
        about = {"history_user": by, "history_change_reason": reason, "history_date": now}
        entry: SealedHistory = history(history_type="+", **about, **content)
        entry.bind(head)
        head.length, head.seal = entry.journal_position, entry.journal_seal
        kept.append(entry)
    history.objects.bulk_create(kept, batch_size=BATCH)
    head.advance(head.length, head.seal)
