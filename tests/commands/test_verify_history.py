import pytest
from django.core.management import call_command

from claims.models import Body, Journal
from tests.factories import make_claim
from tests.guards import drop

pytestmark = pytest.mark.django_db


def test_it_says_what_it_checked(capsys):
    make_claim()

    call_command("verify_history")

    head = Journal.objects.get()
    shown = capsys.readouterr()
    assert str(head.length) in shown.out
    assert head.seal in shown.out
    assert shown.err == ""


def test_it_is_quiet_at_verbosity_0(capsys):
    call_command("verify_history", verbosity=0)

    assert capsys.readouterr() == ("", "")


def test_a_fault_is_a_line_of_standard_error_and_exit_status_1(capsys):
    name = f"{Body._meta.db_table}_delete"
    drop(name)

    with pytest.raises(SystemExit) as stop:
        call_command("verify_history")

    assert stop.value.code == 1
    assert capsys.readouterr().err == f"Database: the trigger {name} is missing\n"
