"""Mailing at once: each person by themself, and in words what failed."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from claims.actions.choose_notices import choose_notices
from tests.admin.desk import make_person
from tests.notices import make_notice

pytestmark = pytest.mark.django_db


class Choosy(EmailBackend):
    """A mail server that refuses one of its users."""

    def send_messages(self, messages):
        if messages[0].to == ["bob@desk.example"]:
            message = "550 no such user"
            raise OSError(message)
        return super().send_messages(messages)


class Dead(EmailBackend):
    """A mail server that answers nobody."""

    def open(self):
        message = "Connection refused"
        raise ConnectionRefusedError(message)


@pytest.fixture
def people():
    made = {n: make_person("reporter", username=n, email=f"{n}@desk.example") for n in NAMES}
    for person in made.values():
        choose_notices(person, by=person, wishes={"assigned": (True, "at_once")})
        make_notice(person, mail="at_once")
    return made


NAMES = ("ann", "bob", "eve")


def test_everybody_gets_theirs_once(people, capsys):
    call_command("send_notices")
    call_command("send_notices")

    assert [letter.to for letter in mail.outbox] == [[f"{name}@desk.example"] for name in NAMES]
    assert capsys.readouterr().out == "3 mailed.\n0 mailed.\n"


def test_one_who_cannot_be_mailed_keeps_nobody_from_theirs(people, settings, capsys):
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"

    with pytest.raises(CommandError, match="1 could not be mailed") as caught:
        call_command("send_notices")

    assert caught.value.returncode == 1
    assert capsys.readouterr().err == "bob bob@desk.example: not mailed. 550 no such user\n"
    assert len(mail.outbox) == 2


def test_a_server_that_cannot_be_reached_is_told_and_all_of_it_waits(people, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Dead"
    with pytest.raises(CommandError, match=r"cannot be reached \(Connection refused\)"):
        call_command("send_notices")

    settings.EMAIL_BACKEND = working
    call_command("send_notices", verbosity=0)
    assert len(mail.outbox) == 3
