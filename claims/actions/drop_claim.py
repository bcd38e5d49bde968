"""Drop a claim: it is not checked, and the reason stays with it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Claim, Ruling, User
from claims.models.journal import recorded


@recorded
def drop_claim(claim: Claim, *, by: User, reason: str, revision: int | None = None) -> Claim:
    """
    Drop a claim with a reason; accepting it again undoes that.

    Raises PermissionDenied if `by` may not, and StaleRevision if it was saved since `revision`, and
    ValidationError without a reason or if somebody ruled on it.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_change(by, claim) or claim.is_retracted:
        raise PermissionDenied
    stages = [*Ruling.IN_HAND, Ruling.Stage.PUBLISHED]
    if claim.rulings.live().filter(stage__in=stages).exists():
        message = _("There is a ruling on “%(claim)s”: it cannot be dropped.")
        raise ValidationError(message, code="in_use", params={"claim": claim.text})
    claim.state, claim.drop_reason = Claim.State.DROPPED, reason.strip()
    claim.save_by(by, reason)
    return claim
