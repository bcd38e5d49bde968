"""Save a row of the desk: the one deed behind every form that has no deed of its own."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.assign_claim import require_assignable
from claims.actions.check_quotations import recheck
from claims.actions.tell_of_change import as_it_was, tell_of_change
from claims.actions.void_approvals import PATHS, void_approvals
from claims.models import Claim, Recorded, Ruling, Tracked, User
from claims.models.journal import recorded

Row = TypeVar("Row", bound=Recorded)


@recorded
def save_row(row: Row, *, by: User, reason: str = "") -> Row:
    """
    Add a row, or change it from the revision that it carries, and void what that unsettles.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody else saved it since, and
    ValidationError if a rule is broken, if a record would leave its claim or rest on a row that
    was retracted, if what readers see rests on the row and no reason is given, or if a claim is
    given to somebody who cannot work on it or by a day that is over.
    """
    if not (policy.may_save(by, row) and policy.may_decide(by, row)):
        raise PermissionDenied
    if row._state.adding:
        row.begin(by)
    row.restate()
    require_its_place(row)
    require_live_parts(row)
    require_reason(row, reason)
    before = as_it_was(row)
    if isinstance(row, Claim) and isinstance(before, Claim):
        require_assignable(row, before)
    row.save_by(by, reason)
    void_approvals(row, by=by)
    recheck(row)
    tell_of_change(row, before, by=by)
    return row


def require_its_place(row: Recorded) -> None:
    """Raise ValidationError if the row would leave the claim or the article that it was made on."""
    fields = row._meta.concrete_fields
    places = [f.attname for f in fields if f.name in ("claim", "article") and not f.null]
    stored = type(row)._base_manager.filter(pk=row.pk).values_list(*places).first()
    if places and stored and stored != tuple(getattr(row, name) for name in places):
        message = _("A record stays where it was made: retract it there, and add it here.")
        raise ValidationError(message, code="moved")


def require_live_parts(row: Recorded) -> None:
    """Raise ValidationError if the row rests on a source, claimant or topic that was retracted."""
    if isinstance(row, Tracked) and row.is_retracted:
        return
    for name in ("source", "claimant", "topic"):
        part: Tracked | None = getattr(row, name, None)
        if part is not None and part.is_retracted:
            message = _("“%(part)s” was retracted: bring it back first, or choose another.")
            error = ValidationError(message, code="retracted", params={"part": str(part)})
            raise ValidationError({name: error})


def require_reason(row: Recorded, reason: str) -> None:
    """Raise ValidationError if what readers can see rests on this row and no reason is given."""
    if not reason.strip() and needs_reason(row):
        message = _("A ruling that rests on this is published: give a reason for the change.")
        raise ValidationError(message, code="reason_required")


def needs_reason(row: Recorded) -> bool:
    """Whether what readers can see rests on this row, so that a change of it needs a reason."""
    path = path_to(row) if row.WORDS else {}
    public = Ruling.objects.filter(stage__in=Ruling.PUBLIC)
    return bool(path) and public.filter(**path).exists()


def path_to(row: Recorded) -> dict[str, Any]:
    """Return the filter for the rulings whose page rests on the row; none rests on a new one."""
    if hasattr(row, "claim_id"):
        return {"claim": row.claim_id}
    path = None if row._state.adding else PATHS.get(type(row))
    return {path: row} if path else {}
