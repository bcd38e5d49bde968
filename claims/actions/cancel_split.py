"""Stop a split that is under way."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims import policy
from claims.models import Article, SplitJob, User


@transaction.atomic
def cancel_split(article: Article, *, by: User) -> Article:
    """
    Stop the split that waits or is at work; its worker sees it with the next block.

    Nothing of it is stored. Raises PermissionDenied if `by` may not, ValidationError if there is
    none any more.
    """
    if not policy.may_find_claims(by, article):
        raise PermissionDenied
    jobs = SplitJob.objects.under_way().filter(body__article=article)
    job = jobs.select_for_update().first()
    if job is None:
        message = _("There is nothing to stop: it is done, or somebody stopped it before.")
        raise ValidationError(message, code="none_under_way")
    job.end(SplitJob.State.CANCELLED, by)
    return article
