import pytest

from tests.splitting.reading import proposals, wordings

NAMED = {
    "Anna Berg lives in Oslo. She won the race.": "Anna Berg won the race.",
    "Anna Berg lives in Oslo. Her books sell well.": "Anna Berg's books sell well.",
    "The treaty was signed in May. It replaces older deals.": "The treaty replaces older deals.",
    "The farmers met in Oslo. They want lower taxes.": "The farmers want lower taxes.",
}
IN_DOUBT = [
    "Anna Berg met Ruth Lund in Oslo, and both spoke. Later the crowd saw her.",
    "The mayor met the deputy. He resigned in May.",
    "The mayor cut taxes. It rained in May.",
    "The report was late. It seems that nobody read it.",
    "It was said that it rained. It is clear that prices rose.",
]


@pytest.mark.parametrize(("text", "expected"), NAMED.items())
def test_a_pronoun_without_doubt_is_named(text, expected):
    claim = proposals(text)[-1]

    assert claim.text == expected
    assert claim.operations[-1] == "pronoun"
    assert claim.atom != claim.text


@pytest.mark.parametrize("text", IN_DOUBT)
def test_a_pronoun_in_doubt_stays(text):
    claim = proposals(text)[-1]

    assert claim.text == claim.atom


@pytest.mark.parametrize(
    "text",
    [
        "The series “Kill Me” ran for years. He has been married since 2013.",
        "Films were made in Kannada and Telugu. He has directed most of them.",
    ],
)
def test_what_is_no_person_is_nobody_s_name(text):
    claim = proposals(text)[-1]

    assert claim.text.startswith("He has")


def test_the_title_s_person_is_whom_the_text_goes_on_about():
    context = "The match was in Oslo. It rained."

    assert wordings("He won the match.", title="Peter Lund", context=context) == [
        "Peter Lund won the match."
    ]


@pytest.mark.parametrize(
    "before",
    ["The prize went to Ola Berg.", "The party’s way from Robin Thatcher to today is its subject."],
)
def test_the_title_s_person_is_in_doubt_where_another_was_just_named(before):
    claims = wordings("In 2000, he died.", title="Peter Lund", context=before)

    assert claims == ["In 2000, he died."]


def test_a_pronoun_stays_where_its_name_is_in_the_claim():
    assert wordings("Anna Berg sold her house.") == ["Anna Berg sold her house."]


def test_the_title_can_be_whom_the_text_is_about():
    assert wordings("He won the race.", title="Peter Lund") == ["Peter Lund won the race."]
    assert wordings("He won the race.", title="Who won the race?") == ["He won the race."]


def test_the_context_is_read_and_makes_no_claim():
    assert wordings("She won.", context="Anna Berg ran.") == ["Anna Berg won."]


@pytest.mark.parametrize(
    "title",
    [
        *("Confidential dossier on Zebra", "Confidential Zebra Report"),
        *("Zebra Crossing Inquiry", "North Zebra"),
    ],
)
def test_words_of_a_title_that_names_nobody_stand_for_no_name(title):
    told = wordings("The minister of Zebra left. Zebra said so in May.", title=title)

    assert "The minister of Zebra left." in told
    assert not any("dossier" in claim or "Report" in claim for claim in told)
    assert not any(title in claim for claim in told)


def test_a_title_that_names_somebody_does():
    assert wordings("Berg won the race.", title="Anna Berg") == ["Anna Berg won the race."]
    known = "Wahida Khan is an officer."
    assert wordings("Khan won the race.", title="Wahida Khan", context=known) == [
        "Wahida Khan won the race."
    ]
