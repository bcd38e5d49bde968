"""Move the anchor of a claim: a person says which passage of the newest text it stands at."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.add_claim import passage_at
from claims.actions.save_row import require_reason
from claims.actions.void_approvals import void_approvals
from claims.models import Body, Claim, User
from claims.models.journal import recorded
from claims.text.anchors import Anchor

MOVED = "the anchor was moved by hand"


@recorded
def move_anchor(
    claim: Claim,
    *,
    by: User,
    quote: str,
    start: int | None = None,
    reason: str = "",
    revision: int | None = None,
) -> Claim:
    """
    Anchor a claim to the passage `quote`; `start` says which, where it stands twice.

    Its wording stays, and is to be read against the passage. An approval of a ruling on it is
    void. Raises PermissionDenied if `by` may not, StaleRevision if it was saved since
    `revision`, and ValidationError if the passage is not in the newest text word for word, or
    in more than one place, or a ruling on the claim is published and no reason is given.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_move_anchor(by, claim):
        raise PermissionDenied
    body = claim.article.body
    found = passage_at(body.text, quote, start)
    return settle(claim, body, found, by=by, reason=reason, otherwise=MOVED)


def settle(
    claim: Claim, body: Body, passage: Anchor, *, by: User, reason: str, otherwise: str
) -> Claim:
    """Let a claim stand at a passage because a person says so. Raises ValidationError."""
    require_reason(claim, reason)
    claim.stand_at(body, passage)
    claim.anchor = Claim.Anchor.EXACT
    claim.save_by(by, reason or otherwise)
    void_approvals(claim, by=by)
    return claim
