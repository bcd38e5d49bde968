"""Say who checks a claim, and by when."""

import datetime

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def assign_claim(
    claim: Claim, *, to: User | None, by: User, due_on: datetime.date | None = None
) -> Claim:
    """Give a claim to a person, or to nobody. Raises PermissionDenied if `by` may not."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if not policy.may_assign(by, claim):
        raise PermissionDenied
    claim.assignee, claim.due_on = to, due_on
    claim.save_by(by, f"assigned to {to}" if to else "assigned to nobody")
    return claim
