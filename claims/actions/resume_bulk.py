"""Go on with work on many claims that was stopped, or whose worker is gone."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims import policy
from claims.models import BulkJob, User


@transaction.atomic
def resume_bulk(job: BulkJob, *, by: User) -> BulkJob:
    """
    Let the claims be done that wait; return the job, which a worker has to be given.

    Raises PermissionDenied unless `by` confirmed it, in whose name it is done, ValidationError
    if it is done or under way.
    """
    job = BulkJob.objects.select_for_update().get(pk=job.pk)
    if job.asked_by_id != by.pk or not policy.may_do_to_many(by, job.kind):
        raise PermissionDenied
    if not (job.may_go_on and job.go_on()):
        message = _("It is done, or under way: there is nothing to go on with.")
        raise ValidationError(message, code="not_stopped")
    return job
