"""Redactions at the desk: asked for in a form, carried out by somebody else, told in history."""

import pytest

from claims.models import Note, Redaction
from tests.admin.desk import at, desk_of, errors_of, fill, list_of, messages_of, words_of
from tests.factories import make_note, make_redaction, make_reporter
from tests.width import wide

pytestmark = pytest.mark.django_db


def ask(desk, note, **typed):
    words = {"law": "GDPR, article 17", "because": "She asked for it.", "names": "text"}
    words |= {"kind": "note", "row_id": note.pk, **typed}
    return fill(desk, list_of(Redaction, "add"), **words)


def test_one_asks_another_carries_it_out_and_history_says_so():
    note = make_note(text="Her name is Jane Roe.", by=make_reporter())
    first, second = desk_of("administrator"), desk_of("administrator")

    assert ask(first, note).status_code == 302
    redaction = Redaction.objects.get()
    offered = second.get(at(redaction))
    not_offered = first.get(at(redaction))
    done = second.post(at(redaction, "carry-out"), {"revision": redaction.revision}, follow=True)

    assert redaction.asked_by == first.person
    assert at(redaction, "carry-out") in offered.text
    assert at(redaction, "carry-out") not in not_offered.text
    assert "Older backups still hold it" in messages_of(done)
    assert Note.objects.get(pk=note.pk).text == "[removed 1]"
    told = words_of(desk_of("reporter").get(at(note, "history")))
    assert "Removed on" in told
    assert "text, because GDPR, article 17 demands it: She asked for it." in told
    assert f"carried out by {second.person}" in told
    assert "Jane" not in told


@pytest.mark.slow
def test_only_from_the_positions_that_are_typed():
    note = make_note(text="Jane Roe")
    desk, position = desk_of("administrator"), note.history.latest().journal_position

    assert ask(desk, note, positions=f"{position}\n").status_code == 302
    assert Redaction.objects.get().positions == [position]


@pytest.mark.parametrize(
    ("typed", "says"),
    wide(
        [
            ({"names": "claim"}, "This cannot be removed: claim"),
            ({"row_id": 987654}, "no row with this number"),
            ({"positions": "x"}, "no positions of the row"),
            ({"positions": "1"}, "no positions of the row"),
            ({"law": ""}, "required"),
            ({"because": ""}, "required"),
            ({"names": ""}, "required"),
            ({"kind": "redaction"}, "not one of the available choices"),
        ],
        every=3,
    ),
)
def test_what_cannot_be_is_told_on_the_form(typed, says):
    answer = ask(desk_of("administrator"), make_note(), **typed)

    assert answer.status_code == 200
    assert says in errors_of(answer)


@pytest.mark.slow
def test_who_asked_can_withdraw_and_nobody_can_reword():
    redaction, desk = make_redaction(), desk_of("administrator")
    page = desk.get(at(redaction))
    assert 'name="because"' not in page.text

    answer = desk.post(
        at(redaction, "retract"), {"revision": redaction.revision, "reason": "An error."}
    )

    assert answer.status_code == 302
    assert Redaction.objects.get().is_retracted


@pytest.mark.parametrize("role", ["reader", "reporter", "editor"])
def test_others_see_nothing_of_it(role):
    desk, redaction = desk_of(role), make_redaction()

    assert desk.get(at(redaction)).status_code == 403
    assert desk.get(list_of(Redaction, "add")).status_code == 403
    assert desk.post(at(redaction, "carry-out"), {"revision": 1}).status_code == 403
