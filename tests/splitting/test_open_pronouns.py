"""What the measure of unresolved pronouns counts, and what it does not."""

import pytest

from claims.splitting.loading import load_parser
from tests import parts
from tests.width import wide


def opened(claim):
    parts.require_tool("scipy", "SciPy")
    from tests.bench.open_pronouns import (  # noqa: PLC0415 - a machine may lack what it needs
        open_pronouns,
    )

    return [token.text for token in open_pronouns(load_parser()(claim))]


@pytest.mark.parametrize(
    "claim",
    wide(
        [
            "Anna Berg said she would resign.",
            "Throughout her career, Anna Berg wrote plays.",
            "Peter Lund, who left the firm, won.",
            "The firm sold its plant.",
            "Peter Lund injured himself.",
            "It rained in Oslo.",
            "The US fought in World War I.",
            "Anna Berg said: “We won our case.”",
            "Those who smoke pay more.",
            "Anna Berg resigned this week.",
        ],
        every=3,
    ),
)
def test_a_pronoun_that_its_claim_explains_is_not_counted(claim):
    assert opened(claim) == []


@pytest.mark.parametrize(
    ("claim", "counted"),
    [
        ("She resigned in May.", ["She"]),
        ("It was built in 1914.", ["It"]),
        ("Their families threw the first pitch.", ["Their"]),
        ("These rules end the trade.", ["These"]),
        ("The actress turned him down.", ["him"]),
        ("We lost the case.", ["We"]),
        ("Favre should replace him.", ["him"]),
    ],
)
def test_a_pronoun_that_nothing_explains_is_counted(claim, counted):
    assert opened(claim) == counted
