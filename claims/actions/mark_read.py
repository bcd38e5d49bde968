"""Keep that a person read notices of theirs."""

from django.utils import timezone

from claims.models import User
from claims.models.notification import NotificationQuerySet


def mark_read(notices: NotificationQuerySet, *, by: User) -> int:
    """Keep that those of these notices were read that are this person's; count the unread ones."""
    unread = notices.order_by().filter(recipient=by, read_at=None)
    return unread.update(read_at=timezone.now())
