"""Take back the time at which a ruling was to go before readers."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.models import Ruling, User
from claims.models.journal import recorded


@recorded
def unschedule_publication(ruling: Ruling, *, revision: int, by: User, reason: str = "") -> Ruling:
    """
    Let the approved revision that was read wait for a person again; the approval stands.

    Raises PermissionDenied if `by` may not, or nothing is scheduled, and StaleRevision if
    somebody saved it since.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_unschedule(by, ruling):
        raise PermissionDenied
    ruling.publish_at, ruling.scheduled_by, ruling.schedule_failure = None, None, ""
    ruling.save_by(by, reason or "the schedule was taken back")
    return ruling
