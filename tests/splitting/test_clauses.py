"""What the default splitter makes of each construction, at the medium grain."""

import pytest

from claims.splitting import Granularity
from tests.splitting.reading import proposals, wordings

COORDINATION = {
    "The mayor cut taxes and raised pensions.": [
        "The mayor cut taxes.",
        "The mayor raised pensions.",
    ],
    "The firm sells books, toys and games.": [
        "The firm sells books.",
        "The firm sells toys.",
        "The firm sells games.",
    ],
    "She has signed and sent the letter.": [
        "She has signed the letter.",
        "She has sent the letter.",
    ],
    "Rome and Paris are large.": ["Rome is large.", "Paris is large."],
    "His wife and children left.": ["His wife left.", "His children left."],
    "The bank has opened offices in Oslo and Bergen.": [
        "The bank has opened offices in Oslo.",
        "The bank has opened offices in Bergen.",
    ],
    "He is the founder and president of the Oslo Club.": [
        "He is the founder of the Oslo Club.",
        "He is the president of the Oslo Club.",
    ],
    "He is a singer and member of Abba.": ["He is a singer.", "He is a member of Abba."],
    "The mayor did not resign; he left the party.": [
        "The mayor left the party.",
        "The mayor did not resign.",
    ],
    "Ann Lee went on a trek and has not been seen since Monday.": [
        "Ann Lee went on a trek.",
        "Ann Lee has not been seen since Monday.",
    ],
    "Jenny Lee walked the high wire as an adult and performed on horses as a child.": [
        "Jenny Lee walked the high wire as an adult.",
        "Jenny Lee performed on horses as a child.",
    ],
    "He declined a last meal and had a meal of turkey and rye bread, a cake and fruit punch.": [
        "He declined a last meal.",
        "He had a meal of turkey and rye bread, a cake and fruit punch.",
    ],
    "The minister said that crime fell and wages rose.": [
        "The minister said that crime fell.",
        "The minister said that wages rose.",
    ],
}
RELATIVES = {
    "The mayor, who was elected in 2010, opened the bridge.": [
        "The mayor opened the bridge.",
        "The mayor was elected in 2010.",
    ],
    "The author, whose father was a sailor, lives in Oslo.": [
        "The author lives in Oslo.",
        "The author's father was a sailor.",
    ],
    "Mondeca is a company that makes software.": [
        "Mondeca is a company.",
        "Mondeca makes software.",
    ],
}
ROLES = {
    "Ann Lee, wife of the mayor, visited the school in May.": [
        "Ann Lee visited the school in May.",
        "Ann Lee is the wife of the mayor.",
    ],
    "Tom Lee, son of a baker, wrote novels.": [
        "Tom Lee wrote novels.",
        "Tom Lee is a son of a baker.",
    ],
}
PARTICIPLES = {
    "The treaty, signed by Russia and China, replaces older deals.": [
        "The treaty replaces older deals.",
        "The treaty was signed by Russia and China.",
    ],
    "The party lost the vote, leaving the city without a mayor.": [
        "The party lost the vote.",
        "The party left the city without a mayor.",
    ],
    "Born in Oslo, Anna Berg moved to Rome in 1990.": [
        "Anna Berg moved to Rome in 1990.",
        "Anna Berg was born in Oslo.",
    ],
    "The firm grew quickly, with sales rising by 9%.": [
        "The firm grew quickly.",
        "Sales rose by 9%.",
    ],
}
NOUNS = {
    "Anna Berg, a lawyer from Oslo, won the case.": [
        "Anna Berg won the case.",
        "Anna Berg is a lawyer from Oslo.",
    ],
    "The chairman, Peter Lund, resigned.": [
        "The chairman, Peter Lund, resigned.",
        "Peter Lund is the chairman.",
    ],
    "Anna Berg, 41, won the race.": ["Anna Berg won the race.", "Anna Berg is 41."],
}
BESIDE = {
    "The firm is cheap because it pays low wages.": [
        "The firm is cheap because it pays low wages.",
        "The firm pays low wages.",
    ],
    "The bridge is old, as it was built in 1890.": [
        "The bridge is old.",
        "The bridge was built in 1890.",
    ],
}
SENTENCES = COORDINATION | RELATIVES | ROLES | PARTICIPLES | NOUNS | BESIDE


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items(), ids=list(SENTENCES))
def test_each_statement_is_a_sentence_of_its_own(sentence, expected):
    assert wordings(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "operations"),
    [
        ("The mayor cut taxes and raised pensions.", [("coordination",), ("coordination",)]),
        ("Anna Berg, 41, won the race.", [(), ("age",)]),
        ("It rained in May.", [()]),
    ],
)
def test_a_claim_names_the_steps_that_made_it(sentence, operations):
    assert [proposal.operations for proposal in proposals(sentence)] == operations


def test_all_claims_of_a_sentence_share_its_passage():
    text = "It rained in May. The mayor cut taxes and raised pensions."

    assert [p.quote for p in proposals(text)][1:] == [text[18:], text[18:]]


def test_a_claim_that_was_made_before_is_not_made_again():
    text = "The mayor cut taxes. It rained in May. The mayor cut taxes."

    assert wordings(text) == ["The mayor cut taxes.", "It rained in May."]


def test_scare_quotes_stay():
    sentence = "Ms Lund, who called it a ‘historic’ deal, resigned."

    assert "Ms Lund called it a ‘historic’ deal." in wordings(sentence)


DEMO = (
    "Putin's visit and the signing of the agreement come amid heightened tensions in the region, "
    "with North Korea regularly conducting missile tests and the United States, South Korea, and "
    "Japan conducting joint military drills."
)


def test_two_absolutes_that_the_parser_mixes_up_are_told_apart():
    assert wordings(DEMO)[-2:] == [
        "North Korea is regularly conducting missile tests.",
        "The United States, South Korea, and Japan are conducting joint military drills.",
    ]


def test_a_verb_agrees_with_what_is_left_of_its_subject():
    assert wordings("Rome and Paris are large.") == ["Rome is large.", "Paris is large."]
    assert "Putin's visit comes amid heightened tensions in the region." in wordings(DEMO)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Twelve states, including France, which signed late, joined in Rome.",
            "Twelve states, including France, joined in Rome.",
        ),
        (
            "Maria Lopez, a former teacher, was elected in Leeds.",
            "Maria Lopez, a former teacher, was elected in Leeds.",
        ),
    ],
)
def test_what_is_set_off_by_commas_keeps_both(text, told):
    assert told in wordings(text, Granularity.CLAUSE)
