import pytest

from tests.splitting.reading import reasons, wordings

SKIPPED = {
    "Why did prices rise?": "question",
    "“Who won?”": "question",
    'He asked: "Will you go to Norway?"': "question",
    "Click here for more.": "imperative",
    "Please send us your letters.": "imperative",
    "Hello everyone!": "greeting",
    "A long day in Rome.": "fragment",
    "Says he is grateful to the voters.": "fragment",
    "word " * 400: "too_long",
}


@pytest.mark.parametrize(("text", "reason"), SKIPPED.items(), ids=lambda value: value[:20])
def test_what_states_nothing_says_why(text, reason):
    assert reasons(text) == [reason]
    assert wordings(text) == []


@pytest.mark.parametrize(
    "sentence",
    ["They come from Rome.", "Rents fell.", "“Why?” he asked the mayor.", "There is no water."],
)
def test_what_states_something_is_kept(sentence):
    assert reasons(sentence) == []


def test_the_question_mark_of_a_title_asks_nothing():
    sentence = 'He wrote the book "The Crisis: What Does It Mean for Latin America?"'

    assert wordings(sentence) == [sentence]


def test_a_headline_without_its_verb_gets_it():
    headline = "Ministers considering ban on cars."

    assert wordings(headline) == ["Ministers are considering ban on cars."]
