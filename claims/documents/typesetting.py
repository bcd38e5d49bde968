"""
Lines on pages to a text with blocks: what a typesetter took apart is joined again.

Running heads and page numbers go, words broken at the end of a line are joined, ligatures are
spelt out; larger or bolder lines are headings. Where a page begins is kept.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from claims.documents.pieces import BETWEEN_BLOCKS
from claims.text.blocks import Block, BlockKind, normalise

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
HYPHENS = "-\u2010\u00ad"
NUMBER = re.compile(r"\d{1,5}")
BULLET = re.compile(r"[•‣◦▪●■–*-](?:\s+|$)")
ITEM = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?:…。！？।؟][\"'”’»)\]\d]*$")
BROKEN_WORD = re.compile(r"([^\W\d_]+)(?:-| ?\u2010)$")
WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")

EDGE = 3  # lines at the top and at the bottom among which running heads are looked for
OFTEN = 3  # pages on which words must stand in the same place to be a running head
LARGER = 1.15  # times the size of most of the text: a heading
SAME_SIZE = 1.08
NEXT_LINE = 1.35  # times the usual distance of lines: more is a new paragraph
WIDEST = 3  # sizes from one line to the next
INDENT = 0.8  # sizes by which the first line of a paragraph is set in
SHORT = 0.75  # of a full line
HEADING_CHARACTERS = 200
LONGEST_WORD = 60
SENTENCE = 80  # characters: with a full stop, a longer heading is none
LEVELS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line where it stands on its page, in points from the lower left corner."""

    words: str
    x: float
    y: float
    size: float
    bold: bool = False
    page: int = 0


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and what they are."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    level: int = 0


@dataclass(frozen=True, slots=True)
class Type:
    """How most of a document is set: the size, the distance of lines, how many signs are in one."""

    size: float
    bold: bool
    pitch: float
    full: int


def typeset(pages: list[list[Line]]) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    """Return the text of the pages, its blocks, and where in it each page begins."""
    cleaned = [[tidied(line) for line in lines] for lines in pages]
    kept = [
        line
        for lines in without_running_heads(cleaned)
        for line in lines
        if any(map(str.isalnum, line.words)) or BULLET.fullmatch(line.words)
    ]
    if not kept:
        return "", (), (0,) * len(pages)
    return composed(list(paragraphs(kept, usual_type(kept))), len(pages))


def tidied(line: Line) -> Line:
    """Return the line in normal form, without ligatures and invisible hyphens within it."""
    words = " ".join(line.words.translate(LIGATURES).split())
    return replace(line, words=normalise(words[:-1].replace("\u00ad", "") + words[-1:]))


