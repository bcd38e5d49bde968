import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.agreement import coincidences, interval, nominal, ordinal

OBSERVERS = [  # Krippendorff (2011), part C: four observers, twelve units; None is missing
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
TWO_BY_TWO = [  # the same, part A: Meg and Owen, ten units, two categories
    [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
    [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
]
MEASURES = [nominal, ordinal, interval]

units_of_values = st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=12)


def units(observers):
    return [[value for value in unit if value is not None] for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("measure", "published"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)]
)
def test_the_published_example_gives_the_published_figures(measure, published):
    assert measure(units(OBSERVERS)) == pytest.approx(published, abs=0.0005)


def test_the_published_two_observers_agree_hardly_better_than_by_chance():
    assert nominal(units(TWO_BY_TWO)) == pytest.approx(0.095, abs=0.0005)


def test_units_that_one_observer_alone_judged_are_left_out():
    assert sum(coincidences(units(OBSERVERS)).values()) == pytest.approx(40)


@pytest.mark.parametrize("measure", MEASURES)
@given(found=st.lists(st.tuples(st.integers(1, 5), st.integers(2, 4)), min_size=2))
def test_perfect_agreement_is_one(measure, found):
    found = [*found, (1, 2), (5, 2)]

    assert measure([[value] * times for value, times in found]) == 1


@pytest.mark.parametrize("measure", MEASURES)
@given(found=units_of_values, chance=st.randoms())
def test_who_is_called_first_changes_nothing(measure, found, chance):
    mixed = [chance.sample(unit, len(unit)) for unit in found]
    chance.shuffle(mixed)

    assert measure(mixed) == pytest.approx(measure(found), nan_ok=False)


@pytest.mark.parametrize("measure", MEASURES)
@given(found=units_of_values)
def test_alpha_is_never_above_one(measure, found):
    value = measure(found)

    assert value is None or value <= 1


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("found", [[], [[3]], [[3, 3], [3, 3, 3]], [[1], [2]]])
def test_where_nothing_varies_alpha_is_undefined(measure, found):
    assert measure(found) is None


def test_a_wider_gap_counts_for_more_where_values_have_an_order():
    near, far = ([[1, 1], [5, 5], [3, 3], [1, other]] for other in (3, 5))

    assert nominal(near) == pytest.approx(nominal([[1, 1], [5, 5], [3, 3], [1, 3]]))
    assert ordinal(near) > ordinal(far)
