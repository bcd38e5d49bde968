import pytest

from claims.actions.merge_duplicates import merge_duplicates
from claims.actions.retract_row import retract_row
from claims.actions.tell_apart import tell_apart
from claims.models.distinction import told_apart_from
from tests.actions.outcomes import WORKERS, refused, told, who_may
from tests.factories import make_claimant, make_source, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def two(kept):
    return make_claimant(name="Anna Lind"), make_claimant(name="Anna Lindh")


def test_those_who_work_with_them_tell_them_apart(two, people):
    assert who_may(lambda by: tell_apart(*two, by=by), people) == WORKERS


def test_it_is_kept_of_both_with_who_and_why(two, people):
    one, other = two
    word = tell_apart(other, one, by=people["reporter"], reason="Two ministers.")

    assert (word.one, word.other, word.because) == (one.pk, other.pk, "Two ministers.")
    assert told(word) == (people["reporter"], "Two ministers.")
    assert told_apart_from(one) == {other.pk}
    assert told_apart_from(other) == {one.pk}


def test_the_same_numbers_of_another_kind_are_others(two, people):
    tell_apart(*two, by=people["editor"])
    topic = make_topic()

    assert told_apart_from(topic) == set()


def test_it_is_said_once(two, people):
    tell_apart(*two, by=people["editor"])

    with refused(code="said"):
        tell_apart(two[1], two[0], by=people["reporter"])


def test_a_row_is_not_told_apart_from_itself(people):
    row = make_source()

    with refused():
        tell_apart(row, row, by=people["editor"])


def test_what_was_told_apart_is_not_merged_before_that_is_taken_back(two, people):
    one, other = two
    word = tell_apart(one, other, by=people["editor"])
    given = {"by": people["editor"], "reason": "The same.", "revision": one.revision}
    with refused(code="told_apart"):
        merge_duplicates(one, other, **given)

    retract_row(word, by=people["editor"], reason="They are one.")

    assert merge_duplicates(one, other, **given) == other
