"""What a named thing is, where a text only calls it so."""

import pytest

from tests.splitting.reading import sayable

TOLD = {
    "In 2001 he joined the consulting firm McKinsey & Company.": [
        "McKinsey & Company is a consulting firm."
    ],
    "He has acted in several musical films including Serendipity and Chicago.": [
        "Serendipity is a musical film."
    ],
    'His notable films include "Home and Exile," "Law & Order" and "Cleopatra."': [
        '"Home and Exile" is a film.',
        '"Law & Order" is a film.',
        '"Cleopatra" is a film.',
    ],
}
NOT_TOLD = {
    "Last week the man Anna Berg accused left.": "Anna Berg is a man.",
    "The former club Lund FC was sold.": "Lund FC is a club.",
    "Firms such as Volvo left.": "Volvo is a firms.",
    "He never read the novels Emma (1815) and Persuasion (1817).": "Emma is the novels.",
    "Experts in fields such as Biology and Physics signed.": "Biology and Physics is a field.",
    "The mayor visited the city of Rome, not the village Rome.": "Rome is a village.",
}


@pytest.mark.parametrize(("sentence", "expected"), TOLD.items())
def test_what_a_thing_is_called_is_told_of_it(sentence, expected):
    assert {*expected} <= {*sayable(sentence)}


@pytest.mark.parametrize(("sentence", "untrue"), NOT_TOLD.items())
def test_what_it_is_not_called_is_not_told(sentence, untrue):
    assert untrue not in sayable(sentence)
