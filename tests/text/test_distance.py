import pytest

from claims.text.distance import distance


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("treaty", "treaty", 0),
        ("treaty", "traety", 1),
        ("treaty", "treat", 1),
        ("treaty", "treatsy", 1),
        ("treaty", "treafy", 1),
        ("treaty", "rtaety", 2),
        ("", "abc", 3),
        ("abc", "", 3),
    ],
)
def test_it_counts_letters(one, other, far):
    assert distance(one, other) == distance(other, one) == far
