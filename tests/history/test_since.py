"""What a second reader has to read again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.edit_ruling import edit_ruling
from claims.actions.retract_row import retract_row
from claims.actions.return_ruling import return_ruling
from claims.actions.save_row import save_row
from claims.history import looked_back
from tests.factories import make_evidence
from tests.keeping import fresh
from tests.rulings import approve, make_submitted_ruling, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def returned(kept, people):
    ruling = make_submitted_ruling()
    by = people["editor"]
    return return_ruling(ruling, revision=ruling.revision, by=by, reason="Say which.")


def told(ruling):
    """Return what changed, by event: what, which row, what became of it, which fields."""
    return {
        past.event: [
            (change.what, change.row, change.kind, [field.name for field in change.fields])
            for change in past.rows
        ]
        for past in looked_back(fresh(ruling))
    }


def test_a_version_that_was_never_returned_has_nothing_to_look_back_to(kept):
    assert looked_back(make_submitted_ruling()) == []


def test_nothing_changed_is_an_empty_list(returned):
    assert told(returned) == {"returned": []}


def test_words_of_the_ruling_are_told_by_field(returned, people):
    edit_ruling(returned, revision=returned.revision, by=people["editor"], why="It says so.")

    assert told(returned) == {"returned": [("ruling", "", "changed", ["why, in one sentence"])]}
    (past,) = looked_back(fresh(returned))
    (field,) = past.rows[0].fields
    assert (field.before, field.after) == (
        "The archive's record says otherwise.",
        "It says so.",
    )


def test_evidence_is_told_piece_by_piece(returned, people):
    one, two = returned.claim.evidence.order_by("number")
    one.note = "From page 4."
    save_row(one, by=people["editor"])
    retract_row(two, revision=two.revision, by=people["editor"], reason="Not it.")
    make_evidence(returned.claim, quote="It ended.")

    kinds = {(row, kind) for what, row, kind, _f in told(returned)["returned"] if row}

    assert kinds >= {("[^e1]", "changed"), ("[^e2]", "gone"), ("[^e3]", "added")}


def test_what_changed_since_an_approval_that_is_void(returned, people):
    ruling = approve(submit(fresh(returned)))
    edit_ruling(ruling, revision=ruling.revision, by=people["editor"], why="It says so.")

    found = told(ruling)

    assert found["approved"] == found["returned"] != []


def test_an_internal_remark_is_no_word_of_the_page(returned, people):
    piece = returned.claim.evidence.first()
    piece.remark = "Ask again."
    save_row(piece, by=people["editor"])

    assert told(returned) == {"returned": []}


def test_queries_do_not_grow_with_the_evidence(returned, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        looked_back(fresh(returned))
    for _n in range(4):
        make_evidence(returned.claim)

    with django_assert_num_queries(len(few)):
        looked_back(fresh(returned))
