import pytest

from tests.splitting.reading import proposals

KINDS = {
    "The firm opened a plant.": "fact",
    "The visit marks her first trip to Rome.": "fact",
    "The minister said that crime fell.": "attributed",
    "According to police, the driver fled.": "attributed",
    "The firm will open a plant.": "prediction",
    "The plan is expected to fail.": "prediction",
    "The deal could involve arms.": "prediction",
    "The plan is terrible.": "opinion",
    "Ministers should resign.": "opinion",
    "The move is seen as a mistake.": "opinion",
    "The vote marks a turning point.": "opinion",
}
CLAIMANTS = {
    "The minister said that crime fell.": "The minister",
    "According to police, the driver fled.": "police",
    "“We won,” Anna Berg said.": "Anna Berg",
    "Prices rose, experts say.": "experts",
    "Anna Berg resigned. She said that she was tired.": "Anna Berg",
    "The firm opened a plant.": None,
}


@pytest.mark.parametrize(("sentence", "kind"), KINDS.items())
def test_the_kind_follows_the_verb(sentence, kind):
    assert [p.kind for p in proposals(sentence) if p.frame is None] == [kind]


@pytest.mark.parametrize(("text", "claimant"), CLAIMANTS.items())
def test_who_said_it_is_named(text, claimant):
    assert proposals(text)[-1].claimant == claimant
