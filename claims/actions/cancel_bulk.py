"""Stop work on many claims that is under way."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims import policy
from claims.models import BulkJob, User


@transaction.atomic
def cancel_bulk(job: BulkJob, *, by: User) -> BulkJob:
    """
    Stop the work with the claim that it is at; what was done stays done, and can be taken back.

    Raises PermissionDenied if `by` may not, ValidationError if it is not under way any more.
    """
    job = BulkJob.objects.select_for_update().get(pk=job.pk)
    if not policy.may_follow(by, job):
        raise PermissionDenied
    if not job.is_confirmed or job.state not in job.OPEN:
        message = _("There is nothing to stop: it is done, or somebody stopped it before.")
        raise ValidationError(message, code="none_under_way")
    job.end(BulkJob.State.CANCELLED, by)
    return job
