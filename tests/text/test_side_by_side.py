"""Two texts beside each other: what stayed, what went, what came."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.diff import Change
from claims.text.side_by_side import side_by_side

OLD = "A headline\n\nRents fell by 5% in May.\nIt rained.\nNobody came."
LINES = st.lists(st.sampled_from(["It rained.", "Rents fell by 5%.", "Rents fell by 7%.", ""]))


def told(old, new):
    """Return the rows in short: "=" and how many stayed, or what went and what came."""
    return [
        ("=", row.number) if row.same else (only(row.old, "removed"), only(row.new, "added"))
        for row in side_by_side(old, new)
    ]


def only(changes, kind):
    return "".join(change.text for change in changes if change.kind == kind).strip()


def test_a_changed_word_is_told_in_its_paragraph_between_those_that_stayed():
    assert told(OLD, OLD.replace("5", "7")) == [("=", 1), ("5%", "7%"), ("=", 2)]


def test_both_sides_have_their_own_words():
    row = side_by_side(OLD, OLD.replace("5%", "7% or so"))[1]

    assert "".join(change.text for change in row.old).strip() == "Rents fell by 5% in May."
    assert "".join(change.text for change in row.new).strip() == "Rents fell by 7% or so in May."


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("", "", []),
        ("", "New.", [("", "New.")]),
        ("Old.", "", [("Old.", "")]),
        ("Same.", "Same. \n\n", [("=", 1)]),
        (OLD, f"{OLD}\nAdded.", [("=", 4), ("", "Added.")]),
        (OLD, OLD.replace("It rained.\n", ""), [("=", 2), ("It rained.", ""), ("=", 1)]),
        (
            OLD,
            OLD.replace("It rained.", "Cats sat."),
            [("=", 2), ("It rained.", "Cats sat."), ("=", 1)],
        ),
    ],
)
def test_what_went_and_what_came_stands_alone(old, new, rows):
    assert told(old, new) == rows


def test_a_paragraph_stands_beside_the_one_that_it_became_though_another_came_before_it():
    new = OLD.replace("Rents", "Something new was said.\nRents").replace("5%", "7%")

    assert told(OLD, new) == [("=", 1), ("", "Something new was said."), ("5%", "7%"), ("=", 2)]


@given(LINES, LINES)
def test_both_texts_can_be_read_from_the_rows(old, new):
    rows = side_by_side("\n".join(old), "\n".join(new))

    for side, lines in (("old", old), ("new", new)):
        words = "".join(change.text for row in rows for change in getattr(row, side))
        assert "".join(words.split()) == "".join(" ".join(lines).split())


@pytest.mark.slow
def test_the_longest_texts_take_seconds():
    draw = random.Random(1)
    words = [f"w{number}" for number in range(9000)]
    lines = [" ".join(draw.choices(words, k=60)) for _n in range(3000)]
    edited = [line.replace(" w", " v", 1) for line in lines if draw.random() > 0.2]

    start = time.process_time()
    rows = side_by_side("\n".join(lines), "\n".join(edited))
    assert sum(row.same for row in rows) == 0
    side_by_side("\n".join(lines), "\n".join(reversed(lines)))
    side_by_side(" ".join(lines), " ".join(edited))

    assert rows
    assert time.process_time() - start < 15


def test_a_paragraph_too_long_for_its_words_is_told_as_a_whole():
    long = "word " * 8000

    (row,) = side_by_side(long, f"{long} more")

    assert [change.kind for change in row.old] == ["removed"]
    assert row.new == [Change("added", f"{long} more")]
