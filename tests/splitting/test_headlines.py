"""Headlines without their "is": a name, and behind it where somebody is, or what."""

import pytest

from tests.splitting.reading import reasons, wordings

TOLD = {
    "Kolo Toure, Ron Vlaar and Luke Garbutt at the back.": [
        "Kolo Toure is at the back.",
        "Ron Vlaar is at the back.",
        "Luke Garbutt is at the back.",
    ],
    "President Barack Obama in Jamaica for a meeting with leaders.": [
        "Barack Obama is in Jamaica for a meeting with leaders.",
        "Barack Obama is the President.",
    ],
    "Six-year-old Lucy Howarth completely unfazed by the Prime Minister.": [
        "Lucy Howarth is completely unfazed by the Prime Minister.",
        "Lucy Howarth is six years old.",
    ],
    "Ann Lee not in Oslo on Friday.": ["Ann Lee is not in Oslo on Friday."],
    "Jessica Mauboy and GQ editor among those who had tablets stolen.": [
        "Jessica Mauboy and GQ editor are among those who had tablets stolen."
    ],
}
UNTOLD = [
    "Alice in Wonderland.",
    "Peter Lund of the University of Oslo in Norway.",
    "Ann Lee, a nurse in Oslo.",
    "Ann Lee, mayor of Oslo, in tears after the vote.",
    "Ann Lee on September 4, 1988.",
    "Gunmen in the streets of Baghdad.",
    "Ann Lee and Bo Lund at the back of the boat",
]


@pytest.mark.parametrize(("headline", "expected"), TOLD.items())
def test_a_headline_says_where_somebody_is_or_what(headline, expected):
    assert wordings(headline) == expected


@pytest.mark.parametrize("words", UNTOLD)
def test_what_may_be_no_headline_states_nothing(words):
    assert wordings(words) == []
    assert reasons(words) != []