# Running heads


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the lines that do not stand apart in the same place on page after page."""
    often = min(OFTEN, max(2, len(pages)))
    apart = NEXT_LINE * usual_step([line for lines in pages for line in lines])
    edges = [set(at_the_edges(lines, apart)) for lines in pages]
    seen = Counter(
        key
        for number, lines in enumerate(edges)
        for key in {key for line in lines for key in keys_of(line, number)}
    )
    running = {key for key, count in seen.items() if count >= often}
    return [
        [
            line
            for line in lines
            if line not in edges[number] or running.isdisjoint(keys_of(line, number))
        ]
        for number, lines in enumerate(pages)
    ]


def at_the_edges(lines: list[Line], apart: float) -> list[Line]:
    """Return the uppermost and the lowest lines of a page that stand apart from the others."""
    falling = sorted(lines, key=lambda line: -line.y)
    return [*first_apart(falling, apart), *first_apart(falling[::-1], apart)]


def first_apart(ordered: list[Line], apart: float) -> list[Line]:
    """Return the first few lines, up to the last wide gap after one of them."""
    pairs = list(pairwise(ordered[: EDGE + 1]))
    wide = [n for n, (a, b) in enumerate(pairs, start=1) if abs(a.y - b.y) > apart]
    return ordered[: max(wide, default=0)]


def keys_of(line: Line, page: int) -> set[tuple[str, int]]:
    """
    Return what a line shares with those in its place on other pages.

    A number counts as the page's if it grows with it: figures in a table do not.
    """
    height = round(line.y / 2)
    keys = {(line.words, height)}
    for number in NUMBER.finditer(line.words):
        offset = int(number[0]) - page
        keys.add(
            (f"{line.words[: number.start()]}\0{offset}\0{line.words[number.end() :]}", height)
        )
    return keys


# Paragraphs


def usual_type(lines: list[Line]) -> Type:
    """Return how most of the text is set."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2, line.bold] += len(line.words)
    (size, bold), _count = sizes.most_common(1)[0]
    body = [line for line in lines if alike(line.size, size)]
    lengths = sorted(len(line.words) for line in body)
    return Type(size, bold, usual_step(body), lengths[len(lengths) * 9 // 10])


def usual_step(lines: list[Line]) -> float:
    """Return the distance from one line to the next in most of the text."""
    falls = [(a.y - b.y, b.size) for a, b in pairwise(lines) if a.page == b.page]
    steps = [fall for fall, size in falls if 0 < fall < WIDEST * max(size, 1)]
    return median(steps) if steps else 1.2 * max((line.size for line in lines), default=10)


def alike(one: float, other: float) -> bool:
    """Whether two sizes are the same, but for rounding."""
    return max(one, other) <= SAME_SIZE * min(one, other) + 0.3


def paragraphs(lines: list[Line], usual: Type) -> Iterator[Paragraph]:
    """Yield the paragraphs, headings and items that the lines make."""
    sizes = sorted({round(line.size) for line in lines if is_heading(line, usual)}, reverse=True)
    current: Paragraph | None = None
    for line in lines:
        kind = kind_of(line, usual)
        if current is not None and goes_on(current, line, kind, usual):
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        level = min(sizes.index(round(line.size)) + 1, LEVELS) if kind == "heading" else 0
        current = Paragraph(kind, [line], level)
    if current is not None:
        yield current


def kind_of(line: Line, usual: Type) -> BlockKind:
    """Return what a line begins, if it begins something."""
    if is_heading(line, usual):
        return BlockKind.HEADING
    if BULLET.match(line.words) or ITEM.match(line.words):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def is_heading(line: Line, usual: Type) -> bool:
    """Whether a line is set larger than the text, or bolder and reads like no sentence."""
    if len(line.words) > HEADING_CHARACTERS or not any(map(str.isalpha, line.words)):
        return False
    stands_out = line.bold and not usual.bold and len(line.words) < usual.full
    by_weight = stands_out and line.size >= usual.size / SAME_SIZE
    return line.size >= LARGER * usual.size or (by_weight and line.words[-1] not in ".,;:")


def goes_on(current: Paragraph, line: Line, kind: BlockKind, usual: Type) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = current.lines[-1]
    if BULLET.fullmatch(last.words):
        return True
    if BlockKind.HEADING in (kind, current.kind):
        near = last.page == line.page and 0 <= last.y - line.y <= 1.6 * last.size
        return kind == current.kind and near and alike(last.size, line.size)
    if kind is BlockKind.LIST_ITEM or not alike(last.size, line.size):
        return False
    gap = last.y - line.y
    if last.page != line.page or gap < -usual.pitch:
        return is_open(last, line, usual)
    return gap <= NEXT_LINE * usual.pitch and not begins_anew(last, line, usual)


def is_open(last: Line, line: Line, usual: Type) -> bool:
    """Whether a sentence goes on over the end of a page or of a column."""
    if SENTENCE_END.search(last.words):
        return False
    unfinished = last.words[-1] in HYPHENS + "," or len(last.words) >= SHORT * usual.full
    return unfinished or line.words[0].islower()


def begins_anew(last: Line, line: Line, usual: Type) -> bool:
    """Whether a line is set in, or comes after one that stopped early, and a sentence ended."""
    if not SENTENCE_END.search(last.words):
        return False
    return line.x > last.x + INDENT * line.size or len(last.words) < SHORT * usual.full


# Text


def composed(
    found: list[Paragraph], n_pages: int
) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    """Return the text that the paragraphs make, with its blocks and where pages begin."""
    known = Counter(
        word.casefold()
        for paragraph in found
        for line in paragraph.lines
        for word in WORDS.findall(line.words)
    )
    parts: list[str] = []
    length = 0
    blocks: list[Block] = []
    begins: dict[int, int] = {}
    for paragraph in found:
        content, starts = joined(paragraph, known)
        if not content:
            continue
        if parts:
            length += len(BETWEEN_BLOCKS)
        for page, start in starts:
            begins.setdefault(page, length + start)
        kind, level = paragraph.kind, paragraph.level
        if kind is BlockKind.HEADING and len(content) > SENTENCE and SENTENCE_END.search(content):
            kind, level = BlockKind.PARAGRAPH, 0  # a sentence in large letters
        blocks.append(Block(kind, length, length + len(content), level))
        parts.append(content)
        length += len(content)
    return BETWEEN_BLOCKS.join(parts), tuple(blocks), page_starts(begins, n_pages, length)


def joined(paragraph: Paragraph, known: Counter[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return a paragraph's lines as one, and where in it the lines of a page begin."""
    parts: list[str] = []
    length = 0
    starts: list[tuple[int, int]] = []
    for line in paragraph.lines:
        words = line.words
        if not length and paragraph.kind is BlockKind.LIST_ITEM:
            words = BULLET.sub("", words, count=1)
        if parts and words:
            before = joint(parts[-1], words, known)
            length += len(before) - len(parts[-1])
            parts[-1] = before
        starts.append((line.page, length))
        if words:
            parts.append(words)
            length += len(words)
    return "".join(parts), starts


def joint(before: str, after: str, known: Counter[str]) -> str:
    """Return the words before a line: with a space, or with a broken word made ready."""
    if unicodedata.combining(after[0]):
        return f"{before} "  # a mark without its letter would be put on another one
    if before[-1] == "\u00ad":
        return before[:-1]
    broken = BROKEN_WORD.search(before[-LONGEST_WORD:])
    if broken is None:
        return f"{before} "
    if not after[0].islower():
        return before
    rest = WORDS.match(after)
    end = rest[0] if rest else ""
    whole, compound = f"{broken[1]}{end}".casefold(), f"{broken[1]}-{end}".casefold()
    if known[compound] > known[whole]:
        return before
    return before[: len(before) - len(broken[0]) + len(broken[1])]


def page_starts(begins: dict[int, int], n_pages: int, length: int) -> tuple[int, ...]:
    """Return where each page begins; one without text begins where the next one does."""
    starts: list[int] = []
    following = length
    for page in reversed(range(n_pages)):
        following = begins.get(page, following)
        starts.append(following)
    return tuple(reversed(starts))


def as_lines(pages: Iterable[Iterable[tuple[str, float, float, float, bool]]]) -> list[list[Line]]:
    """Return lines as a child process wrote them."""
    return [[Line(*line, page=number) for line in lines] for number, lines in enumerate(pages)]
