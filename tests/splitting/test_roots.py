"""Sentences whose verb the parser took for something else."""

import pytest

from tests.splitting.reading import reasons, wordings

TOLD = {
    "The 45-year-old held senior military roles in Australia.": "The 45-year-old held senior "
    "military roles in Australia.",
    "$899 personalised Lenovo tablets were gifted to guests.": "$899 personalised Lenovo tablets "
    "were gifted to guests.",
    "Norway's military fears Russian presence on the coast.": "Norway's military fears Russian "
    "presence on the coast.",
    "Robot created by a father from Leeds.": "Robot was created by a father from Leeds.",
    "Anna Berg was sick. Rode several different horses and wore a variety of cowboy-style "
    "outfits.": "Anna Berg rode several different horses.",
    "Anna Berg was ill. Discovered near the Farallon Islands.": "Anna Berg was discovered near the "
    "Farallon Islands.",
    "Sedgwick married actor Kevin Bacon on September 4, 1988.": "Sedgwick married Kevin Bacon on "
    "September 4, 1988.",
    'Popularly dubbed "the phenomenon", he is seen as one of the greatest players of all time.': (
        'Popularly dubbed "the phenomenon", he is seen as one of the greatest players of all time.'
    ),
    "If convicted of the theft charges he faces 20 years' jail.": "If convicted of the theft "
    "charges he faces 20 years' jail.",
    "Between years 1970 and 2003 Rivera-Pagán was Professor of Theology in Oslo.": "Between years "
    "1970 and 2003 Rivera-Pagán was Professor of Theology in Oslo.",
}
UNTOLD = [
    "Killed by the man he loved.",
    "Oscar nominated actor Kevin Bacon.",
    "Anna Berg was ill. Sent a letter by mistake.",  # to her, or by her
    "Young player of the year behind Joe Garner in League One.",
    "Ride several horses.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_a_verb_that_was_misread_is_told_as_one(text, expected):
    assert expected in wordings(text)


@pytest.mark.parametrize("text", UNTOLD)
def test_what_may_be_read_in_two_ways_is_not_told(text):
    assert reasons(text)[-1:] != []
