"""Save a row of the desk: the one deed behind every form that has no deed of its own."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.void_approvals import void_approvals
from claims.models import Claim, Note, Recorded, Ruling, User, Verdict
from claims.models.journal import recorded

OWNERS: dict[type[Recorded], str] = {Verdict: "reviewer_id", Note: "author_id"}

Row = TypeVar("Row", bound=Recorded)


@recorded
def save_row(row: Row, *, by: User, reason: str = "") -> Row:
    """
    Add a row, or change it from the revision that it carries, and void what that unsettles.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody else saved it since, and
    ValidationError if a rule is broken or a published claim is changed without a reason.
    """
    if not may_save(by, row) or not may_assign_as(by, row):
        raise PermissionDenied
    if row._state.adding:
        row.begin(by)
    require_reason(row, reason)
    row.save_by(by, reason)
    if row.WORDS:
        void_approvals(row, by=by)
    return row


def may_save(by: User, row: Recorded) -> bool:
    """Whether this person may save this row: a verdict or a note is its own author's alone."""
    if isinstance(row, Ruling):
        return False  # it has deeds of its own
    claim: Claim | None = getattr(row, "claim", None)
    if not row._state.adding:
        owner = OWNERS.get(type(row))
        own = owner is None or getattr(row, owner) == by.pk
        return own and policy.may_change(by, row)
    if isinstance(row, Verdict):
        return policy.may_give_verdict(by, row.claim)
    if claim is not None:
        return policy.may_add_to(by, claim, type(row))
    return by.has_perm(f"claims.add_{row._meta.model_name}")


def may_assign_as(by: User, row: Recorded) -> bool:
    """Whether a claim's assignee and due date stay, or this person may set them."""
    if not isinstance(row, Claim) or row._state.adding:
        return True
    stored = Claim.objects.values_list("assignee_id", "due_on").get(pk=row.pk)
    return stored == (row.assignee_id, row.due_on) or policy.may_assign(by, row)


def require_reason(row: Recorded, reason: str) -> None:
    """Raise ValidationError if what readers can see rests on this row and no reason is given."""
    claim = row if isinstance(row, Claim) else getattr(row, "claim", None)
    if reason or claim is None or not row.WORDS or claim._state.adding:
        return
    if Ruling.objects.filter(claim=claim, stage__in=Ruling.PUBLIC).exists():
        message = _("A ruling on this claim is published: give a reason for the change.")
        raise ValidationError(message, code="reason_required")
