"""Accept a claim: a person says that it is one, and worth checking."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def accept_claim(claim: Claim, *, by: User, reason: str = "", revision: int | None = None) -> Claim:
    """
    Accept a proposed or a dropped claim; an accepted one stays as it is.

    Raises PermissionDenied if `by` may not, and StaleRevision if it was saved since `revision`.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_work_at(by, claim):
        raise PermissionDenied
    if claim.state in (Claim.State.PROPOSED, Claim.State.DROPPED):
        claim.state, claim.drop_reason = Claim.State.ACCEPTED, ""
        claim.save_by(by, reason or "accepted")
    return claim
