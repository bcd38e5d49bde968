from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import Order, interval_of, is_partial_date, order_of, parts_of


@pytest.mark.parametrize(
    ("value", "parts"),
    [("2000", (2000,)), ("2000-02", (2000, 2)), ("2000-02-29", (2000, 2, 29))],
)
def test_a_date_is_as_exact_as_it_is_written(value, parts):
    assert parts_of(value) == parts
    assert is_partial_date(value)


@pytest.mark.parametrize(
    "value", ["", "0000", "2001-02-29", "2000-13", "2000-00", "20000", "2000-2", "²000", "x"]
)
def test_what_does_not_exist_is_no_date(value):
    assert parts_of(value) == ()
    assert not is_partial_date(value)


days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
precisions = st.sampled_from([4, 7, 10])
partial = st.builds(lambda day, length: day.isoformat()[:length], days, precisions)


@given(days, precisions)
def test_a_date_means_every_day_that_begins_with_it_and_no_other(day, length):
    first, last = interval_of(day.isoformat()[:length])

    assert first <= day <= last
    assert first.isoformat()[:length] == last.isoformat()[:length] == day.isoformat()[:length]
    for outside in (first.toordinal() - 1, last.toordinal() + 1):
        if 1 <= outside <= date.max.toordinal():
            assert date.fromordinal(outside).isoformat()[:length] != day.isoformat()[:length]


@given(partial, partial)
def test_what_is_told_of_two_dates_holds_for_each_day_that_they_can_mean(one, other):
    (first, last), (begin, end) = interval_of(one), interval_of(other)
    pairs = [(a, b) for a in (first, last) for b in (begin, end)]
    found = order_of(one, other)

    assert (found == Order.BEFORE) == all(a < b for a, b in pairs)
    assert (found == Order.LATER) == all(a > b for a, b in pairs)
    assert (found == Order.SAME) == all(a == b for a, b in pairs)


@given(partial, partial)
def test_the_order_turned_around_is_the_opposite(one, other):
    opposite = {Order.BEFORE: Order.LATER, Order.LATER: Order.BEFORE}
    found = order_of(one, other)

    assert order_of(other, one) == opposite.get(found, found)


@pytest.mark.parametrize(
    ("source", "claim", "order"),
    [
        ("2024-06-12", "2024-06-12", Order.SAME),
        ("2024-06", "2024-06-12", Order.UNKNOWN),
        ("2024-06", "2024-06", Order.UNKNOWN),
        ("2024", "2024-06-12", Order.UNKNOWN),
        ("2024-07", "2024-06-30", Order.LATER),
        ("2023", "2024-01-01", Order.BEFORE),
        ("", "2024", Order.UNKNOWN),
        ("2024", "", Order.UNKNOWN),
        ("soon", "2024", Order.UNKNOWN),
    ],
)
def test_dates_that_overlap_tell_no_order(source, claim, order):
    assert order_of(source, claim) == order
