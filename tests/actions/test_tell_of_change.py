"""What is told of rows that are saved: mentions in notes, verdicts, another wording."""

import pytest

from claims.actions.restore_row import restore_row
from claims.actions.save_row import save_row
from claims.models import Note, Notification, Verdict
from tests.actions.outcomes import change, hide
from tests.admin.desk import make_person
from tests.factories import make_claim, make_verdict, rating
from tests.keeping import fresh
from tests.notices import told_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


@pytest.fixture(scope="module")
def writer(kept):
    return make_person("reporter", username="writer")


@pytest.fixture(scope="module")
def ann(kept):
    return make_person("reviewer", username="ann")


def write(claim, text, *, by):
    return save_row(Note(claim=claim, text=text), by=by)


def rewrite(note, text):
    note = fresh(note)
    note.text = text
    return save_row(note, by=note.author)


def test_whom_a_note_mentions_is_told_once(claim, writer, ann):
    note = write(claim, "@ann, see `@writer` and @writer. **@Ann**!", by=writer)

    assert told_to(ann) == ["mentioned"]
    assert told_to(writer) == []
    assert Notification.objects.get(recipient=ann).note == note


def test_an_edited_note_tells_those_alone_who_are_mentioned_anew(claim, writer, ann):
    bob = make_person("editor", username="bob")
    note = rewrite(write(claim, "@ann: look.", by=writer), "@ann: look. Or @bob?")
    rewrite(note, "@bob: look.")

    assert told_to(ann) == told_to(bob) == ["mentioned"]


def test_who_may_not_see_the_claim_is_not_told(claim, writer, ann):
    hide(claim.article)
    claim = change(claim, assignee=writer)

    write(claim, "@ann: look.", by=writer)

    assert told_to(ann) == []


def test_a_verdict_is_told_to_who_checks_the_claim_without_who_gave_it(claim, writer, ann):
    claim = change(claim, assignee=writer)

    verdict = save_row(Verdict(claim=claim, rating=rating(), reasoning="It lapsed."), by=ann)
    verdict = fresh(verdict)
    verdict.reasoning = "It lapsed in 1996."
    save_row(verdict, by=ann)

    (notice,) = writer.notices.all()
    assert notice.sentence == "A verdict was given on it."
    assert str(ann) not in notice.sentence


def test_whose_verdict_no_longer_fits_the_wording_is_asked_for_it(claim, ann):
    make_verdict(claim, by=ann)
    row = fresh(claim)
    row.text = "The treaty of 1961 lapsed in 1996."

    save_row(row, by=make_person("editor"))
    row.kind = "opinion"
    save_row(row, by=make_person("editor"))

    assert told_to(ann) == ["verdict_wanted"]


def test_so_is_whose_verdict_was_on_a_wording_that_a_way_back_takes_away(claim, ann):
    first = claim.history.latest()
    claim = change(claim, text="The treaty of 1961 lapsed in 1996.")
    make_verdict(claim, by=ann)

    restore_row(
        claim, history_id=first.pk, revision=claim.revision, by=make_person("editor"), reason="No."
    )

    assert told_to(ann) == ["verdict_wanted"]
