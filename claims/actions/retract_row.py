"""Take a row back: it stays on record, with who, when and why."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.void_approvals import void_approvals
from claims.models import (
    Article,
    Claim,
    Correction,
    Note,
    Rating,
    Ruling,
    Source,
    Tracked,
    User,
    Verdict,
)
from claims.models.journal import recorded

Row = TypeVar("Row", bound=Tracked)


@recorded
def retract_row(row: Row, *, by: User, reason: str, revision: int | None = None) -> Row:
    """
    Retract a row; undo it by going back to an earlier version in its history.

    Raises PermissionDenied if `by` may not, StaleRevision if it was saved since `revision`, and
    ValidationError without a reason or while something that is public rests on the row.
    """
    row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if revision is not None:
        row.require_revision(revision)
    if not may_retract(by, row):
        raise PermissionDenied
    require_nothing_rests_on(row)
    row.retracted_at, row.retracted_by = timezone.now(), by
    row.retraction_reason = reason.strip()
    row.save_by(by, reason)
    void_approvals(row, by=by)
    return row


def may_retract(by: User, row: Tracked) -> bool:
    """Whether this person may take this row back; a public ruling has a deed of its own."""
    if row.is_retracted or isinstance(row, Correction | Rating):
        return False
    if isinstance(row, Ruling):
        return policy.may_edit(by, row)
    if isinstance(row, Verdict):
        return row.reviewer_id == by.pk and policy.may_change(by, row)
    if isinstance(row, Note):
        return row.author_id == by.pk and policy.may_change(by, row)
    return policy.may_change(by, row)


def require_nothing_rests_on(row: Tracked) -> None:
    """Raise ValidationError, saying what to do first, if other rows still need this one."""
    if isinstance(row, Claim | Article):
        path = "claim" if isinstance(row, Claim) else "claim__article"
        rulings = Ruling.objects.filter(**{path: row}, retracted_at=None)
        if rulings.exclude(stage=Ruling.Stage.SUPERSEDED).exclude(stage="retracted").exists():
            message = _("There are rulings on this: retract them first.")
            raise ValidationError(message, code="in_use")
    if isinstance(row, Source) and row.evidence.live().exists():
        message = _("Evidence cites this source: retract that first.")
        raise ValidationError(message, code="in_use")
