"""Mailing notices: at most once, by two at once, after a failure, and after being killed."""

import threading

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from claims.actions.choose_notices import choose_notices
from claims.actions.mail_notices import MailError, MailServerError, mail_notices
from claims.actions.mark_read import mark_read
from claims.models import Notification
from tests.actions.outcomes import change, hide, take_back
from tests.admin.desk import make_person
from tests.factories import machine, make_claim
from tests.notices import make_notice

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The process is killed while it sends."""


class DeadBackend(BaseEmailBackend):
    """A mail server that answers nobody."""

    def open(self):
        message = "Connection refused"
        raise ConnectionRefusedError(message)


class RefusingBackend(BaseEmailBackend):
    """A mail server that takes no mail."""

    def send_messages(self, messages):
        message = "550 no such user"
        raise OSError(message)


class KilledBackend(BaseEmailBackend):
    """The process is killed once the mail is out."""

    def send_messages(self, messages):
        raise Killed


def through(backend, settings):
    settings.EMAIL_BACKEND = f"{backend.__module__}.{backend.__qualname__}"


@pytest.fixture
def person():
    person = make_person("reporter", email="ann@desk.example")
    choose_notices(person, by=person, wishes={"assigned": (True, "at_once")})
    return person


@pytest.fixture
def notice(person):
    return make_notice(person, mail="at_once")


def send(person):
    return mail_notices(person, "at_once", by=machine())


def test_what_waits_is_mailed_once_and_in_one_mail(person, notice):
    make_notice(person, mail="at_once")

    assert [send(person), send(person)] == [2, 0]

    (letter,) = mail.outbox
    assert letter.to == ["ann@desk.example"]
    assert set(Notification.objects.filter(mailed_at=None)) == set()


def test_the_other_way_of_mailing_is_left_alone(person):
    later = make_notice(person, mail="digest")

    assert send(person) == 0
    later.refresh_from_db()
    assert later.mailed_at is None


READ = {
    "read at the desk": lambda n: mark_read(Notification.objects.all(), by=n.recipient),
    "no longer wanted": lambda n: choose_notices(n.recipient, by=n.recipient, wishes={}),
    "no longer theirs to see": lambda n: (hide(n.claim.article), change(n.claim, assignee=None)),
    "left the desk": lambda n: change(n.recipient, is_active=False),
    "no role any more": lambda n: take_back(n.recipient.memberships.get()),
}


@pytest.mark.parametrize("why", READ)
def test_what_is_not_to_be_told_any_more_is_not_mailed_and_does_not_wait(person, notice, why):
    READ[why](notice)
    person = type(person).objects.get(pk=person.pk)

    assert send(person) == 0
    assert mail.outbox == []
    assert not Notification.objects.to_mail("at_once").exists()


def test_a_server_that_answers_nobody_leaves_all_of_it_waiting(person, notice, settings):
    working = settings.EMAIL_BACKEND
    through(DeadBackend, settings)
    with pytest.raises(MailServerError, match="Connection refused"):
        send(person)

    settings.EMAIL_BACKEND = working
    assert send(person) == 1


def test_a_mail_that_is_refused_is_not_tried_again_and_stands_at_the_desk(person, notice, settings):
    Notification.objects.update(at_desk=False)
    working = settings.EMAIL_BACKEND
    through(RefusingBackend, settings)
    with pytest.raises(MailError, match="550 no such user"):
        send(person)

    settings.EMAIL_BACKEND = working
    assert send(person) == 0
    assert Notification.objects.get().at_desk


def test_an_address_that_is_none_is_a_failure_in_words(person, notice):
    change(person, email="")
    type(person).objects.get(pk=person.pk)
    person.email = "ann@desk.example\nBcc: all@desk.example"

    with pytest.raises(MailError):
        send(person)
    assert mail.outbox == []


def test_who_is_killed_while_sending_mails_nothing_twice_and_leaves_it_at_the_desk(
    person, notice, settings
):
    Notification.objects.update(at_desk=False)
    working = settings.EMAIL_BACKEND
    through(KilledBackend, settings)
    with pytest.raises(Killed):
        send(person)

    settings.EMAIL_BACKEND = working
    assert send(person) == 0
    assert mail.outbox == []
    assert Notification.objects.get().at_desk


def test_what_is_wanted_by_mail_alone_does_not_stay_at_the_desk(person, notice):
    Notification.objects.update(at_desk=False)
    shown = make_notice(person, mail="at_once")

    send(person)

    assert list(Notification.objects.filter(at_desk=True)) == [shown]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_mail_each_notice_once(person):
    for _n in range(5):
        make_notice(person, make_claim(), mail="at_once")
    by, together, counts = machine(), threading.Barrier(2), []

    def run():
        together.wait()
        counts.append(mail_notices(person, "at_once", by=by))
        connection.close()

    threads = [threading.Thread(target=run) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counts) == [0, 5]
    assert len(mail.outbox) == 1
