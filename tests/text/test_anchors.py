import pytest

from claims.text.anchors import Anchor, anchor, context_of

TEXT = "The mayor resigned. Rents fell in May."


def test_context_is_what_stands_before_and_after():
    assert context_of(TEXT, 20, 25, size=5) == ("ned. ", " fell")


@pytest.mark.parametrize(("start", "end"), [(0, len(TEXT)), (0, 0), (38, 38)])
def test_context_stops_at_the_ends_of_the_text(start, end):
    prefix, suffix = context_of(TEXT, start, end)

    assert TEXT[:start].endswith(prefix)
    assert TEXT[end:].startswith(suffix)
    assert max(len(prefix), len(suffix)) <= 32


def test_an_anchor_has_the_values_of_both_selectors():
    assert anchor("a 😀 b", 2, 3, size=1) == Anchor("😀", 2, 3, " ", " ")
