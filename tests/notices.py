"""Notices for tests, and what somebody was told."""

from claims.models import Notification
from tests.admin.desk import make_person
from tests.factories import machine, make_claim


def make_notice(recipient=None, claim=None, kind="assigned", *, actor=None, **fields):
    """Return a notice for a person, as an action leaves it."""
    recipient = recipient or make_person("reporter")
    given = {"actor": actor or machine(), "kind": kind, **fields}
    return Notification.objects.create(
        recipient=recipient, claim=claim or make_claim(assignee=recipient), **given
    )


def told_to(person):
    """Return the kinds of notices that a person got, the first first."""
    return list(person.notices.order_by("pk").values_list("kind", flat=True))
