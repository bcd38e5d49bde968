import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.three_ways import Outcome, ThreeWays, three_ways

VALUES = st.text("ab ", max_size=4)
BASES = st.none() | VALUES


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "outcome"),
    [
        ("a", "a", "a", Outcome.SAME),
        ("a", "b", "a", Outcome.THEIRS),
        ("a", "a", "b", Outcome.MINE),
        ("a", "b", "b", Outcome.ALIKE),
        ("a", "b", "c", Outcome.CONFLICT),
        (None, "a", "b", Outcome.CONFLICT),
        (None, "a", "a", Outcome.ALIKE),
    ],
)
def test_who_changed_a_value(base, theirs, mine, outcome):
    assert ThreeWays(base, theirs, mine).outcome == outcome


@given(VALUES, VALUES)
def test_what_one_alone_changed_is_taken(base, changed):
    assert ThreeWays(base, changed, base).taken == changed
    assert ThreeWays(base, base, changed).taken == changed


@given(BASES, VALUES)
def test_what_both_changed_alike_is_no_conflict(base, value):
    both = ThreeWays(base, value, value)

    assert both.outcome != Outcome.CONFLICT
    assert both.taken == value


@given(BASES, VALUES, VALUES)
def test_nothing_that_either_typed_is_lost_without_a_choice(base, theirs, mine):
    value = ThreeWays(base, theirs, mine)

    typed = {text for text in (theirs, mine) if text != base}
    assert typed <= {value.taken} or value.outcome == Outcome.CONFLICT


@given(BASES, VALUES, VALUES)
def test_both_sides_see_the_same_conflicts(base, theirs, mine):
    one, other = ThreeWays(base, theirs, mine), ThreeWays(base, mine, theirs)

    assert (one.outcome == Outcome.CONFLICT) == (other.outcome == Outcome.CONFLICT)


@given(VALUES, VALUES, VALUES)
def test_the_words_shown_are_those_typed(base, theirs, mine):
    value = ThreeWays(base, theirs, mine)

    for words, text in ((value.their_words, theirs), (value.my_words, mine)):
        shown = "".join(run.text for run in words if run.kind != "removed")
        assert shown.split() == text.split()


def test_values_are_compared_by_name_and_in_order():
    found = three_ways(["b", "a"], {"a": "1"}, {"a": "1", "b": "2"}, {"a": "3", "b": "2"})

    assert [(name, value.outcome) for name, value in found.items()] == [
        ("b", Outcome.ALIKE),
        ("a", Outcome.MINE),
    ]
