"""A passage is found again, or it is said to be changed or lost: never taken for another."""

import random
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claims.text.anchors import anchor
from claims.text.reanchoring import Finder, Outcome
from tests.timing import least_seconds

RENTS = "Rents fell by 5% in May."
ARTICLE = f"""The mayor resigned on Monday. {RENTS} Nobody was told of it at the time.

It rained. People went home early that day, and the market closed.
"""
NOTE = f"Correction: an earlier version of this article said: “{RENTS}”"
REFRAIN = "Xx yy zz."
SONG = f"A bb ccc dddd. {REFRAIN} B ccc dddd ee. {REFRAIN} C dddd ee ff."


def place_of(text, quote, nth=0):
    at = -1
    for _n in range(nth + 1):
        at = text.index(quote, at + 1)
    return anchor(text, at, at + len(quote))


def find(old, new, quote=RENTS, nth=0):
    """Return what became of a passage: in a word, and where it stands now."""
    found = Finder(old, new).find(place_of(old, quote, nth))
    assert (found.anchor is None) is (found.outcome == Outcome.ORPHANED)
    if found.anchor is not None:
        assert found.anchor == anchor(new, found.anchor.start, found.anchor.end)
    return found.outcome.value, found.anchor and found.anchor.quote


# Equal words


@pytest.mark.parametrize("new", [ARTICLE, ARTICLE.replace("It rained.", "It poured.")])
def test_what_stays_in_its_place_is_exact(new):
    assert find(ARTICLE, new) == ("exact", RENTS)


@pytest.mark.parametrize(
    "new",
    [
        f"A new first line.\n{ARTICLE}",
        ARTICLE.replace(" on Monday", ""),
        ARTICLE.replace(f"{RENTS} ", "") + f"\n{RENTS}\n",
    ],
)
def test_what_stands_elsewhere_in_the_same_words_is_moved(new):
    assert find(ARTICLE, new) == ("moved", RENTS)


def test_one_of_two_equal_passages_is_known_by_what_stands_around_it():
    longer = f"Q. {SONG}"
    for nth in (0, 1):
        found = Finder(SONG, longer).find(place_of(SONG, REFRAIN, nth))
        assert found.outcome == Outcome.MOVED
        assert found.anchor == place_of(longer, REFRAIN, nth)


def test_where_one_of_two_equal_passages_went_the_other_is_not_taken_for_it():
    without_second = SONG.replace(f" {REFRAIN} C", " C")

    assert find(SONG, without_second, REFRAIN, nth=0) == ("exact", REFRAIN)
    assert find(SONG, without_second, REFRAIN, nth=1) == ("orphaned", None)


@pytest.mark.parametrize("nth", [0, 1])
def test_where_nobody_can_tell_which_of_two_is_left_both_are_lost(nth):
    left = SONG.replace(f"{REFRAIN} B ccc dddd ee. ", "")

    assert find(SONG, left, REFRAIN, nth) == ("orphaned", None)


def test_a_passage_quoted_again_elsewhere_is_found_where_it_was():
    assert find(ARTICLE, f"{ARTICLE}\nWhat the paper wrote: {RENTS}\n") == ("exact", RENTS)


def test_a_text_that_stands_twice_tells_nothing():
    assert find(ARTICLE, ARTICLE + ARTICLE)[0] != "moved"


def test_a_few_words_in_other_surroundings_are_not_known_again():
    new = "It poured all night in the whole region. Cats sat about.\n\nIt rained.\n\nDogs did too."

    assert find(ARTICLE, new, "It rained.") == ("orphaned", None)


def test_a_refrain_of_many_lines_is_known_by_its_whole_neighbourhood_alone():
    old = "".join(f"Line number {n} of the song. La la la. " for n in range(60))
    new = f"First. {old}"

    assert find(old, new, "La la la.", nth=30) == ("moved", "La la la.")
    assert find("La la la. " * 60, "So: " + "La la la. " * 60, "La la la.", 30)[0] == "orphaned"


# Other words


@pytest.mark.parametrize(
    ("old", "new"),
    [("5%", "7%"), ("fell", "did not fall"), ("fell", "rose"), ("May", "June"), ("  ", " ")],
)
def test_a_passage_that_differs_is_changed_and_shown_as_it_reads_now(old, new):
    before = RENTS.replace("fell by", "fell  by") if old == "  " else RENTS
    after = before.replace(old, new)

    found = find(ARTICLE.replace(RENTS, before), ARTICLE.replace(RENTS, after), before)

    assert found == ("changed", after)


def test_a_changed_passage_says_how_much_of_it_stayed():
    found = Finder(ARTICLE, ARTICLE.replace("5%", "7%")).find(place_of(ARTICLE, RENTS))

    assert found.score == pytest.approx(5 / 6, abs=0.01)


def test_a_changed_passage_is_found_where_it_was_moved_to():
    new = ARTICLE.replace(f"{RENTS} ", "") + "\nRents fell by 7% in May.\n"

    assert find(ARTICLE, new) == ("changed", "Rents fell by 7% in May.")


def test_a_correction_that_quotes_the_earlier_words_is_not_taken_for_them():
    corrected = ARTICLE.replace("5%", "3%") + NOTE
    withdrawn = ARTICLE.replace(f"{RENTS} ", "") + NOTE

    assert find(ARTICLE, corrected) == ("changed", "Rents fell by 3% in May.")
    assert find(ARTICLE, withdrawn)[0] == "changed"


