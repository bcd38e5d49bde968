"""What is not seen is named at the desk; overrides that stay open are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.marks import has_unseen, show_unseen, unbalanced_overrides


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Taxes rose",
        "\u202bכותרת\u202c and \u2067עוד\u2069",
        "\u2067a \u202eb\u202c\u2069",
        "\u200fשלום\u200e",
        "می\u200cخواهم",
        "👩\u200d🔬",
    ],
)
def test_marks_in_their_place_are_legitimate(text):
    assert not unbalanced_overrides(text)


@pytest.mark.parametrize(
    "text",
    [
        "safe\u202egpj.exe",
        "\u202a",
        "\u2066left open",
        "closed\u202c too often",
        "closed\u2069 too often",
        "\u2067a\u202c",
        "\u202da\u2069",
        "\u202ea \u2067b\u202c\u2069",
        "\u202eopen over a\nline\u202c",
    ],
)
def test_a_direction_left_open_or_wrongly_closed_is_found(text):
    assert unbalanced_overrides(text)


@given(st.text(st.sampled_from("ab\n\u202a\u202e\u2066\u2069\u202c")))
def test_balanced_paragraphs_make_a_balanced_text(text):
    apart = [unbalanced_overrides(paragraph) for paragraph in text.split("\n")]
    assert unbalanced_overrides(text) is any(apart)


def test_invisible_characters_are_shown_by_name():
    assert show_unseen("a\u200bb\u202ec\U000e0041\u2062") == "a‹ZWSP›b‹RLO›c‹U+E0041›‹U+2062›"
    assert show_unseen("plain é שלום") == "plain é שלום"


@given(st.text())
def test_nothing_invisible_is_left(text):
    assert not has_unseen(show_unseen(text))
    assert has_unseen(text) is (show_unseen(text) != text)
