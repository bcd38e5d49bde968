"""The morning's command: reminders first, then one mail for each person."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from tests.admin.desk import make_person
from tests.factories import make_claim
from tests.notices import make_notice, told_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("reporter", email="ann@desk.example")


def test_what_is_due_stands_in_the_mail_of_the_morning(person, capsys):
    make_claim(assignee=person, due_on=timezone.localdate() - timedelta(days=3))
    make_notice(person, mail="digest")

    call_command("send_digest")

    (letter,) = mail.outbox
    assert "It is assigned to you and overdue." in letter.body
    assert "assigned it to you." in letter.body
    assert capsys.readouterr().out == "Reminders: 1.\n1 mailed.\n"


def test_a_second_run_on_the_same_day_adds_nothing(person):
    make_claim(assignee=person, due_on=timezone.localdate())

    for _run in range(2):
        call_command("send_digest", verbosity=0)

    assert told_to(person) == ["due_soon"]
    assert len(mail.outbox) == 1


def test_nothing_to_tell_is_no_mail(person):
    call_command("send_digest", verbosity=0)

    assert mail.outbox == []
