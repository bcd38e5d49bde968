"""
The place in a text that is most like a quotation.

A window as long as the quotation slides over the text; the words that it shares with the
quotation, the rare ones counting more (as log(1 + n / count), a usual inverse frequency), tell
which few places are worth an exact comparison. So the time grows with the text alone.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from claims.text.alignment import align
from claims.text.quotations.words import UNKNOWN, Words

TRIED = 4  # places that are compared word by word
MARGIN = 8  # words by which a window is longer than a quarter more than the quotation
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of words, the indexes of equal words in quotation and text, and the likeness."""

    first: int
    last: int
    pairs: list[Pair]
    score: float


def nearest(words: Words, quote: str, *, said: frozenset[str], omitted: int = 0) -> Near | None:
    """
    Return the stretch of the text that is most like a quotation, given in codes, if any is.

    `said` are the codes of words, punctuation aside; `omitted` is how many words the quotation
    declares to leave out at most.
    """
    width = len(quote) * 5 // 4 + MARGIN + omitted
    windows = _windows(words.codes, quote, said, width)
    found = [near for at in windows if (near := _compared(words, quote, at, width, omitted))]
    return max(found, key=lambda near: near.score, default=None)


def _windows(codes: str, quote: str, said: frozenset[str], width: int) -> list[int]:
    """Return where the windows begin that share most with the quotation, the best first."""
    best: dict[int, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for at, value in _values(codes, quote, said, width):
        slot = at // width
        if value > best[slot][0]:
            best[slot] = (value, at)
    tops = heapq.nlargest(TRIED, best.values(), key=lambda top: (top[0], -top[1]))
    return [max(0, end - width + 1) for _value, end in tops]


def _values(
    codes: str, quote: str, said: frozenset[str], width: int
) -> Iterator[tuple[int, float]]:
    """Yield, for each word of the quotation in the text, what the window that it ends is worth."""
    needed = Counter(code for code in quote if code in said)
    hits = [at for at, code in enumerate(codes) if code != UNKNOWN and code in needed]
    totals = Counter(codes[at] for at in hits)
    worth = {code: log(1 + len(codes) / count) for code, count in totals.items()}
    held = dict.fromkeys(needed, 0)
    value, left = 0.0, 0
    for at in hits:
        code = codes[at]
        held[code] += 1
        if held[code] <= needed[code]:
            value += worth[code]
        while hits[left] <= at - width:
            gone = codes[hits[left]]
            if held[gone] <= needed[gone]:
                value -= worth[gone]
            held[gone] -= 1
            left += 1
        yield at, value


def _compared(words: Words, quote: str, at: int, width: int, omitted: int) -> Near | None:
    """Return what a window and the quotation have in common, without what only looks like it."""
    window = words.codes[at : at + width + MARGIN]  # it ends at a word that is shared
    framed = align(["", *quote, ""], ["^", *window, "$"])  # the ends of a window are no ends
    pairs = [(index - 1, at + place - 1) for index, place in framed]
    pairs = _tightened(pairs, len(quote), omitted)
    if not pairs:
        return None
    first = max(at, pairs[0][1] - pairs[0][0])
    last = min(len(words.codes), pairs[-1][1] + len(quote) - pairs[-1][0])
    while first > 0 and words.is_torn_before(first):
        first -= 1
    while last < len(words.codes) and words.is_torn_behind(last - 1):
        last += 1
    return Near(first, last, pairs, _likeness(pairs, len(quote), last - first, omitted))


def _likeness(pairs: Sequence[Pair], size: int, span: int, omitted: int) -> float:
    """Return the share of words in common: 2M / (a + b), Ratcliff and Obershelp's measure."""
    return 2 * len(pairs) / (size + max(size, span - omitted))


def _tightened(pairs: list[Pair], size: int, omitted: int) -> list[Pair]:
    """Return the pairs without those at either end that make the stretch longer than they fill."""
    first, last = 0, len(pairs)
    gaps = [after[1] - before[1] for before, after in pairwise(pairs)]
    half = len(pairs) // 2
    for index in range(half):
        if gaps and gaps[index] > max(MARGIN, size // 2) + omitted:
            first = index + 1
    for index in range(len(gaps) - 1, half - 1, -1):
        if gaps[index] > max(MARGIN, size // 2) + omitted:
            last = index + 1
    return pairs[first:last]
