"""Drop a claim: it is not checked, and the reason stays with it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def drop_claim(claim: Claim, *, by: User, reason: str, revision: int | None = None) -> Claim:
    """
    Drop a claim with a reason; accepting it again undoes that.

    Raises PermissionDenied if `by` may not, and StaleRevision if it was saved since `revision`, and
    ValidationError without a reason, if somebody ruled on it or if it is not at work any more.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_work_at(by, claim):
        raise PermissionDenied
    require_free(claim)
    require_stands_for_none(claim)
    claim.state, claim.drop_reason = Claim.State.DROPPED, reason.strip()
    claim.save_by(by, reason)
    return claim


def require_stands_for_none(claim: Claim) -> None:
    """Raise ValidationError if claims were merged into this one, which is checked for them."""
    if claim.merged_claims.live().exists():
        message = _("Claims were merged into “%(claim)s”: undo that first.")
        raise ValidationError(message, code="in_use", params={"claim": claim.text})


def require_free(claim: Claim) -> None:
    """Raise ValidationError if a claim is not at work any more, or a ruling holds it in place."""
    if not claim.is_at_work:
        message = _("“%(claim)s” is %(state)s already: undo that first.")
        params = {"claim": claim.text, "state": claim.get_state_display()}
        raise ValidationError(message, code="not_at_work", params=params)
    if claim.rulings.binding().exists():
        message = _("There is a ruling on “%(claim)s”: it stays as long as that stands.")
        raise ValidationError(message, code="in_use", params={"claim": claim.text})
