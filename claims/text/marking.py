"""
A text with passages marked where they stand, also where they overlap or lie in one another.

A text is shown as its blocks, and a block as segments: at every point where a passage begins
or ends a new segment begins, and each segment knows which passages it is part of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from claims.text.blocks import Block, BlockKind

Passage = tuple[int, int]  # where it begins and ends, in code points

CONTEXT = 60  # characters around a passage, where only passages may be shown
FIRST_WORD = re.compile(r"\A\S*\s")
LAST_WORD = re.compile(r"\s\S*\Z")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, the passages that it is part of, and those that end with it."""

    text: str
    within: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()


GAP = Segment("")  # stands for words that are left out


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of a text as the segments that it is made of."""

    kind: BlockKind
    level: int
    segments: tuple[Segment, ...]

    @property
    def is_marked(self) -> bool:
        """Whether any part of the block belongs to a passage."""
        return any(segment.within for segment in self.segments)


def mark(text: str, blocks: Sequence[Block], passages: Sequence[Passage]) -> list[MarkedBlock]:
    """Return the blocks of a text with the passages marked; these are known by their index."""
    ends = [_visible_end(blocks, passage) for passage in passages]
    return [
        MarkedBlock(block.kind, block.level, tuple(_segments(text, block, passages, ends)))
        for block in blocks
    ]


def excerpts(blocks: Sequence[MarkedBlock]) -> list[MarkedBlock]:
    """Return what lies in and closely around the passages; a GAP stands for all else."""
    kept: list[MarkedBlock] = []
    for is_marked, run in groupby(blocks, lambda block: block.is_marked):
        if is_marked:
            kept += [replace(block, segments=tuple(_shortened(block))) for block in run]
        elif not (kept and kept[-1].segments[-1] is GAP):
            kept.append(MarkedBlock(BlockKind.PARAGRAPH, 0, (GAP,)))
    return kept


def _visible_end(blocks: Sequence[Block], passage: Passage) -> int:
    """Return where the last part of a passage ends that stands in a block."""
    start, end = passage
    ends = (min(end, b.end) for b in blocks if max(start, b.start) < min(end, b.end))
    return max(ends, default=-1)


def _segments(
    text: str, block: Block, passages: Sequence[Passage], ends: Sequence[int]
) -> Iterator[Segment]:
    """Yield the segments of one block."""
    inside = [
        i for i, (start, end) in enumerate(passages) if start < block.end and end > block.start
    ]
    edges = {block.start, block.end, *(edge for index in inside for edge in passages[index])}
    points = sorted(edge for edge in edges if block.start <= edge <= block.end)
    for start, end in pairwise(points):
        within = tuple(i for i in inside if passages[i][0] <= start and end <= passages[i][1])
        yield Segment(text[start:end], within, tuple(i for i in within if ends[i] == end))


def _shortened(block: MarkedBlock) -> Iterator[Segment]:
    """Yield the segments of a block with little left of those outside passages."""
    last = len(block.segments) - 1
    for index, segment in enumerate(block.segments):
        if segment.within:
            yield segment
            continue
        head = "" if index == 0 else _head(segment.text)
        tail = "" if index == last else _tail(segment.text)
        if len(head) + len(tail) >= len(segment.text):
            yield segment
        else:
            cut = (Segment(head), GAP, Segment(tail))
            yield from (part for part in cut if part.text or part is GAP)


def _head(text: str) -> str:
    """Return the first words of a text."""
    return text if len(text) <= CONTEXT else LAST_WORD.sub(" ", text[:CONTEXT])


def _tail(text: str) -> str:
    """Return the last words of a text."""
    return text if len(text) <= CONTEXT else FIRST_WORD.sub(" ", text[-CONTEXT:])
