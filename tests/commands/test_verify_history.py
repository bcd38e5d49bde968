import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from claims.actions.publish_checkpoint import publish_checkpoint
from claims.models import Body, Journal
from tests.factories import machine, make_claim
from tests.guards import drop
from tests.history.test_checkpoints import cut_off

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


@pytest.mark.slow
def test_what_was_kept_is_held_against_the_journal(client, tmp_path, capsys):
    make_claim()
    publish_checkpoint(by=machine())
    length = Journal.position()
    kept = tmp_path / "kept.json"
    kept.write_bytes(client.get(reverse("claims:transparency")).content)
    make_claim()

    call_command("verify_history", "--against", str(kept))
    agreed = capsys.readouterr().out
    cut_off(Journal.position() - length + 1)
    with pytest.raises(SystemExit):
        call_command("verify_history", "--against", str(kept))

    assert "2 kept heads of the journal agree with it." in agreed
    assert "Kept checkpoint: the journal had" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"{}", b"no note"])
def test_a_file_that_is_no_record_is_told_in_words(tmp_path, content):
    path = tmp_path / "kept.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=r"kept\.json"):
        call_command("verify_history", "--against", str(path))
