"""Send a ruling back to its writer."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.notify import notify
from claims.actions.settle_notices import settle_notices
from claims.models import Notification, Ruling, User
from claims.models.journal import recorded


@recorded
def return_ruling(ruling: Ruling, *, revision: int, by: User, reason: str) -> Ruling:
    """
    Return the revision that was read, with what is to be done; an approval ends with it.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since, and
    ValidationError without a reason.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_return(by, ruling):
        raise PermissionDenied
    if not reason.strip():
        message = _("Tell the writer what to change.")
        raise ValidationError({"reason": ValidationError(message, code="reason_required")})
    approver = ruling.approved_by
    ruling.stage, ruling.approved_by = Ruling.Stage.DRAFT, None
    ruling.approved_digest = ""
    ruling.save_by(by, reason)
    settle_notices(ruling, by=by)
    concerned = [ruling.written_by, approver]
    notify(Notification.Kind.RETURNED, ruling.claim, to=concerned, by=by, ruling=ruling)
    return ruling
