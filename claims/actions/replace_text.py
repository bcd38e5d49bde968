"""Store a new text of an article that changed, and anchor its claims in it again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.ingest_article import body_of
from claims.actions.save_row import require_reason
from claims.actions.void_approvals import void_approvals
from claims.anchoring import Place, foreseen
from claims.ingestion import Ingested
from claims.models import Article, Body, Claim, User
from claims.models.digests import digest_of_text
from claims.models.journal import recorded

ANCHORED_AGAIN = "anchored again: the article has a new text"
VOID = "the approval is void: the article has a new text, in which the passage must be read again"


@recorded
def replace_text(
    article: Article, ingested: Ingested, *, by: User, reason: str = "", version: int | None = None
) -> tuple[Body, bool]:
    """
    Store the next version of an article's text; return it, and whether it is new.

    The text that is stored already is recognised, and nothing changes; one from before it is a
    version of its own. Every live claim whose passage stands in the new text in the same words
    goes there; one whose passage changed or went keeps the text that it was found in until a
    person decides. Raises PermissionDenied if `by` may not, and ValidationError if the newest
    text is not the `version` that was read, or a ruling on the article is published and no
    reason is given.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if not policy.may_replace_text(by, article):
        raise PermissionDenied
    newest = article.body
    if version is not None and version != newest.version:
        raise ValidationError(REPLACED, code="stale")
    if digest_of_text(ingested.document.text) == newest.sha256:
        return newest, False
    require_reason(article, reason)
    body = body_of(article, ingested, version=newest.version + 1)
    body.save_by(by, reason)
    for place in foreseen(article, body.text):
        anchor_again(place, body, by=by, reason=reason or ANCHORED_AGAIN)
    return body, True


REPLACED = _(
    "Somebody stored a new text of this article since you opened it. Nothing was stored: look at "
    "what it says, then try again."
)


def anchor_again(place: Place, body: Body, *, by: User, reason: str) -> None:
    """Let a claim stand where its passage is now; one that is not there in these words waits."""
    claim, found = place.claim, place.found
    if place.stands and found.anchor is not None:
        claim.stand_at(body, found.anchor)
    elif claim.anchor == found.outcome:
        return
    claim.anchor = Claim.Anchor(found.outcome)
    claim.save_by(by, reason)
    void_approvals(claim, by=by, reason=VOID)
