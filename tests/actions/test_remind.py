"""Reminders of what is due: once a claim and day, on the day of who is reminded."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims.actions.remind import remind
from claims.models import Notification
from tests.actions.outcomes import change, hide, take_back
from tests.admin.desk import make_person
from tests.factories import machine, make_claim
from tests.notices import told_to
from tests.rulings import make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def due(days, **fields):
    """Return who checks a claim that is due in so many days."""
    person = make_person("reporter")
    make_claim(assignee=person, due_on=NOON.date() + timedelta(days=days), **fields)
    return person


@pytest.mark.parametrize(
    ("days", "kinds"),
    [(-30, ["overdue"]), (-1, ["overdue"]), (0, ["due_soon"]), (2, ["due_soon"]), (3, [])],
)
def test_it_is_told_two_days_before_and_once_it_is_over(days, kinds):
    person = due(days)

    assert remind(by=machine()) == len(kinds)
    assert told_to(person) == kinds


def test_it_is_told_once_a_day_however_often_it_is_asked(monkeypatch):
    person = due(-1)
    assert [remind(by=machine()) for _n in range(2)] == [1, 0]

    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=1))

    assert [remind(by=machine()) for _n in range(2)] == [1, 0]
    assert told_to(person) == ["overdue", "overdue"]


@pytest.mark.parametrize(
    ("zone", "kind"), [("Pacific/Kiritimati", "overdue"), ("Pacific/Honolulu", "due_soon")]
)
def test_the_day_is_that_of_who_is_reminded(zone, kind):
    person = due(0)
    change(person, time_zone=zone)

    remind(by=machine())

    assert told_to(person) == [kind]


@pytest.mark.parametrize("why", wide(["dropped", "retracted", "ruled", "left", "nobody"], every=3))
def test_what_is_done_or_nobodys_is_not_told(why):
    if why == "ruled":
        claim = make_published_ruling().claim
        person = make_person("reporter")
        change(claim, assignee=person, due_on=NOON.date())
    else:
        dropped = {"state": "dropped", "drop_reason": "No fact."} if why == "dropped" else {}
        person = due(0, **dropped)
        claim = person.claims_assigned.get()
    if why == "retracted":
        take_back(claim)
    if why == "left":
        change(person, is_active=False)
    if why == "nobody":
        change(claim, assignee=None)

    assert remind(by=machine()) == 0


def test_a_confidential_claim_is_told_to_who_checks_it():
    person = due(0)
    hide(person.claims_assigned.get().article)

    assert remind(by=machine()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_remind_once():
    due(0)
    by, together, counts = machine(), threading.Barrier(2), []

    def run():
        together.wait()
        counts.append(remind(by=by))
        connection.close()

    threads = [threading.Thread(target=run) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) >= 1
    assert Notification.objects.count() == 1