@pytest.mark.parametrize(
    "new",
    [
        f"He denied that {RENTS}",
        "Rents fell by 5% in May, which proved to be false.",
        "It is not true that Rents fell by 5% in May",
    ],
)
def test_the_same_words_in_a_sentence_that_changed_wait_for_a_person(new):
    quote = RENTS.rstrip(".")

    assert find(ARTICLE, ARTICLE.replace(RENTS, new), quote)[0] == "changed"


@pytest.mark.parametrize("figure", ["50", "5.5", "5,000", "15"])
def test_a_figure_is_not_found_within_a_longer_one(figure):
    old = ARTICLE.replace("5% in May", "5")
    new = old.replace("by 5", f"by {figure}")

    assert find(old, new, "Rents fell by 5")[0] == "changed"


def test_a_sentence_like_it_that_was_there_before_is_not_offered_for_it():
    old = f"{RENTS} Nobody knew. Rents fell by 7% in June. The end."
    new = "Nobody knew. Rents fell by 7% in June. The end."

    assert find(old, new) == ("orphaned", None)


@pytest.mark.parametrize("new", ["", " ", "Something else altogether.", "\n" * 50])
def test_what_is_gone_is_orphaned(new):
    assert find(ARTICLE, new) == ("orphaned", None)


def test_passages_without_words_or_spaces_are_no_trouble():
    assert find("A — B", "C … D", "—") == ("orphaned", None)
    assert find(
        "東京は雨だった。人は帰った。", "東京は晴れだった。人は帰った。", "東京は雨だった。"
    ) == (
        "changed",
        "東京は晴れだった。",
    )


# Whatever the text

SENTENCES = [f"The {n}th office of town {n * 7} counted {n * 31} votes." for n in range(12)]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, unique=True), st.data())
def test_what_is_added_or_left_out_elsewhere_loses_no_passage(sentences, data):
    kept = data.draw(st.sampled_from(sentences))
    rest = [s for s in sentences if s == kept or data.draw(st.booleans())]
    at = data.draw(st.integers(0, len(rest)))
    new = [*rest[:at], "Something new was said here.", *rest[at:]]

    outcome, quote = find(" ".join(sentences), "\n".join([" ".join(new), "The end."]), kept)

    assert (outcome in ("exact", "moved"), quote) == (True, kept)


@given(
    st.lists(st.sampled_from([*SENTENCES[:3], REFRAIN]), min_size=2, max_size=8),
    st.integers(0, 7),
    st.integers(0, 8),
)
@example([REFRAIN, SENTENCES[0], REFRAIN], 0, 0)
def test_of_equal_passages_none_is_taken_for_another(sentences, gone, added):
    """One sentence goes and one comes: what is said to stand stands where it may have come to."""
    old, new = " ".join(sentences), joined(edited(sentences, gone, added))
    for number, text in enumerate(sentences):
        start = len(" ".join(sentences[:number])) + (number > 0)
        found = Finder(old, new).find(anchor(old, start, start + len(text)))
        if found.outcome in (Outcome.EXACT, Outcome.MOVED):
            assert found.anchor.quote == text
            assert found.anchor.start in places_it_may_have(sentences, number, new)


def edited(sentences, gone, added):
    """Return the sentences, numbered, without one and with another."""
    after = [pair for pair in enumerate(sentences) if pair[0] != gone]
    after.insert(min(added, len(after)), (None, "Something new was said here."))
    return after


def joined(numbered):
    return " ".join(text for _number, text in numbered)


def places_it_may_have(sentences, number, new):
    """Return where a sentence stands after each of the edits that lead to this very text."""
    size = range(len(sentences) + 1)
    ways = [edited(sentences, gone, added) for gone in size for added in size]
    ways = [way for way in ways if joined(way) == new]
    return {
        len(joined(way[:at])) + (at > 0)
        for way in ways
        for at, (kept, _text) in enumerate(way)
        if kept == number
    }


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_any_text_gets_an_answer_whose_offsets_are_true(old, new, data):
    assume(old)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    found = Finder(old, new).find(anchor(old, start, end))

    if found.outcome in (Outcome.EXACT, Outcome.MOVED):
        assert new[found.anchor.start : found.anchor.end] == old[start:end]
    if found.anchor is not None:
        assert found.anchor == anchor(new, found.anchor.start, found.anchor.end)
        assert found.anchor.start < found.anchor.end
    assert 0 <= found.score <= 1


# As long as a text may be

WORDS = [f"w{number}" for number in range(9000)]


def long_text():
    """Return 11,000 sentences, and the same ones edited: some gone, some changed."""
    draw = random.Random(1)
    sentences = [f"W{' '.join(draw.choices(WORDS, k=16))}." for _n in range(11_000)]
    edited = [s.replace(" w", " v", draw.randint(0, 1)) for s in sentences if draw.random() > 0.1]
    return sentences, " ".join(edited)


@pytest.mark.slow
def test_a_thousand_passages_of_the_longest_text_take_seconds():
    sentences, new = long_text()
    old = " ".join(sentences)
    passages = [place_of(old, sentence) for sentence in sentences[::11]]

    start = time.process_time()
    finder = Finder(old, new)
    outcomes = {finder.find(passage).outcome for passage in passages}

    assert outcomes >= {Outcome.MOVED, Outcome.CHANGED, Outcome.ORPHANED}
    assert time.process_time() - start < 10


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["It rained. ", "a", "a.", "5 ", "no no "])
def test_a_text_that_says_one_thing_only_takes_no_longer(unit):
    old = unit * (200_000 // len(unit))
    passages = [anchor(old, at * len(unit), at * len(unit) + 40) for at in range(0, 1000, 10)]

    def all_found():
        finder = Finder(old, f"x {old[100:]}")
        return [finder.find(passage) for passage in passages]

    assert least_seconds(all_found) < 5
