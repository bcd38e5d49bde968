import pytest

from claims.text.dates import is_partial_date, parts_of


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
