"""
Which words of two lists stand for each other, in order.

Words that occur once on both sides anchor the comparison, and what lies between two anchors is
compared in the same way; a short rest is compared exactly. So the time grows about linearly
with the lists, and a rest that is long and repetitive is left without matches.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Words = Sequence[str]
Pair = tuple[int, int]

DEEPEST = 12  # levels of anchors between anchors
LARGEST_TABLE = 40_000  # cells, for the exact comparison of a short rest


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the old list and the stretch of the new one that may match it."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def cells(self) -> int:
        """The size of the table that an exact comparison needs."""
        return (self.old_end - self.old) * (self.new_end - self.new)

    def between(self, pairs: list[Pair]) -> Iterator["Span"]:
        """Yield what lies before, between and after these pairs, where both sides have words."""
        edges = [(self.old - 1, self.new - 1), *pairs, (self.old_end, self.new_end)]
        for (old, new), (old_end, new_end) in pairwise(edges):
            span = Span(old + 1, old_end, new + 1, new_end)
            if span.cells:
                yield span


def align(old: Words, new: Words) -> list[Pair]:
    """Return the indexes of equal words, rising in both lists."""
    found: list[Pair] = []
    waiting = [(Span(0, len(old), 0, len(new)), 0)]
    while waiting:
        span, depth = waiting.pop()
        inner, ends = _without_equal_ends(old, new, span)
        anchors = _anchors(old, new, inner) if depth < DEEPEST else []
        found += ends + (anchors or _longest_common(old, new, inner))
        if anchors:
            waiting += [(rest, depth + 1) for rest in inner.between(anchors)]
    return sorted(found)


def _without_equal_ends(old: Words, new: Words, span: Span) -> tuple[Span, list[Pair]]:
    """Return the span without the equal words at its two ends, and the pairs of these."""
    at, end, shift = span.old, span.old_end, span.new - span.old
    shift_end = span.new_end - span.old_end
    while at < end and at + shift < span.new_end and old[at] == new[at + shift]:
        at += 1
    while at < end and at + shift < end + shift_end and old[end - 1] == new[end - 1 + shift_end]:
        end -= 1
    head = [(index, index + shift) for index in range(span.old, at)]
    tail = [(index, index + shift_end) for index in range(end, span.old_end)]
    return Span(at, end, at + shift, end + shift_end), head + tail


def _anchors(old: Words, new: Words, span: Span) -> list[Pair]:
    """Return the longest rising run of words that occur once on either side of a span."""
    ours = _single_words(old, span.old, span.old_end)
    theirs = _single_words(new, span.new, span.new_end)
    return _longest_rising([(at, theirs[word]) for word, at in ours.items() if word in theirs])


def _single_words(words: Words, start: int, end: int) -> dict[str, int]:
    """Return where each word stands that occurs once, in order."""
    counts = Counter(words[start:end])
    return {words[at]: at for at in range(start, end) if counts[words[at]] == 1}


def _longest_rising(pairs: list[Pair]) -> list[Pair]:
    """Return the longest part of pairs, which rise on the left, that rises on the right too."""
    ends: list[int] = []  # for each length, the pair that ends the lowest run of that length
    before: list[int | None] = []
    for index, (_, right) in enumerate(pairs):
        length = bisect_left(ends, right, key=lambda at: pairs[at][1])
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [index]
    run: list[Pair] = []
    last = ends[-1] if ends else None
    while last is not None:
        run.append(pairs[last])
        last = before[last]
    return run[::-1]


def _longest_common(old: Words, new: Words, span: Span) -> list[Pair]:
    """Return the longest common run of words of a short span, and nothing of a long one."""
    if not 0 < span.cells <= LARGEST_TABLE:
        return []
    table = _common_lengths(old[span.old : span.old_end], new[span.new : span.new_end])
    row, column, run = 0, 0, []
    while row < len(table) - 1 and column < len(table[0]) - 1:
        if old[span.old + row] == new[span.new + column]:
            run.append((span.old + row, span.new + column))
            row, column = row + 1, column + 1
        elif table[row + 1][column] >= table[row][column + 1]:
            row += 1
        else:
            column += 1
    return run


def _common_lengths(old: Words, new: Words) -> list[list[int]]:
    """Return the length of the longest common run from each pair of places to the ends."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        word, below, here = old[row], table[row + 1], table[row]
        for column in range(len(new) - 1, -1, -1):
            same = word == new[column]
            here[column] = below[column + 1] + 1 if same else max(below[column], here[column + 1])
    return table
