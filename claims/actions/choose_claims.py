"""Choose claims for one deed on all of them: it is done once the same person confirms it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from claims import policy
from claims.models import BulkJob, BulkLine, User
from claims.models.claim import ClaimQuerySet

MOST_AT_ONCE = 10_000  # claims
FORGOTTEN = timedelta(days=1)  # after which a choice that nobody confirmed is thrown away


@transaction.atomic
def choose_claims(claims: ClaimQuerySet, kind: str, *, by: User) -> BulkJob:
    """
    Note which claims were chosen, each at the revision that it has now; return the choice.

    Nothing is done to them so far. Claims that `by` may not see are left out. Raises
    PermissionDenied if `by` may not do such a thing, ValidationError for none or too many.
    """
    if not policy.may_do_to_many(by, kind):
        raise PermissionDenied
    seen = claims.visible_to(by).order_by("article", "start", "end", "pk")
    chosen = list(seen.values_list("pk", "revision")[: MOST_AT_ONCE + 1])
    require_some(chosen)
    throw_away_forgotten(by)
    job = BulkJob(kind=kind, asked_by=by, total=len(chosen), language=translation.get_language())
    job.save()
    lines = (BulkLine(job=job, claim_id=pk, revision=revision) for pk, revision in chosen)
    BulkLine.objects.bulk_create(lines, batch_size=500)
    return job


def require_some(chosen: list[tuple[int, int]]) -> None:
    """Raise ValidationError for no claim, or for more than are done in one go."""
    if not chosen:
        raise ValidationError(_("There is no claim among these that you may see."), code="none")
    if len(chosen) > MOST_AT_ONCE:
        message = _("These are more than %(most)s claims: narrow the list first.")
        raise ValidationError(message, code="too_many", params={"most": MOST_AT_ONCE})


def throw_away_forgotten(by: User) -> None:
    """Delete what this person chose long ago and never confirmed."""
    long_ago = timezone.now() - FORGOTTEN
    forgotten = BulkJob.objects.of(by).filter(confirmed_at=None, asked_at__lt=long_ago)
    BulkLine.objects.filter(job__in=forgotten).delete()
    forgotten.delete()
