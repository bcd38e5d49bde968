"""
The one normal form of a text, and the blocks that it is built of, as offsets beside it.

Offsets are code points into the normalised text, which is what a body stores.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, zip_longest


class BlockKind(StrEnum):
    """What a block of a text is; the values are stored."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """A block's content, `text[start:end]`, without its marker; level 1 to 6 for headings."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
KEPT_CONTROLS = "\t\n\v\f\r\x85"  # the line breaks among them become "\n"
UNWANTED = {
    **{code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in KEPT_CONTROLS},
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),  # half characters that no file can hold
}


def normalise(raw: str) -> str:
    """
    Return the text as bodies store it: NFC, "\\n" for every line break, no BOM, no controls.

    Nothing else is stripped, so that offsets into a text in normal form stay true.
    """
    text = NEWLINES.sub("\n", raw.translate(UNWANTED))
    return unicodedata.normalize("NFC", text.lstrip("\ufeff"))


MARKERS = [
    (BlockKind.HEADING, re.compile(r"[^\S\n]*(#{1,6})[^\S\n]+(?=\S)")),
    (BlockKind.LIST_ITEM, re.compile(r"[^\S\n]*(?:[-*•‣◦▪]|\d{1,2}[.)])[^\S\n]+(?=\S)")),
    (BlockKind.QUOTATION, re.compile(r"[^\S\n]*>[^\S\n]?(?=[^\n]*\w)")),
]
LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")  # whichever breaks a text has that is not stored
WORD = re.compile(r"\w")
UNDERLINE = re.compile(r"(=|-){3,}\s*")
SENTENCE_END = re.compile(r"[.!?:;,…。！？।؟][\"'”’»)\]]*$")

MIN_WIDTH, MAX_WIDTH = 40, 100  # columns at which people and programs wrap lines
HEADLINE_CHARACTERS = 200
HEADING_CHARACTERS, HEADING_WORDS = 90, 14
LITTLE_WORD = 4  # "and", "with": small in title case too


def find_blocks(text: str) -> list[Block]:
    """
    Return the blocks of a plain text in reading order.

    A line is a block of its own, unless the text is wrapped at a fixed width: then the lines
    of a paragraph, which ends at an empty line or at a line that stops early, are one block.
    """
    lines = list(_lines(text))
    width = _wrapping_width(text, lines)
    blocks = list(_joined(text, lines, width)) if width else lines
    return [
        _as_heading(text, block, after, first=index == 0)
        for index, (block, after) in enumerate(zip_longest(blocks, blocks[1:]))
    ]


def _lines(text: str) -> Iterator[Block]:
    """Yield each line that says something as a block by its marker."""
    for line in LINE.finditer(text):
        kind, marker_end, level = _marker(text, line.start())
        content = text[marker_end : line.end()]
        if WORD.search(content):
            start = line.end() - len(content.lstrip())
            yield Block(kind, start, start + len(content.strip()), level)


def _marker(text: str, start: int) -> tuple[BlockKind, int, int]:
    """Return what the line that starts here is, where its content starts, and its level."""
    for kind, pattern in MARKERS:
        if match := pattern.match(text, start):
            return kind, match.end(), len(match[1]) if match.re.groups else 0
    return BlockKind.PARAGRAPH, start, 0


def _wrapping_width(text: str, lines: list[Block]) -> int:
    """Return the width at which the text is wrapped, or 0 where each line stands for itself."""
    width = max((block.end - block.start for block in lines), default=0)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    running = [
        a
        for a, b in pairs
        if _is_full(text, a, b, width) and not SENTENCE_END.search(text, a.start, a.end)
    ]
    return width if running and 2 * len(running) >= len(pairs) else 0


def _joined(text: str, lines: list[Block], width: int) -> Iterator[Block]:
    """Yield the blocks of a wrapped text: full lines run on into the next."""
    block, last = lines[0], lines[0]
    for line in lines[1:]:
        if _adjacent(text, last, line) and _is_full(text, last, line, width):
            block = replace(block, end=line.end)
        else:
            yield block
            block = line
        last = line
    yield block


def _adjacent(text: str, line: Block, after: Block) -> bool:
    """Whether the second line can go on where the first stopped: no gap, no new marker."""
    goes_on = after.kind in {BlockKind.PARAGRAPH, line.kind} - {BlockKind.LIST_ITEM}
    is_open = line.kind is not BlockKind.HEADING
    return goes_on and is_open and text.count("\n", line.end, after.start) == 1


def _is_full(text: str, line: Block, after: Block, width: int) -> bool:
    """Whether the next line's first word had no room left on this one."""
    first_word = text[after.start : after.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(first_word) > width - 4


def _as_heading(text: str, block: Block, after: Block | None, *, first: bool) -> Block:
    """Return the block as a heading where it reads like one above what follows it."""
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    content = text[block.start : block.end]
    if after is None or SENTENCE_END.search(content):
        return block
    if underline := UNDERLINE.fullmatch(text, *_next_line(text, block.end)):
        return replace(block, kind=BlockKind.HEADING, level=1 if underline[1] == "=" else 2)
    if first and len(content) <= HEADLINE_CHARACTERS:
        return replace(block, kind=BlockKind.HEADING, level=1)
    if _is_short_title(content, after):
        return replace(block, kind=BlockKind.HEADING, level=2)
    return block


def _next_line(text: str, end: int) -> tuple[int, int]:
    """Return where the line after the one that ends here starts and ends."""
    start = text.find("\n", end) + 1 or len(text)
    stop = text.find("\n", start)
    return start, len(text) if stop < 0 else stop


def _is_short_title(content: str, after: Block) -> bool:
    """Whether a line is short and either in title case or followed by a longer paragraph."""
    words = [word for word in content.split() if word[0].isalnum()]
    if not words or len(words) > HEADING_WORDS or len(content) > HEADING_CHARACTERS:
        return False
    if "\n" in content or content[0].islower():
        return False
    in_title_case = all(word[0].isupper() or len(word) <= LITTLE_WORD for word in words)
    leads = after.kind is BlockKind.PARAGRAPH and after.end - after.start > 2 * len(content)
    return in_title_case or leads
