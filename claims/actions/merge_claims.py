"""Merge a claim into another that says the same, so that one ruling answers both."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.drop_claim import require_free
from claims.models import Claim, User
from claims.models.journal import recorded


@recorded
def merge_claims(
    claim: Claim, into: Claim, *, by: User, reason: str = "", revision: int | None = None
) -> Claim:
    """
    Merge a claim into one of the same or of another article, and return it; unmerge_claim undoes.

    What was collected on it stays on it: evidence, notes and verdicts speak of its own wording.
    Raises PermissionDenied if `by` may not or may not see both, StaleRevision if it was saved
    since `revision`, and ValidationError if a ruling holds it in place or either is not at work.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    into = Claim.objects.select_for_update().get(pk=into.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not (policy.may_recast(by, claim) and policy.may_see(by, into)):
        raise PermissionDenied
    require_free(claim)
    require_takes(into, claim)
    claim.state, claim.merged_into = Claim.State.MERGED, into
    claim.save_by(by, reason or "merged into another")
    return claim


def require_takes(into: Claim, claim: Claim) -> None:
    """Raise ValidationError unless `into` can stand for this claim: it is checked, and seen."""
    if not (into.is_at_work and policy.stands_on_live_rows(into)):
        message = _("“%(claim)s” is not at work any more: choose a claim that is.")
        raise ValidationError(message, code="not_at_work", params={"claim": into.text})
    if into.article_id != claim.article_id and into.article.confidential:
        message = _("A confidential article’s claim cannot stand for one of another article.")
        raise ValidationError(message, code="confidential")
