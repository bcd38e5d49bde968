"""Take on a claim that nobody checks so far."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.assign_claim import change_assignment
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def take_claim(claim: Claim, *, revision: int | None = None, by: User, reason: str = "") -> Claim:
    """
    Make an unassigned claim the work of who takes it; a due date that it has stays.

    Raises ValidationError if somebody else has it by now, StaleRevision if it was otherwise saved
    since `revision`, and PermissionDenied if `by` may not.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.assignee_id == by.pk:
        return claim
    if claim.assignee is not None and policy.may_see(by, claim):
        message = _("%(person)s has taken it already.")
        raise ValidationError(message, code="taken", params={"person": claim.assignee})
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_take(by, claim):
        raise PermissionDenied
    return change_assignment(claim, by, claim.due_on, by=by, reason=reason or "taken on")
