"""Let go of notices that a version waits for a second reader, once it does not wait any more."""

from django.utils import timezone

from claims.models import Notification, Ruling, User


def settle_notices(ruling: Ruling, *, by: User) -> int:
    """
    Mark as read what told others that they can approve this version; count the notices.

    Somebody, who is `by`, has answered it: nobody is to find work that is done. What was not
    mailed so far is not mailed.
    """
    waiting = Notification.objects.filter(ruling=ruling, kind="submitted", read_at=None)
    return waiting.update(read_at=timezone.now())
