"""Remind people of claims of theirs that are due soon, or overdue."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from claims.actions.notify import notify
from claims.models import Claim, Notification, User

SOON = timedelta(days=2)
FARTHEST_EAST = timedelta(days=1)  # where tomorrow has begun already


def remind(*, by: User) -> int:
    """
    Leave a reminder for each claim that is due within two days or is overdue; count them.

    The day is that of the person reminded. There is one reminder a claim and day, however often,
    and by how many at once, this is called. What has a published ruling is done.
    """
    until = timezone.now().date() + FARTHEST_EAST + SOON
    due = Claim.objects.due_by(until).select_related("article", "assignee").order_by("pk")
    return sum(remind_of(claim, by=by) for claim in due.iterator())


@transaction.atomic
def remind_of(claim: Claim, *, by: User) -> int:
    """Leave the reminder of one claim, if it is time for one and there is none of today."""
    if claim.assignee is None or claim.due_on is None:
        return 0
    today = today_of(claim.assignee)
    already = Notification.objects.filter(recipient=claim.assignee, claim=claim, on_day=today)
    if claim.due_on > today + SOON or already.exists():
        return 0
    kinds = Notification.Kind
    kind = kinds.OVERDUE if claim.due_on < today else kinds.DUE_SOON
    return len(notify(kind, claim, to=[claim.assignee], by=by, on_day=today))


def today_of(user: User) -> date:
    """Return which day it is for this person."""
    zone = ZoneInfo(user.time_zone) if user.time_zone else timezone.get_default_timezone()
    return timezone.localdate(timezone=zone)
