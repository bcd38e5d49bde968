import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.doubts import still_asked, written_in


def doubt(text, words, antecedent="Vladimir Putin", after=0):
    start = text.index(words, after)
    return {"start": start, "end": start + len(words), "words": words, "antecedent": antecedent}


SAID = "He said that she signed it."
HE, SHE, IT = doubt(SAID, "He"), doubt(SAID, "she"), doubt(SAID, "it", after=20)


def places(doubts, text):
    return [text[one["start"] : one["end"]] for one in doubts]


def test_doubts_about_other_words_move_along_with_them():
    after = "Vladimir Putin said that she signed it."

    kept = still_asked([HE, SHE, IT], SAID, after)

    assert places(kept, after) == ["she", "it"]


def test_a_change_at_the_end_leaves_what_stands_before_it():
    after = "He said that she signed the treaty."

    assert places(still_asked([HE, SHE, IT], SAID, after), after) == ["He", "she"]


@pytest.mark.parametrize("after", ["Hers said that she signed it.", "", "Other words."])
def test_a_doubt_goes_with_its_words(after):
    assert "He" not in places(still_asked([HE], SAID, after), after)


@given(st.text(alphabet="ab. ", max_size=12), st.text(alphabet="ab. ", max_size=12))
def test_what_is_still_asked_stands_where_it_says(before, after):
    doubts = [
        {"start": n, "end": n + 1, "words": before[n], "antecedent": ""} for n in range(len(before))
    ]

    kept = still_asked(doubts, before, after)

    assert places(kept, after) == [one["words"] for one in kept]


@given(st.text(alphabet="ab. ", max_size=12))
def test_without_a_change_everything_is_still_asked(text):
    doubts = [
        {"start": m.start(), "end": m.end(), "words": m[0]} for m in re.finditer(r"\w+", text)
    ]

    assert still_asked(doubts, text, text) == doubts


@pytest.mark.parametrize(
    ("text", "words", "antecedent", "reads"),
    [
        ("It fell.", "It", "the company", "The company fell."),
        ("Taxes rose. It fell.", "It", "the firm", "Taxes rose. The firm fell."),
        ("He said it fell.", "it", "the company", "He said the company fell."),
        ("Its value fell.", "Its", "the company's", "The company's value fell."),
    ],
)
def test_what_is_meant_is_written_in_with_the_sentences_capital(text, words, antecedent, reads):
    assert written_in(text, doubt(text, words, antecedent)) == reads
