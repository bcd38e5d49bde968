"""What somebody is reported to have said: told beside the report, with its speaker."""

import pytest

from claims.splitting import Kind
from claims.splitting.granularity import Granularity
from tests.splitting.reading import proposals, wordings


def told(text, grain=Granularity.MEDIUM):
    """Return what is told under a report, as wording, speaker and report."""
    found = proposals(text, grain)
    return [
        (claim.text, claim.claimant, found[claim.frame].text)
        for claim in found
        if claim.frame is not None
    ]


@pytest.mark.parametrize("grain", Granularity)
def test_what_was_said_stands_beside_the_claim_that_it_was_said(grain):
    report = "The mayor confirmed the bridge will close."

    assert told(report, grain) == [("The bridge will close.", "The mayor", report)]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Some believe it contaminated waters.", "It contaminated waters.", "Some"),
        ("According to police, the driver fled.", "The driver fled.", "police"),
        ("The tax, the minister said, will rise.", "The tax will rise.", "the minister"),
        ("Ann Roe says the bank lost money.", "The bank lost money.", "Ann Roe"),
        (
            "The party claims that the minister took money, which he denies.",
            "The minister took money.",
            "The party",
        ),
        (
            "The report says that 300 people died, a figure that the government disputes.",
            "300 people died.",
            "The report",
        ),
        (
            "The lawyer said the firm paid 3 million euros, which the bank disputed, in Oslo.",
            "The firm paid 3 million euros in Oslo.",
            "The lawyer",
        ),
        (
            "Police said the man had been arrested, contradicting earlier reports.",
            "The man had been arrested.",
            "Police",
        ),
        (
            "NASA said in a statement that the probe had landed.",
            "The probe had landed.",
            "NASA",
        ),
        (
            "Officials said that, if the dam breaks, the town will be flooded.",
            "If the dam breaks, the town will be flooded.",
            "Officials",
        ),
        ('Tom Lee said: "The factory closed in May."', '"The factory closed in May".', "Tom Lee"),
    ],
)
def test_the_speaker_is_named_in_the_words_of_the_text(text, content, speaker):
    assert [(words, who) for words, who, _ in told(text)] == [(content, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "He did not say that the plane was late.",
        "The minister may say that the tax was wrong.",
        "If she says the tax was wrong, she will be sacked.",
        "The mayor denied that the money was lost.",
        "He doubts that the plan works.",
        "Nobody believes the moon is cheese.",
        "Few experts believe that he will win.",
        "She asked whether the bank was closed.",
        "The clerk said who had paid the bill.",
        "It is believed that the king fled.",
        '"I am innocent," he said.',
        "The president told reporters that we must act.",
        "Lawyers suggested that he resign.",
        "Anyone who saw the car should call the police.",
        'She called the plan "a waste of money".',
    ],
)
def test_what_nobody_is_told_to_have_said_is_not_told_alone(text):
    assert told(text) == []


def test_each_thing_said_stands_under_its_own_report():
    text = "The minister said that crime fell in May and that wages rose in June."

    assert [(content, report) for content, _, report in told(text)] == [
        ("Crime fell in May.", "The minister said that crime fell in May."),
        ("Wages rose in June.", "The minister said that wages rose in June."),
    ]


def test_what_is_set_aside_inside_a_report_keeps_its_speaker():
    text = "Witnesses said the driver, a man in his 20s, fled on foot."

    assert ("The driver is a man in his 20s.", "Witnesses") in [t[:2] for t in told(text)]


def test_the_texts_own_statement_is_told_although_somebody_said_it_before():
    text = "The mayor said the bridge was closed. The bridge was closed. The bridge was closed."

    found = [(p.text, p.claimant) for p in proposals(text) if "said" not in p.text]

    assert found == [("The bridge was closed.", "The mayor"), ("The bridge was closed.", None)]


def test_what_the_text_says_itself_is_not_told_again_as_said_by_somebody():
    text = "The bridge was closed. The mayor said the bridge was closed."

    assert wordings(text) == [
        "The bridge was closed.",
        "The mayor said the bridge was closed.",
    ]


def test_a_quotation_that_goes_on_is_the_words_of_who_was_quoted():
    text = (
        '"The bridge is safe," said Ann Low. "Nobody was hurt. The tests were passed in May." '
        'The city opened it. "It was built in May."'
    )

    found = {p.text: (p.kind, p.claimant) for p in proposals(text)}

    assert found['"Nobody was hurt. The tests were passed in May".'] == (Kind.ATTRIBUTED, "Ann Low")
    assert found['"It was built in May".'] == (Kind.ATTRIBUTED, None)
