"""Confirm that a deed shall be done to the claims that were chosen for it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from claims import policy
from claims.models import BulkJob, User


@transaction.atomic
def confirm_bulk(job: BulkJob, *, by: User, **asks: Any) -> BulkJob:
    """
    Let the work begin, with what it asks for; return it, which a worker has to be given.

    Raises PermissionDenied if `by` did not choose the claims, or may not do this to any, and
    ValidationError if it was confirmed before.
    """
    exports = job.kind == BulkJob.Kind.EXPORT  # is only read
    if exports or job.asked_by_id != by.pk or not policy.may_do_to_many(by, job.kind):
        raise PermissionDenied
    if not job.confirm(asks, translation.get_language() or ""):
        message = _("This was confirmed before, perhaps in another tab: it is not done twice.")
        raise ValidationError(message, code="confirmed")
    job.refresh_from_db()
    return job
