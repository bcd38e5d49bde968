"""Take a claim out of the one that it was merged into."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def unmerge_claim(
    claim: Claim, *, by: User, reason: str = "", revision: int | None = None
) -> Claim:
    """
    Bring a merged claim back to the state that it had, with all that was collected on it.

    Raises PermissionDenied if `by` may not, StaleRevision if it was saved since `revision`, and
    ValidationError if it is not merged.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_recast(by, claim):
        raise PermissionDenied
    if claim.state != Claim.State.MERGED:
        message = _("“%(claim)s” is not merged into another claim.")
        raise ValidationError(message, code="not_merged", params={"claim": claim.text})
    claim.state, claim.merged_into = claim.state_before(), None
    claim.save_by(by, reason or "the merge was undone")
    return claim
