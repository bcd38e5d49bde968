import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.edit_ruling import EDITABLE, edit_ruling
from claims.models import Ruling, StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim, make_evidence, rating
from tests.keeping import fresh
from tests.rulings import make_draft, make_published_ruling, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def draft(kept):
    claim = make_claim()
    make_evidence(claim)
    return make_draft(claim)


@pytest.fixture
def edit(draft, people):
    """Edit the draft as a reporter, unless other things are named."""

    def run(ruling=draft, **given):
        given = {"by": people["reporter"], "revision": ruling.revision, **given}
        return edit_ruling(ruling, **given)

    return run


def test_those_who_work_on_claims_edit(edit, people):
    assert who_may(lambda by: edit(by=by, why="Other words."), people) == WORKERS


def test_every_word_can_be_changed(edit, people):
    words = {
        "rating": rating("True"),
        "label": "First check",
        "why": "Other words.",
        "key_points": ["One."],
        "body": "Other.[^e1]",
        "not_known": "Who signed.",
        "no_primary_because": "It is secret.",
        "not_asked_because": "The speaker died.",
        "differed_because": "One of us waited for the archive.",
        "language": "es",
    }

    ruling = edit(**words, reason="The archive answered.")

    assert words.keys() == EDITABLE
    assert {name: getattr(fresh(ruling), name) for name in words} == words
    assert told(ruling) == (people["reporter"], "The archive answered.")


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(edit, draft, people):
    edit(why="Theirs.")

    with refused(StaleRevision):
        edit(why="Mine.", by=people["editor"], revision=draft.revision)

    assert fresh(draft).why == "Theirs."


@pytest.mark.parametrize("words", [{"why": ""}, {"body": "[^e9]"}, {"key_points": [1]}])
def test_words_that_break_a_rule_are_refused(edit, words):
    with refused():
        edit(**words)


@pytest.mark.parametrize("field", ["stage", "written_by", "approved_by", "override_reason"])
def test_nothing_but_words_can_be_changed(edit, field):
    with refused(TypeError):
        edit(**{field: "x"})


def test_what_waits_for_its_reader_can_still_be_edited(edit, draft):
    ruling = edit(submit(fresh(draft)), why="Other words.")

    assert ruling.stage == Ruling.Stage.IN_REVIEW


def test_what_was_discarded_is_edited_no_more(edit, draft):
    discarded = take_back(draft)

    with refused(PermissionDenied):
        edit(discarded, why="Other words.")


def test_nobody_edits_what_is_public(edit, people):
    published = make_published_ruling()

    with refused(PermissionDenied):
        edit(published, why="Other words.", by=people["editor"])


def test_a_draft_may_wait_for_evidence_that_was_taken_back(edit, draft):
    take_back(draft.claim.evidence.get())

    ruling = edit(why="Other words.")

    assert "[^e1]" in ruling.body
    with refused(code="citation"):
        submit(ruling)


def test_a_rating_of_the_scale_is_needed(edit, draft):
    change(draft, why="Same.")

    with refused():
        edit(fresh(draft), rating=None)
