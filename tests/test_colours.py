"""The contrast of colours, held to the figures that WCAG's own documents give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.colours import READABLE, channels, contrast, is_colour, luminance, readable

BYTE = st.integers(0, 255)
COLOURS = st.tuples(BYTE, BYTE, BYTE).map(lambda parts: f"#{bytes(parts).hex()}")


@pytest.mark.parametrize("text", ["#fff", "#8A1538", "#000000"])
def test_three_or_six_figures_are_a_colour(text):
    assert is_colour(text)


@pytest.mark.parametrize(
    "text", ["", "fff", "#ffff", "red", "#gggggg", "#fff;}*{x", "#ffffff\n", "#１２３"]
)
def test_anything_else_is_none(text):
    assert not is_colour(text)


def test_three_figures_stand_for_six():
    assert channels("#a1f") == channels("#aa11ff") == (170, 17, 255)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),  # just fails, as is well known
        ("#767676", "#ffffff", 4.54),  # just passes
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1),
    ],
)
def test_the_ratio_is_the_one_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_green_is_lighter_than_red_and_red_than_blue():
    assert luminance("#00ff00") > luminance("#ff0000") > luminance("#0000ff")


@given(COLOURS)
def test_any_colour_can_be_made_readable_on_a_light_and_on_a_dark_page(colour):
    for ground in ("#fffefc", "#15171b"):
        assert contrast(readable(colour, [ground]), ground) >= READABLE


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert readable("#8a1538", ["#ffffff", "#f5f3ee"]) == "#8a1538"
