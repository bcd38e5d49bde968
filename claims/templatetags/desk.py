"""What every page of the desk shows of its person."""

from typing import Any, NamedTuple

from django import template

from claims.models import Notification, User

register = template.Library()
MOST = 99  # beyond that nobody counts


class Unread(NamedTuple):
    """How many notices wait, and how that is written."""

    n: int = 0
    told: str = ""


@register.simple_tag
def unread_notices(user: Any) -> Unread:
    """Return how many notices of this person's stand unread at the desk; of a stranger, none."""
    if not isinstance(user, User):
        return Unread()
    n = Notification.objects.of(user).unread()[: MOST + 1].count()
    return Unread(n, f"{MOST}+" if n > MOST else str(n))
