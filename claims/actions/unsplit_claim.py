"""Put a claim together again that was split."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Claim, User
from claims.models.journal import recorded

PUT_TOGETHER = _("Put together again: the claim that it was split from is checked.")


@recorded
def unsplit_claim(
    claim: Claim, *, by: User, reason: str = "", revision: int | None = None
) -> Claim:
    """
    Bring a split claim back to the state that it had, and drop the parts that are at work.

    Raises PermissionDenied if `by` may not, StaleRevision if it was saved since `revision`, and
    ValidationError if it is not split, or a part has a ruling or was merged or split itself.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_recast(by, claim):
        raise PermissionDenied
    if claim.state != Claim.State.SPLIT:
        message = _("“%(claim)s” is not split.")
        raise ValidationError(message, code="not_split", params={"claim": claim.text})
    parts = claim.parts.live().exclude(state=Claim.State.DROPPED).select_for_update()
    for part in parts:
        require_loose(part)
        part.state = Claim.State.DROPPED
        part.drop_reason = in_words_of_the_desk()
        part.save_by(by, reason or "the split was undone")
    claim.state = claim.state_before()
    claim.save_by(by, reason or "the split was undone")
    return claim


def require_loose(part: Claim) -> None:
    """Raise ValidationError, saying what to do first, if something rests on this part."""
    params = {"part": part.text}
    if part.rulings.binding().exists():
        message = _("There is a ruling on the part “%(part)s”: it stays as long as that stands.")
        raise ValidationError(message, code="in_use", params=params)
    if not part.is_at_work:
        message = _("The part “%(part)s” was merged or split itself: undo that first.")
        raise ValidationError(message, code="in_use", params=params)
    if part.merged_claims.live().exists():
        message = _("Claims were merged into the part “%(part)s”: undo that first.")
        raise ValidationError(message, code="in_use", params=params)


def in_words_of_the_desk() -> str:
    """Return why the parts are dropped, in the desk's language, whoever puts them together."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(PUT_TOGETHER)
