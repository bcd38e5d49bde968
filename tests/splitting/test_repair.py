"""Lists and verbs that the parser reads wrong, told as they are meant."""

import pytest

from tests.splitting.reading import proposals, reasons, wordings

LISTS = {
    "He was a prolific writer and wrote more than 23 books, hundreds of short stories, and "
    "countless poems.": "He wrote hundreds of short stories.",
    "Anna Berg was a novelist, essayist, poet, and travel writer.": "Anna Berg was a poet.",
    "He has since appeared in several films, as well as the series Oslo.": "He has since appeared "
    "in the series Oslo.",
    "Prices rose by 3% in 2019, by 5% in 2020 and by 9% in 2021.": "Prices rose by 3% in 2019.",
    "Linux doesn't fail as a desktop, but its use is limited.": "Linux's use is limited.",
}
NO_LISTS = {
    "Rents rose by 3% in 2019, by 5% in 2020 and by 9% in 2021.": "Rents rose by 3% by 9% in 2021.",
    "My friends, Anna and Peter, left.": "My Anna left.",
    "The mayor, a lawyer and critic, resigned.": "A lawyer resigned.",
    "He met the king, the ruler of Oslo and Bergen.": "He met the ruler of Oslo.",
}


@pytest.mark.parametrize(("sentence", "expected"), LISTS.items())
def test_each_member_of_a_list_is_told_with_what_it_shares(sentence, expected):
    assert expected in wordings(sentence)


@pytest.mark.parametrize(("sentence", "untrue"), NO_LISTS.items())
def test_what_only_looks_like_a_list_is_none(sentence, untrue):
    assert untrue not in wordings(sentence)


def test_a_verb_that_was_read_as_a_participle_is_the_main_one():
    assert wordings("Denis Budkov, 35, trekked inside the caves.") == [
        "Denis Budkov trekked inside the caves.",
        "Denis Budkov is 35.",
    ]


def test_a_participle_without_a_subject_is_passive_and_agrees():
    assert wordings("The farmers met. Fined by the court.")[-1] == (
        "The farmers were fined by the court."
    )


def test_a_sentence_without_a_subject_goes_on_with_the_last_one():
    claim = proposals("Anna Berg lost her father. Was hospitalised for six days.")[-1]

    assert claim.text == "Anna Berg was hospitalised for six days."
    assert "subject" in claim.operations
    assert claim.quote == "Was hospitalised for six days."


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Anna Berg lost her father. Was hospitalised for six days. Has to rest.",
            "Anna Berg has to rest.",
        ),
        ("Oslo-based singer is hoping to win. Has a cat.", "The Oslo-based singer has a cat."),
        ("Anna Berg says she paid a fine. Will leave Oslo.", "Anna Berg will leave Oslo."),
        ("Anna Berg, 35, lives in Oslo. 35-year-old won twice.", "Anna Berg won twice."),
    ],
)
def test_bullets_go_on_with_whom_the_first_one_named(text, last):
    assert last in wordings(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Manchester United take on Leeds on Sunday.",
            "Manchester United take on Leeds on Sunday.",
        ),
        ("Netflix to release ten episodes in May.", "Netflix are to release ten episodes in May."),
        ("Single father Simon Wood, 38, fulfilled childhood dream.", "Simon Wood is 38."),
        (
            "Single father Simon Wood, 38, fulfilled childhood dream.",
            "Simon Wood fulfilled childhood dream.",
        ),
        (
            "In one painting Sukumaran has a black hole where his heart should be.",
            "In one painting Sukumaran has a black hole where his heart should be.",
        ),
    ],
)
def test_a_headline_s_verb_is_found(text, told):
    assert told in wordings(text)


@pytest.mark.parametrize("text", ["The plan to build a bridge.", "Time to go home."])
def test_a_noun_with_what_is_to_be_done_states_nothing(text):
    assert "fragment" in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Was hospitalised for six days.",
        "Officials believe four fish were dumped. Will harm the lake.",
        "Anna Berg swallowed the drug. Caused a fever.",
        "Police arrested the man. Fined for drunk driving.",
        "The farmers met. Has a huge following.",
        "The mayor resigned. Comes after a vote.",
    ],
)
def test_a_sentence_without_a_certain_subject_gives_none(text):
    assert "fragment" in reasons(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hoping for rain, farmers prayed.", "Farmers hoped for rain."),
        ("Staring at the sea, Ann Lee wept.", "Ann Lee stared at the sea."),
        ("Hopping over the wall, Ann Lee fled.", "Ann Lee hopped over the wall."),
        ("Limiting the damage, Ann Lee fell.", "Ann Lee limited the damage."),
    ],
)
def test_a_verb_is_told_from_one_with_a_shorter_form(sentence, expected):
    assert expected in wordings(sentence)
