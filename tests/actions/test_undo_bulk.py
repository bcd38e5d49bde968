import pytest

from claims.actions.undo_bulk import undo_bulk
from tests.actions.outcomes import hide, refused, who_may
from tests.bulk import done, taken_back, waiting
from tests.factories import make_article, make_claim
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


def test_who_did_it_and_editors_take_it_back(claim, people):
    job = done("drop", [claim], people["reporter"], reason="Trivial.")

    assert who_may(lambda by: undo_bulk(job, by=by), people) == {"reporter", "editor"}


def test_it_is_chosen_and_not_done_before_it_is_confirmed(claim, people):
    job = done("drop", [claim], people["editor"], reason="Trivial.")

    back = undo_bulk(job, by=people["editor"])

    assert (back.undoes, back.is_confirmed, back.total) == (job, False, 1)
    assert fresh(claim).state == "dropped"


def test_what_was_refused_or_was_so_before_is_no_part_of_it(claim, people):
    dropped = make_claim(state="dropped", drop_reason="Trivial.")
    job = done("drop", [claim, dropped], people["editor"], reason="Trivial.")

    assert [line.claim for line in undo_bulk(job, by=people["editor"]).lines.all()] == [claim]


def test_what_is_hidden_by_now_is_left_as_it_is(claim, people):
    other = make_claim(make_article())
    job = done("drop", [claim, other], people["reporter"], reason="Trivial.")
    hide(other.article)

    assert [line.claim for line in undo_bulk(job, by=people["reporter"]).lines.all()] == [claim]


@pytest.mark.parametrize("kind", ["accept"])
def test_what_has_no_way_back_says_so(claim, people, kind):
    job = done(kind, [claim], people["editor"])

    with refused(code="no_way_back"):
        undo_bulk(job, by=people["editor"])


def test_what_is_under_way_is_stopped_first(claim, people):
    job = waiting("drop", [claim], people["editor"], reason="Trivial.")

    with refused(code="no_way_back"):
        undo_bulk(job, by=people["editor"])


def test_taking_back_has_no_way_back_but_doing_it_again(claim, people):
    job = done("drop", [claim], people["editor"], reason="Trivial.")
    back = taken_back(job, people["editor"])

    with refused(code="no_way_back"):
        undo_bulk(back, by=people["editor"])


def test_nothing_that_changed_is_nothing_to_take_back(people):
    dropped = make_claim(state="dropped", drop_reason="Trivial.")
    job = done("drop", [dropped], people["editor"], reason="Trivial.")

    with refused(code="none"):
        undo_bulk(job, by=people["editor"])
