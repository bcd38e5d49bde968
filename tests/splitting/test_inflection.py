import pytest

from claims.splitting.inflection import finite


@pytest.mark.parametrize(
    ("lemma", "tense", "plural", "expected"),
    [
        ("make", "present", False, "makes"),
        ("carry", "present", False, "carries"),
        ("play", "present", False, "plays"),
        ("reach", "present", False, "reaches"),
        ("have", "present", False, "has"),
        ("make", "present", True, "make"),
        ("leave", "past", False, "left"),
        ("carry", "past", True, "carried"),
        ("stop", "past", False, "stopped"),
        ("move", "past", False, "moved"),
        ("be", "past", True, "were"),
    ],
)
def test_a_verb_agrees_and_shows_its_tense(lemma, tense, plural, expected):
    assert finite(lemma, tense, plural=plural) == expected
