import pytest

from claims.splitting.rules import RuleSplitter

KEPT = [
    "Taxes will rise if it passes and it is signed.",
    "“We won and they have lost,” she said.",
    "The mayor said it was late and he was tired.",
    "Taxes and rents rose.",
]


def wordings(text):
    return [claim.text for claim in RuleSplitter().split(text).proposals]


def test_clauses_with_subjects_of_their_own_are_told_apart():
    assert wordings("The mayor resigned in May, and he was replaced.") == [
        "The mayor resigned in May.",
        "He was replaced.",
    ]


@pytest.mark.parametrize("sentence", KEPT)
def test_what_may_belong_together_stays_together(sentence):
    assert wordings(sentence) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "kind", "claimant"),
    [
        ("The mayor resigned in May.", "fact", None),
        ("Anna Berg said that rents fell.", "attributed", "Anna Berg"),
        ("According to police, the driver fled.", "attributed", "police"),
        ("Rents will rise.", "prediction", None),
        ("The plan is terrible.", "opinion", None),
    ],
)
def test_kind_and_claimant_follow_cue_words(sentence, kind, claimant):
    (claim,) = RuleSplitter().split(sentence).proposals

    assert (claim.kind, claim.claimant) == (kind, claimant)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [("Who won?", "question"), ("Click here for more.", "imperative"), ("Hello!", "greeting")],
)
def test_what_states_nothing_says_why(sentence, reason):
    (passage,) = RuleSplitter().split(sentence).skipped

    assert passage.reason == reason


def test_a_claim_is_told_once():
    split = RuleSplitter().split("It rained. The mayor resigned, and it was late. IT RAINED!")

    assert [claim.text for claim in split.proposals] == [
        "It rained.",
        "The mayor resigned.",
        "It was late.",
    ]
    assert [passage.reason for passage in split.skipped] == ["duplicate"]
