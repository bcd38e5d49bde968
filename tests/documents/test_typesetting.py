"""Lines on pages become a text in normal form, with offsets that hold."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents.typesetting import Line, as_lines, typeset
from claims.text.blocks import normalise

WORDS = st.text(st.sampled_from("aeébc-\u00ad\u2010 .ﬁ•1\u0301\u00a0Aא"), max_size=12)
LINES = st.builds(
    lambda words, x, y, size, bold: (words, float(x), float(y), float(size), bold),
    *(WORDS, st.integers(0, 500), st.integers(0, 800), st.integers(0, 30), st.booleans()),
)


@given(st.lists(st.lists(LINES, max_size=6), max_size=4))
def test_any_lines_give_a_text_in_normal_form_and_true_offsets(pages):
    text, blocks, starts = typeset(as_lines(pages))

    assert normalise(text) == text
    assert all(text[b.start : b.end].strip() for b in blocks)
    assert [b.start for b in blocks] == sorted(b.start for b in blocks)
    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)


def test_a_hyphen_that_parts_a_letter_from_its_mark_leaves_normal_form():
    lines = [("A\u00ad\u0301bc. a\u00ad", 0, 20, 11, False), ("\u0301b", 0, 10, 11, False)]

    text, _blocks, _pages = typeset(as_lines([lines]))

    assert text.startswith("Ábc.")
    assert normalise(text) == text


def test_a_line_that_begins_with_a_mark_is_put_on_no_letter():
    lines = [("The A", 0, 20, 11, False), ("\u0301b ends.", 0, 10, 11, False)]

    text, _blocks, _pages = typeset(as_lines([lines]))

    assert text == "The A \u0301b ends."
    assert normalise(text) == text


def test_ligatures_are_spelt_out():
    text, _blocks, _pages = typeset(as_lines([[("The oﬃce ﬁled it.", 0, 0, 11, False)]]))

    assert text == "The office filed it."


@pytest.mark.slow
def test_one_paragraph_of_fifty_thousand_lines_takes_no_time():
    lines = [Line(f"word{n} and no end-", 0, 50_000.0 - n, 1, page=0) for n in range(50_000)]
    start = time.process_time()

    text, blocks, _pages = typeset([lines])

    assert len(blocks) == 1
    assert "word49999" in text
    assert time.process_time() - start < 10
