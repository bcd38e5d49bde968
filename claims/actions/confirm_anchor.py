"""Confirm that a passage which changed is still the one that a claim stands at."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.move_anchor import settle
from claims.anchoring import place_today
from claims.models import Claim, User
from claims.models.journal import recorded

CONFIRMED = "the changed passage was confirmed"
OTHER = _(
    "The text was changed again, and another passage stands there now. Nothing was saved: read "
    "it, then confirm it."
)


@recorded
def confirm_anchor(
    claim: Claim, *, by: User, passage: str, reason: str = "", revision: int | None = None
) -> Claim:
    """
    Anchor a claim to the passage of the newest text that its own was changed into.

    `passage` is what the person read there. The wording of the claim stays, and is to be read
    against it. Raises PermissionDenied if `by` may not or nothing changed, StaleRevision if
    the claim was saved since `revision`, and ValidationError if another passage stands there by
    now, or a ruling on the claim is published and no reason is given.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_confirm_anchor(by, claim):
        raise PermissionDenied
    found = place_today(claim).found.anchor
    if found is None or found.quote != passage:
        raise ValidationError(OTHER, code="stale")
    body = claim.article.body
    return settle(claim, body, found, by=by, reason=reason, otherwise=CONFIRMED)
