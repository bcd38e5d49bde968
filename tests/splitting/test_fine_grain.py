import pytest

from claims.splitting.statements import Granularity
from tests.splitting.reading import wordings

FINE = {
    "In May 2010, the firm opened a plant in Oslo.": [
        "The firm opened a plant.",
        "In May 2010, the firm opened a plant.",
        "The firm opened a plant in Oslo.",
    ],
    "President Anna Berg opened the bridge.": [
        "Anna Berg opened the bridge.",
        "Anna Berg is the President.",
    ],
    "Anna Berg is a Norwegian lawyer.": ["Anna Berg is a lawyer.", "Anna Berg is Norwegian."],
    "She appeared in films such as Vertigo and Psycho.": [
        "She appeared in films.",
        "She appeared in Vertigo.",
        "She appeared in Psycho.",
    ],
    "He did not open a plant in Oslo in 2010.": ["He did not open a plant in Oslo in 2010."],
}


@pytest.mark.parametrize(("sentence", "expected"), FINE.items(), ids=list(FINE))
def test_each_adjunct_makes_a_claim_where_nothing_is_denied(sentence, expected):
    assert wordings(sentence, Granularity.FINE) == expected


def test_the_medium_grain_keeps_adjuncts_together():
    sentence = "In May 2010, the firm opened a plant in Oslo."

    assert wordings(sentence) == [sentence]
