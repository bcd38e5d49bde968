"""The text of the workbench, part by part, with the passages of its claims marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from claims.admin.workbench.rows import Row
from claims.models import Body
from claims.text.blocks import Block, BlockKind
from claims.text.marking import Segment, mark

# What a page holds: about a hundred minutes of reading, and claims enough for a day.
PART_CHARACTERS = 100_000
PART_CLAIMS = 500
CLAIM, PART_ROOM = 100, 110_000  # a claim's room beside the text, and that of both: under 300 kB
MIXED = "mixed"  # where passages of claims overlap that stand differently


@dataclass(frozen=True, slots=True)
class ShownSegment:
    """A stretch of text: how its claims stand, which they are, and those that end with it.

    `depth` is how many passages lie over it; claims on one passage count once.
    """

    text: str
    standing: str
    marks: str
    depth: int
    closing: list[Row]


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the text, ready to show; `start` is where it begins in the text."""

    start: int
    level: int
    segments: list[ShownSegment]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks of one kind."""

    kind: BlockKind
    blocks: list[ShownBlock]


def parts_of(body: Body, rows: Sequence[Row]) -> list[list[Block]]:
    """Return the blocks of a text in parts, none with more text or claims than a page holds."""
    starts = sorted(row.start for row in rows if row.in_text)
    parts: list[list[Block]] = [[]]
    size = claims = 0
    for block in _handy(body):
        here = bisect_left(starts, block.end) - bisect_left(starts, block.start)
        length = block.end - block.start
        if parts[-1] and is_full(size + length, claims + here):
            parts.append([])
            size = claims = 0
        parts[-1].append(block)
        size, claims = size + length, claims + here
    return parts


def is_full(characters: int, claims: int) -> bool:
    """Whether a page should not hold so much text with so many claims."""
    too_much = characters + CLAIM * claims > PART_ROOM
    return too_much or characters > PART_CHARACTERS or claims > PART_CLAIMS


def _handy(body: Body) -> Iterator[Block]:
    """Yield the blocks of a text; one that is longer than a page is cut, between words if any."""
    for kept in body.blocks:
        kind, start, end = BlockKind(kept["kind"]), kept["start"], kept["end"]
        while end - start > PART_CHARACTERS:
            cut = body.text.rfind(" ", start, start + PART_CHARACTERS) + 1
            cut = cut or start + PART_CHARACTERS
            yield Block(kind, start, cut, kept["level"])
            start = cut
        yield Block(kind, start, end, kept["level"])


def part_at(parts: Sequence[Sequence[Block]], row: Row) -> int:
    """Return the number of the part in which a claim begins; the last if it has no place."""
    if not row.in_text:
        return len(parts)
    firsts = [part[0].start for part in parts if part]
    return max(1, bisect_right(firsts, row.start))


def runs_of(body: Body, blocks: Sequence[Block], rows: Sequence[Row]) -> list[Run]:
    """Return blocks of a text with the passages of these claims marked."""
    if not blocks:
        return []
    first, last = blocks[0].start, blocks[-1].end
    here = [row for row in rows if row.in_text and row.start < last and row.end > first]
    found = mark(body.text, blocks, [(row.start, row.end) for row in here])
    shown = [
        (block.kind, ShownBlock(block.start, block.level, [_shown(s, here) for s in one.segments]))
        for block, one in zip(blocks, found, strict=True)
    ]
    return [
        Run(kind, [block for _kind, block in run])
        for kind, run in groupby(shown, lambda pair: pair[0])
    ]


def _shown(segment: Segment, rows: Sequence[Row]) -> ShownSegment:
    """Return a segment with the claims that it only knows by their place in the list."""
    within = [rows[index] for index in segment.within]
    standings = {str(row.standing.value) for row in within}
    standing = MIXED if len(standings) > 1 else "".join(standings)
    marks = " ".join(row.mark for row in within)
    closing = [rows[index] for index in segment.closing]
    depth = len({(row.start, row.end) for row in within})
    return ShownSegment(segment.text, standing, marks, depth, closing)
