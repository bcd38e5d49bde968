import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.diff import Change, word_diff
from tests.timing import least_seconds
from tests.width import wide

WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", ",", "1961", "भारत"]), max_size=40)


def words_of(changes, *kinds):
    return "".join(c.text for c in changes if c.kind in kinds).split()


def test_a_changed_word_is_told_as_a_word():
    changes = word_diff("Signed in 1961 and valid.", "Signed in 2000 and valid.")

    assert changes == [
        Change("same", "Signed in "),
        Change("removed", "1961 "),
        Change("added", "2000 "),
        Change("same", "and valid."),
    ]


def test_an_added_sentence_leaves_the_others_alone():
    before = "The treaty names one treaty. It had lapsed."
    added = " The date of 2000 was wrong."

    assert word_diff(before, before + added) == [
        Change("same", before + " "),
        Change("added", added.strip()),
    ]


def test_a_lone_word_between_two_changes_joins_them():
    changes = word_diff("from 1961 and 2000, he said", "from 1962 and 2001, he said")

    assert [c.text for c in changes if c.kind != "same"] == ["1961 and 2000 ", "1962 and 2001"]


def test_letters_with_vowel_signs_are_not_torn_apart():
    changes = word_diff("रूस और कोरिया", "रूस और चीन")

    assert [c.text.strip() for c in changes] == ["रूस और", "कोरिया", "चीन"]


@pytest.mark.parametrize(("before", "after"), [("", ""), ("same words", "same\n\nwords")])
def test_white_space_alone_is_no_change(before, after):
    assert all(change.kind == "same" for change in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "kind"), [("", "new", "added"), ("old", "", "removed")]
)
def test_all_new_or_all_gone(before, after, kind):
    assert word_diff(before, after) == [Change(kind, before + after)]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_changes(old, new):
    changes = word_diff(" ".join(old), " ".join(new))

    assert words_of(changes, "same", "removed") == old
    assert words_of(changes, "same", "added") == new


@given(st.text(), st.text())
def test_no_character_is_lost(before, after):
    changes = word_diff(before, after)

    assert "".join(words_of(changes, "same", "removed")) == "".join(before.split())
    assert "".join(words_of(changes, "same", "added")) == "".join(after.split())
    assert all(change.text for change in changes)


def shuffled(words):
    return random.Random(0).sample(words, len(words))


LONG = [f"w{number % 7000}" for number in range(20_000)]


@pytest.mark.parametrize(
    "after",
    wide(
        [shuffled(LONG), LONG[::-1], ["a", "b"] * 10_000, [*LONG[:9000], "x", *LONG[9010:]]],
        every=2,
    ),
    ids=["shuffled", "reversed", "repetitive", "edited"],
)
def test_twenty_thousand_words_take_about_a_second(after):
    def both():
        word_diff(" ".join(LONG), " ".join(after))
        word_diff(" ".join(["b", "a", "a"] * 6000), " ".join(after))

    assert least_seconds(both) < 4
