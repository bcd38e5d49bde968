"""Put a merge back: what was merged into another is in use again, with all that was moved."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.check_quotations import recheck
from claims.actions.save_row import save_row
from claims.models import Attribution, Claimant, Evidence, Source, SourceTie, Tagging, Topic, User
from claims.models.base import Tracked
from claims.models.journal import recorded
from claims.models.mergeable import Mergeable

Row = TypeVar("Row", bound=Mergeable)
NAMING: dict[type[Mergeable], list[tuple[type[Tracked], tuple[str, ...]]]] = {
    Claimant: [(Attribution, ("claimant_id",))],
    Topic: [(Tagging, ("topic_id",))],
    Source: [(Evidence, ("source_id",)), (SourceTie, ("one_id", "other_id"))],
}
NAMED = 3  # of what changed since, that a refusal names


class Moved(NamedTuple):
    """A row that the merge moved or retracted: as it is now, and its version before and after."""

    row: Any
    before: Any
    after: Any
    columns: tuple[str, ...]


@recorded
def unmerge_duplicates(row: Row, *, by: User, reason: str, revision: int) -> Row:
    """
    Bring a merged row back into use, and have all name it again that did before; return it.

    History tells what was moved. What was added to the other since stays there, as do the copies
    of a source, which never change. Raises PermissionDenied if `by` may not change both rows and
    all that moves, StaleRevision if the row was saved since `revision`, and ValidationError if it
    is not merged, if the other is not in use, or if something that was moved was changed since.
    """
    locked = type(row)._base_manager.select_for_update(of=["self"]).select_related("merged_into")
    row = locked.get(pk=row.pk)
    row.require_revision(revision)
    into = require_merged(row)
    if not (policy.may_change(by, row) and policy.may_change(by, into)):
        raise PermissionDenied
    moved = list(moved_by_merge(row))
    require_untouched(moved, by)
    row.merged_into = None
    bring_back(row, by=by, reason=reason.strip())
    for one in moved:
        put_back(one, by=by, reason=reason.strip())
    if isinstance(row, Source):
        recheck(row)
        recheck(into)
    return row


def require_merged(row: Mergeable) -> Mergeable:
    """Return the row that stands for this one. Raises ValidationError unless it is in use."""
    into: Mergeable | None = row.merged_into
    if into is None:
        message = _("“%(row)s” is not merged into another.")
        raise ValidationError(message, code="not_merged", params={"row": str(row)})
    if into.is_retracted:
        message = _(
            "“%(row)s” is not in use any more: it was retracted, or merged. Undo that first."
        )
        raise ValidationError(message, code="retracted", params={"row": str(into)})
    return into


def moved_by_merge(row: Mergeable) -> Iterator[Moved]:
    """
    Yield what the merge moved or retracted, by history.

    A merge is one transaction that holds the journal: what it did stands between the row's
    version before it and that of the merge, by the same person, for the same reason.
    """
    merge = row.history.exclude(merged_into=None).order_by("history_id").last()
    while (earlier := merge.prev_record) is not None and earlier.merged_into_id is not None:
        merge = earlier
    since = earlier.journal_position if earlier is not None else 0
    for model, columns in NAMING[type(row)]:
        history = model.history
        done = history.filter(
            journal_position__gt=since,
            journal_position__lt=merge.journal_position,
            history_user=merge.history_user_id,
            history_change_reason=merge.history_change_reason,
        ).order_by("history_id")
        for after in done:
            before = after.prev_record
            if before is not None and row.pk in values(before, columns):
                yield Moved(model._base_manager.get(pk=after.id), before, after, columns)


def values(version: Any, columns: tuple[str, ...]) -> list[int]:
    """Return the numbers of the rows that a version names."""
    return [getattr(version, column) for column in columns]


def require_untouched(moved: list[Moved], by: User) -> None:
    """
    Raise ValidationError, naming them, if rows were changed since the merge moved them.

    Raises PermissionDenied if one is not this person's to change.
    """
    for one in moved:
        if not policy.may_change(by, one.row):
            raise PermissionDenied
    touched = [str(one.row) for one in moved if one.row.revision != one.after.revision]
    if touched:
        message = _("Changed since the merge, so that it cannot be put back: %(rows)s")
        params = {"rows": "; ".join(touched[:NAMED]) + ("…" if touched[NAMED:] else "")}
        raise ValidationError(message, code="changed", params=params)


def put_back(moved: Moved, *, by: User, reason: str) -> None:
    """Have a row name what it named before, in use as it was."""
    for column in moved.columns:
        setattr(moved.row, column, getattr(moved.before, column))
    bring_back(moved.row, by=by, reason=reason)


def bring_back(row: Tracked, *, by: User, reason: str) -> None:
    """Save a row as one that is in use."""
    row.retracted_at, row.retracted_by, row.retraction_reason = None, None, ""
    save_row(row, by=by, reason=reason)
