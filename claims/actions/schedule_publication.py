"""Set the time at which an approved ruling goes before readers."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Ruling, User
from claims.models.journal import recorded

FARTHEST = timedelta(days=2 * 366)
FAR = _("Choose a time within two years: nobody knows what the ruling is worth by then.")
PAST = _("Choose a time that is still to come, or publish it now.")
PAST_WHILE_SET = _("Choose a time that is still to come. To publish it now, take its time back.")
RETRACTS = _("A retraction does not wait: publish it now, so that readers are told at once.")


@recorded
def schedule_publication(
    ruling: Ruling, *, at: datetime, revision: int, by: User, reason: str = ""
) -> Ruling:
    """
    Have the approved revision that was read published at a time; an earlier time is replaced.

    Whoever may publish may schedule: it is the same decision, for later. The rules are asked
    again at that time. Raises PermissionDenied if `by` may not, StaleRevision if somebody saved
    it since, and ValidationError for a time that is past or far off, and for a retraction.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_publish(by, ruling):
        raise PermissionDenied
    if ruling.retracts:
        raise ValidationError(RETRACTS, code="retraction")
    if at <= timezone.now():
        waits = ruling.is_scheduled and not ruling.is_due  # only then it cannot be published now
        message = PAST_WHILE_SET if waits else PAST
        raise ValidationError({"at": ValidationError(message, code="past")})
    if at > timezone.now() + FARTHEST:
        raise ValidationError({"at": ValidationError(FAR, code="far")})
    ruling.publish_at, ruling.scheduled_by, ruling.schedule_failure = at, by, ""
    ruling.save_by(by, reason or "publication scheduled")
    return ruling
