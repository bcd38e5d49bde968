"""Take a whole split back, as long as nobody has worked on what it proposed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Article, Claim, SplitRun, User
from claims.models.journal import recorded

MOST = 1000  # claims; each is saved with its history while everybody else waits


@recorded
def take_back_split(article: Article, *, by: User, reason: str, run: int | None = None) -> Article:
    """
    Retract the last split of the newest text with its claims; a new split proposes them again.

    Raises PermissionDenied if `by` may not, and ValidationError if there is no split, if `run`
    was read and is not the last one any more, if somebody worked on one of its claims, or if it
    proposed too many to be taken back at once.
    """
    if not policy.may_find_claims(by, article):
        raise PermissionDenied
    last = SplitRun.objects.last_of(article)
    if last is None:
        raise ValidationError(_("There is no split to take back."), code="none")
    if run is not None and run != last.pk:
        message = _("Claims were found once more, or taken back, since you opened this page.")
        raise ValidationError(message, code="stale")
    last = SplitRun.objects.select_for_update().get(pk=last.pk)
    claims = list(last.claims.select_for_update().order_by("pk"))
    require_untouched(last, claims)
    for row in (*claims, last):
        row.retracted_at, row.retracted_by = timezone.now(), by
        row.retraction_reason = reason.strip()
        row.save_by(by, reason)
    return article


def require_untouched(run: SplitRun, claims: list[Claim]) -> None:
    """Raise ValidationError if the claims are too many, or not all as the split proposed them."""
    if len(claims) > MOST:
        message = _("This split proposed more than %(most)s claims: drop them from their list.")
        raise ValidationError(message, code="too_many", params={"most": MOST})
    loose = set(run.claims.untouched().values_list("pk", flat=True))
    touched = [claim for claim in claims if claim.pk not in loose]
    if touched:
        message = _(
            "Somebody has worked on “%(claim)s”, so the split stays: drop the claims that you do "
            "not want."
        )
        raise ValidationError(message, code="in_use", params={"claim": touched[0].text})
