"""Take a dropped claim up again, as it was before."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def undrop_claim(claim: Claim, *, by: User, reason: str = "", revision: int | None = None) -> Claim:
    """
    Bring a dropped claim back to the state that it had: what a machine proposed is proposed again.

    Raises PermissionDenied if `by` may not, StaleRevision if it was saved since `revision`, and
    ValidationError if it is not dropped.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_work_at(by, claim):
        raise PermissionDenied
    if claim.state != Claim.State.DROPPED:
        message = _("“%(claim)s” is not dropped.")
        raise ValidationError(message, code="not_dropped", params={"claim": claim.text})
    claim.state, claim.drop_reason = claim.state_before(), ""
    claim.save_by(by, reason or "taken up again")
    return claim
