"""Hand a draft to a second reader."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.notify import notify
from claims.models import Notification, Ruling, User
from claims.models.journal import recorded


@recorded
def submit_ruling(ruling: Ruling, *, revision: int, by: User, reason: str = "") -> Ruling:
    """
    Submit the revision that was read.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_submit(by, ruling):
        raise PermissionDenied
    ruling.stage = Ruling.Stage.IN_REVIEW
    ruling.save_by(by, reason or "submitted")
    readers = policy.second_readers(ruling)
    notify(Notification.Kind.SUBMITTED, ruling.claim, to=readers, by=by, ruling=ruling)
    return ruling
