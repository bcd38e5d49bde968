"""A text is stored in one normal form, and its blocks are true offsets into it."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.blocks import MARKERS, BlockKind, find_blocks, normalise

FIXTURES = Path(__file__).parents[2] / "fixtures"
LINE_PIECES = st.sampled_from(
    [
        *("- ", "* ", "# ", "> ", "1. ", "===", "---", "\n", "\n\n", "\t", " ", ".", "é", "9"),
        *("word", "Word", "A line of some length without an end", "It rained all day here."),
    ]
)
PROSE = st.lists(LINE_PIECES, max_size=60).map("".join)
TEXTS = st.one_of(st.text(), PROSE).map(normalise)

WRAPPED = """A headline about taxes

The government raised taxes last year, according to figures that the
ministry published on Monday, and it plans to raise them again in the
coming year.

What comes next
Nobody knows what the plans of the ministry are for the coming years or
whether they are going to work. Experts say they will not.

- The first item of the list is longer than the width of the line and so
  it goes on here.
- The second is short.
"""


def kinds_and_words(text):
    return [(block.kind.value, text[block.start : block.end]) for block in find_blocks(text)]


@given(st.text())
def test_normal_form_is_reached_in_one_step(raw):
    text = normalise(raw)

    assert normalise(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not {c for c in text if unicodedata.category(c) in {"Cc", "Cs"}} - {"\t", "\n"}
    assert not {"\u2028", "\u2029"} & set(text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffa\r\nb\rc\u2028d\u2029e\x85f\n", "a\nb\nc\nd\ne\nf\n"),
        ("page\fpage", "page\npage"),
        ("e\u0301", "é"),
        ("nul\x00l \x1b[1m", "null [1m"),
        ("half \ud800", "half \ufffd"),
        ("  kept\t as it is \n\n\n", "  kept\t as it is \n\n\n"),
        ("a\u200db \u200fc", "a\u200db \u200fc"),
    ],
)
def test_normal_form_changes_only_what_it_must(raw, text):
    assert normalise(raw) == text


@given(TEXTS)
def test_blocks_are_ordered_apart_and_say_something(text):
    blocks = find_blocks(text)

    assert all(0 <= block.start < block.end <= len(text) for block in blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert all(text[b.start : b.end].strip() == text[b.start : b.end] for b in blocks)
    assert all((block.level > 0) is (block.kind is BlockKind.HEADING) for block in blocks)


@given(TEXTS)
def test_every_letter_outside_a_marker_is_in_a_block(text):
    covered = {i for block in find_blocks(text) for i in range(block.start, block.end)}
    outside = "".join(" " if i in covered and c != "\n" else c for i, c in enumerate(text))

    for line in outside.split("\n"):
        markers = [pattern.match(line + "x") for _kind, pattern in MARKERS]
        ends = [match.end() for match in markers if match]
        assert not any(c.isalnum() for c in line[max(ends, default=0) :]), line


def test_lines_of_an_unwrapped_text_are_blocks_of_their_own():
    text = next(FIXTURES.rglob("article.txt"), None)
    if text is None:
        pytest.skip("the demo article is not there")
    article = normalise(text.read_text(encoding="utf-8"))
    blocks = find_blocks(article)

    headings = [article[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADING]
    assert article == text.read_text(encoding="utf-8")
    assert headings == [
        "Russia and North Korea Forge New Strategic Alliance",
        "Military and Technological Cooperation",
    ]
    assert [b.level for b in blocks if b.kind is BlockKind.HEADING] == [1, 2]
    assert [b.kind for b in blocks[-5:]] == [BlockKind.PARAGRAPH] + 4 * [BlockKind.LIST_ITEM]
    assert len(blocks) == len(article.splitlines())


def test_lines_of_a_wrapped_paragraph_are_one_block():
    found = kinds_and_words(WRAPPED)

    assert [(kind, words.split("\n")[0][:14]) for kind, words in found] == [
        ("heading", "A headline abo"),
        ("paragraph", "The government"),
        ("heading", "What comes nex"),
        ("paragraph", "Nobody knows w"),
        ("list_item", "The first item"),
        ("list_item", "The second is "),
    ]
    assert found[1][1].endswith("coming year.")


def test_a_full_line_does_not_run_on_into_a_marked_one():
    items = [
        "The government raised taxes last year, according to all the figures that",
        "the ministry published on Monday, and it plans to raise them again in the",
        "coming year, which nobody likes, neither in the capital nor in the country",
    ]
    text = "\n".join([*items, "- " + items[1], "- " + items[2], "# " + items[0]])

    assert [kind for kind, _words in kinds_and_words(text)] == [
        *("paragraph", "list_item", "list_item", "heading")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\t\n", []),
        ("***\n---", []),
        ("No figure", [("paragraph", "No figure")]),
        ("Taxes rose.\nRain fell.", [("paragraph", "Taxes rose."), ("paragraph", "Rain fell.")]),
        ("## A part #1\nIt rained.", [("heading", "A part #1"), ("paragraph", "It rained.")]),
        ("Title\n=====\nIt rained.", [("heading", "Title"), ("paragraph", "It rained.")]),
        ("It rained.\n• hail\n12) snow", [
            ("paragraph", "It rained."), ("list_item", "hail"), ("list_item", "snow")]),
        ("It rained.\n> “Not here,” he said.", [
            ("paragraph", "It rained."), ("quotation", "“Not here,” he said.")]),
        ("2000. A year.\n-5 degrees.", [
            ("paragraph", "2000. A year."), ("paragraph", "-5 degrees.")]),
        ("It rained.\nand so on\nIt stopped.", [
            ("paragraph", "It rained."), ("paragraph", "and so on"), ("paragraph", "It stopped.")]),
    ],
)  # fmt: skip
def test_blocks_are_known_by_marker_and_shape(text, found):
    assert kinds_and_words(text) == found


def test_level_of_a_heading_is_read_from_its_marker():
    assert [block.level for block in find_blocks("# a\n### b\n")] == [1, 3]


@pytest.mark.slow
def test_long_texts_take_linear_time():
    assert len(find_blocks("A short line without an end\n" * 40_000)) == 40_000
    assert find_blocks("-" + " " * 1_000_000) == []
