"""Lists of titles, with a year behind each or in quotation marks."""

import pytest

from tests.splitting.reading import sayable

LISTS = {
    "She began with roles in Bedtime Stories (2008), The Sorcerer's Apprentice (2010), and "
    "I Am Number Four (2011).": [
        "She began with roles in Bedtime Stories (2008).",
        "She began with roles in The Sorcerer's Apprentice (2010).",
        "She began with roles in I Am Number Four (2011).",
    ],
    'He has appeared in shows such as "Law & Order," "The Sopranos," and "The Leftovers."': [
        'He has appeared in "Law & Order".',
        'He has appeared in "The Sopranos".',
        'He has appeared in "The Leftovers".',
    ],
    "Palmer starred in the films Warm Bodies (2013), Lights Out (2016), and Berlin Syndrome "
    "(2017).": ["Palmer starred in Lights Out (2016).", "Lights Out is a film."],
}
NO_LISTS = {
    'He said "Yes," "No" or "Perhaps."': 'He said "Yes".',
    'The play "Anna (2001)" and the film "Berg" were banned.': 'The film "Berg" was banned.',
}


@pytest.mark.parametrize(("sentence", "expected"), LISTS.items())
def test_each_title_is_told_with_what_the_list_hangs_on(sentence, expected):
    assert {*expected} <= {*sayable(sentence)}


@pytest.mark.parametrize(("sentence", "unsaid"), NO_LISTS.items())
def test_what_is_no_list_stays_as_it_was(sentence, unsaid):
    assert unsaid not in sayable(sentence)
