import pytest
from django.core.management import CommandError, call_command

from claims.models import Note, Redaction
from tests.factories import make_administrator, make_editor, make_note

pytestmark = pytest.mark.django_db


def ask(note, by, *names):
    call_command(
        *("redact_history", "ask", "note", str(note.pk), *(names or ["text"])),
        *("--law", "GDPR, article 17", "--because", "She asked for it.", "--by", by.username),
    )


def approve(redaction, by):
    call_command("redact_history", "approve", str(redaction), "--by", by.username)


def test_one_asks_and_another_carries_it_out(capsys):
    note, first, second = make_note(text="Jane Roe"), make_administrator(), make_administrator()

    ask(note, first)
    redaction = Redaction.objects.get()
    approve(redaction.pk, second)

    told = capsys.readouterr().out
    assert f"redact_history approve {redaction.pk}" in told
    assert (
        f"Redaction {redaction.pk} is carried out: note {note.pk}: text, in 1 history rows." in told
    )
    assert Note.objects.get(pk=note.pk).text == "[removed 1]"


def test_whoever_asked_cannot_approve():
    by = make_administrator()
    ask(make_note(), by)

    with pytest.raises(CommandError, match="who did not ask for it"):
        approve(Redaction.objects.get().pk, by)


def test_an_editor_cannot_ask():
    note, editor = make_note(), make_editor()

    with pytest.raises(CommandError, match="may not"):
        ask(note, editor)


def test_what_is_not_there_is_told_in_words():
    note, by = make_note(), make_administrator()

    with pytest.raises(CommandError, match="This cannot be removed: claim"):
        ask(note, by, "claim")
    with pytest.raises(CommandError, match="There is no redaction 987"):
        approve(987, by)
    with pytest.raises(CommandError, match="There is no user"):
        call_command("redact_history", "approve", "1", "--by", "nobody-here")


@pytest.mark.slow
def test_verification_names_what_was_removed(capsys):
    first, second = make_administrator(), make_administrator()
    ask(make_note(text="Jane Roe"), first)
    approve(Redaction.objects.get().pk, second)

    call_command("verify_history")

    assert "Removed by redaction" in capsys.readouterr().out
