"""Go back to an earlier version of a row: itself a change, with who, when and why."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.check_quotations import recheck
from claims.actions.retract_row import require_nothing_rests_on
from claims.actions.save_row import require_live_parts, require_reason
from claims.actions.tell_of_change import as_it_was, tell_of_change
from claims.actions.void_approvals import void_approvals
from claims.models import Claim, Evidence, Recorded, Ruling, Tracked, User
from claims.models.evidence import UNCHECKED
from claims.models.journal import recorded

Row = TypeVar("Row", bound=Recorded)

KEPT = {"id", "revision", "created_at", "public_id", "password", "last_login", "receipt", "number"}
KEPT |= {"is_superuser", "username"}
KEPT |= {"snapshot", *UNCHECKED} - {"snapshot_id"}  # what a program found
DECIDED = {"state", "drop_reason", "merged_into", "assignee", "due_on"}  # by deeds of their own
DECIDED |= {"body", "quote", "start", "end", "prefix", "suffix", "anchor"}  # as is where it stands


@recorded
def restore_row(row: Row, *, history_id: int, by: User, revision: int, reason: str = "") -> Row:
    """
    Give a row the contents that it had in one of its history rows, its retraction included.

    Raises PermissionDenied if `by` may not, StaleRevision if it was saved since `revision`, and
    ValidationError if that version does not exist or breaks a rule of today.
    """
    row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    row.require_revision(revision)
    if not policy.may_restore(by, row):
        raise PermissionDenied
    past = row.history.filter(pk=history_id).first()  # type: ignore[attr-defined]
    if past is None:
        message = _("There is no such version in the history of “%(row)s”.")
        raise ValidationError(message, code="no_version", params={"row": str(row)})
    was_retracted = isinstance(row, Tracked) and row.is_retracted
    for name in restored_fields(row):
        setattr(row, name, getattr(past, name))
    if isinstance(row, Evidence):
        row.restate()
    if isinstance(row, Tracked) and row.is_retracted and not was_retracted:
        require_nothing_rests_on(row)
    if not policy.may_decide(by, row):
        raise PermissionDenied
    require_live_stand_in(row)
    require_live_parts(row)
    require_reason(row, reason)
    before = as_it_was(row)
    row.save_by(by, reason or "back to an earlier version")
    void_approvals(row, by=by)
    recheck(row)
    tell_of_change(row, before, by=by)
    return row


def require_live_stand_in(row: Recorded) -> None:
    """Raise ValidationError if a claim would come back that one stands for which was retracted."""
    into = row.merged_into if isinstance(row, Claim) and not row.is_retracted else None
    if into is not None and (into.is_retracted or not policy.stands_on_live_rows(into)):
        message = _("It was merged into “%(claim)s”, which was retracted: bring that back first.")
        raise ValidationError(message, code="in_use", params={"claim": into.text})


def restored_fields(row: Recorded) -> list[str]:
    """Return the columns that come back: of a ruling the words alone, never its stage."""
    if isinstance(row, Ruling):
        return [name for name in Ruling.WORDS if not name.startswith("overrid")]
    tracked = row.history.model.tracked_fields  # type: ignore[attr-defined]
    kept = KEPT | DECIDED if isinstance(row, Claim) else KEPT
    return [field.attname for field in tracked if field.name not in kept]
