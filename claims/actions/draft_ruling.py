"""Begin a ruling on a claim that has none."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.edit_ruling import require_words
from claims.models import Claim, Ruling, User
from claims.models.journal import recorded


@recorded
def draft_ruling(claim: Claim, *, by: User, reason: str = "", **words: Any) -> Ruling:
    """
    Draft a ruling in these words (rating, why, body, …); `by` is its writer.

    Raises PermissionDenied if `by` may not, and ValidationError if the claim has a ruling that
    is public or in hand, or a rule is broken; TypeError for a field that is no word of a ruling.
    """
    require_words(words)
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if not policy.may_draft(by, claim):
        raise PermissionDenied
    if claim.rulings.originals().current().exists():
        message = _("This claim has a published ruling: correct that one.")
        raise ValidationError(message, code="published")
    words.setdefault("language", claim.article.language)
    ruling = Ruling(
        claim=claim, version=claim.rulings.originals().next_version(), written_by=by, **words
    )
    ruling.save_by(by, reason)
    return ruling
