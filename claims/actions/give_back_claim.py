"""Leave a claim that one was to check to others."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.assign_claim import change_assignment
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def give_back_claim(claim: Claim, *, revision: int, by: User, reason: str) -> Claim:
    """
    Take a claim off one's own work, with a reason; a due date that it has stays.

    Raises PermissionDenied if it is not theirs, StaleRevision if it was saved since `revision`.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    claim.require_revision(revision)
    if not policy.may_give_back(by, claim):
        raise PermissionDenied
    return change_assignment(claim, None, claim.due_on, by=by, reason=reason)
