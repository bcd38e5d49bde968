"""A claim that stands by itself does not begin with a word that joins it to another sentence."""

import pytest

from tests.splitting.reading import proposals, wordings


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("However, Linux runs most servers.", "Linux runs most servers."),
        ("But the mayor stayed in the town.", "The mayor stayed in the town."),
        ("For example, the bank lost its owner.", "The bank lost its owner."),
        ("In addition, she wrote two novels.", "She wrote two novels."),
    ],
)
def test_what_only_joins_is_left_out_of_the_wording_and_stays_in_the_atom(text, claim):
    (found,) = proposals(text)

    assert (found.text, found.atom) == (claim, text)
    assert "connective" in found.operations


@pytest.mark.parametrize(
    "text",
    [
        "However hard he tried, he failed.",
        "Besides Rome, the tour reaches Milan.",
        "Finally he left the town for good.",
        "Therefore, the court freed him.",
        "Sadly, the singer died in May.",
        "In addition to Rome, the tour reaches Milan.",
    ],
)
def test_what_says_something_stays(text):
    assert text in wordings(text)
