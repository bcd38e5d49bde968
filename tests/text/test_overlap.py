"""Whether one text took words from another."""

import pytest

from claims.text.overlap import shares_run

REASONING = "The archive shows that the treaty lapsed in 1996, and nobody renewed it."


@pytest.mark.parametrize(
    "text",
    [
        REASONING,
        "As one of us put it: the archive shows that THE treaty lapsed in 1996.",
        "Nobody doubts that the treaty lapsed in 1996, and nobody renewed it since.",
    ],
)
def test_eight_words_in_a_row_were_taken(text):
    assert shares_run(REASONING, text)


@pytest.mark.parametrize(
    "text", ["", "The treaty lapsed in 1996.", "It lapsed; the archive shows that, nobody renewed."]
)
def test_fewer_words_may_be_chance(text):
    assert not shares_run(REASONING, text)


def test_a_short_text_counts_as_a_whole():
    assert shares_run("It lapsed in 1996.", "Why? It lapsed in 1996.")
    assert not shares_run("It lapsed.", "Why? It lapsed.")
