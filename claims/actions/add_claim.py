"""Add a claim by hand: a passage of the text, and the statement in it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Article, Claim, User
from claims.models.journal import recorded
from claims.text.anchors import Anchor, anchor

NOT_THERE = _("This passage is not in the text word for word: copy it from there.")


@recorded
def add_claim(
    article: Article,
    *,
    by: User,
    quote: str,
    text: str,
    start: int | None = None,
    reason: str = "",
    **details: object,
) -> Claim:
    """
    Add an accepted claim whose passage is `quote`; `start` says which, where it stands twice.

    Raises PermissionDenied if `by` may not, and ValidationError if the passage is not in the
    newest text word for word, or in more than one place.
    """
    if not policy.may_add_claims(by, article):
        raise PermissionDenied
    body = article.body
    found = passage_at(body.text, quote, start)
    claim = Claim(article=article, text=text, state=Claim.State.ACCEPTED, **details)
    claim.stand_at(body, found)
    claim.save_by(by, reason or "added by hand")
    return claim


def passage_at(text: str, quote: str, start: int | None) -> Anchor:
    """
    Return the passage `quote`, at `start` if that is given.

    Raises ValidationError if it does not stand there, or, without a start, there alone.
    """
    place = find_passage(text, quote) if start is None else start
    found = anchor(text, place, place + len(quote))
    if found.quote != quote or not quote:
        raise ValidationError({"quote": ValidationError(NOT_THERE, code="passage")})
    return found


def find_passage(text: str, quote: str) -> int:
    """Return where the passage stands. Raises ValidationError unless it stands there once."""
    first = text.find(quote) if quote else -1
    if first < 0:
        raise ValidationError({"quote": ValidationError(NOT_THERE, code="passage")})
    if text.find(quote, first + 1) >= 0:
        message = _("This passage stands in the text more than once: copy a few words more.")
        raise ValidationError({"quote": ValidationError(message, code="ambiguous")})
    return first
