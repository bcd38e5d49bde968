"""The default run stays quick: what takes long is marked, and runs apart."""

import pytest

from tests.timing import MOST, too_much


@pytest.mark.parametrize("marker", ["slow", "browser"])
def test_a_test_that_takes_long_is_told_to_be_marked(marker):
    assert too_much(MOST - 1, {"django_db"}) == ""
    assert "mark it slow" in too_much(MOST + 1, {"django_db"})
    assert too_much(MOST + 1, {"django_db", marker}) == ""


def test_what_is_slow_without_need_of_a_second_database_says_that_it_is_slow(request):
    once = [item for item in request.session.items if item.get_closest_marker("once")]

    assert all(item.get_closest_marker("slow") for item in once)
