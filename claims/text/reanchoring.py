"""
A passage found again in a later text: in its place, elsewhere, with other words, or nowhere.

Equal words are not enough to be the same passage. Where they stand more than once, before or
after, what stands around them must tell which is which, clearly and on both sides; else the
passage counts as lost. Where a sentence was changed around it, or a passage differs by as
little as a figure or a "not", it counts as changed and is offered to a person.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from claims.text.alignment import align
from claims.text.anchors import Anchor, anchor
from claims.text.diff import IDEOGRAPHS

WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W{IDEOGRAPHS}]+(?:[.,:/'’-][^\W{IDEOGRAPHS}]+)*")
IDEOGRAPH = re.compile(rf"[{IDEOGRAPHS}]")
BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[\"'”’»)」』\]]*|\n")

MANY = 20  # places of equal words; of more, only a whole neighbourhood tells one from another
NEIGHBOURHOOD = 64  # characters
REACH = 600  # characters in which the ends of a sentence are looked for
SIDE = 12  # words on either side that are compared
SIDE_CHARACTERS = 200  # in which these are looked for

CLEAR = 0.2  # by how much one place must fit better than another, of 2
FITTING = 0.8  # how well both sides together must fit, of 2
NEXT = 2  # words on either side that one of equal passages must keep
FEWEST_WORDS = 4  # fewer words say too little to be known again in other surroundings

COMMON = 64  # a word that stands at more places than this points at none
TRIED = 4  # places that are looked at closely for a changed passage
ALIKE = 0.5  # the share of words that a changed passage keeps
UNLIKE, INTACT = 0.25, 1.5  # or, where everything around it stayed, at least this share
STRAY = 6  # words between a passage's words and a lone one that only looks like its end


class Outcome(StrEnum):
    """What became of a passage."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Found:
    """A passage in the later text, if it was found there, and how much of it is the same."""

    outcome: Outcome
    anchor: Anchor | None = None
    score: float = 0.0


LOST = Found(Outcome.ORPHANED)


class Word(NamedTuple):
    """A word in small letters, and where it stands."""

    text: str
    start: int
    end: int


class Near(NamedTuple):
    """A passage that may be the changed one: where, how alike, and how its surroundings fit."""

    start: int
    end: int
    likeness: float
    fit: float


class Finder:
    """Finds passages of one text in a later one; what it learns of the two serves all of them."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._known_places: dict[tuple[bool, str], list[int]] = {}

    def find(self, passage: Anchor) -> Found:
        """Return what became of a passage of the old text."""
        if self.old == self.new:
            return Found(Outcome.EXACT, passage, 1.0)
        place = self._place(passage)
        if place is not None and self._fits(passage, place):
            return self._standing(passage, place)
        near = self._nearest(passage)
        if near is not None and (place is None or near.fit >= FITTING):
            return Found(
                Outcome.CHANGED,
                anchor(self.new, near.start, near.end),
                round(near.likeness, 2),
            )
        if place is not None and len(WORD.findall(passage.quote)) >= FEWEST_WORDS:
            return self._standing(passage, place)
        return LOST

    # The same words

    def _place(self, passage: Anchor) -> int | None:
        """Return where the same words stand, if that can only be this passage."""
        ours, theirs = self._places(passage.quote, old=True), self._places(passage.quote)
        if len(theirs) <= 1 and len(ours) <= 1:
            return theirs[0] if theirs else None
        if max(len(ours), len(theirs)) > MANY:
            return self._place_by_neighbourhood(passage)
        return self._place_among_equals(passage, ours, theirs)

    def _places(self, quote: str, *, old: bool = False) -> list[int]:
        """Return where these words stand, not as a part of longer ones; more than MANY, not all."""
        key = old, quote
        if key not in self._known_places:
            places = _places_in(self.old if old else self.new, quote)
            self._known_places[key] = [at for at, _ in zip(places, range(MANY + 1), strict=False)]
        return self._known_places[key]

    def _place_by_neighbourhood(self, passage: Anchor) -> int | None:
        """Return the one place that has the very same characters all around, if there is one."""
        first = max(0, passage.start - NEIGHBOURHOOD)
        whole = self.old[first : passage.end + NEIGHBOURHOOD]
        place = self.new.find(whole)
        if place < 0 or self.new.find(whole, place + 1) >= 0:
            return None
        if self.old.find(whole) != first or self.old.find(whole, first + 1) >= 0:
            return None
        return place + passage.start - first

    def _place_among_equals(
        self, passage: Anchor, ours: Sequence[int], theirs: Sequence[int]
    ) -> int | None:
        """Return the place whose surroundings are clearly this passage's and no other's."""
        length = passage.end - passage.start
        fits = {at: self._fit(passage.start, at, length) for at in theirs}
        best = max(fits, key=lambda at: sum(fits[at]), default=None)
        if best is None:
            return None
        rivals = [sum(fit) for at, fit in fits.items() if at != best]
        rivals += [sum(self._fit(at, best, length)) for at in ours if at != passage.start]
        is_clear = all(sum(fits[best]) - rival >= CLEAR for rival in rivals)
        enough = sum(fits[best]) >= FITTING
        beside = len(ours) == 1 or self._has_its_neighbours(passage, best)
        return best if is_clear and enough and beside and self._agrees(passage, best) else None

    def _has_its_neighbours(self, passage: Anchor, place: int) -> bool:
        """Whether the words right before and right behind are those of the passage."""
        end = place + len(passage.quote)
        before = _before(self.old, passage.start)[-NEXT:], _before(self.new, place)[-NEXT:]
        behind = _behind(self.old, passage.end)[:NEXT], _behind(self.new, end)[:NEXT]
        return before[0] == before[1] and behind[0] == behind[1]

    def _agrees(self, passage: Anchor, place: int) -> bool:
        """Whether no word of the passage is one that the texts, read in order, have elsewhere."""
        ends = (passage.start, passage.end)
        first, last = (bisect_left(self._old_words, at, key=attrgetter("start")) for at in ends)
        known = [self._order[number] for number in range(first, last) if number in self._order]
        places = [self._words[number].start for number in known]
        return all(place <= at < place + len(passage.quote) for at in places)

    def _fits(self, passage: Anchor, place: int) -> bool:
        """Whether what stands around this place is what stood around the passage."""
        return sum(self._fit(passage.start, place, passage.end - passage.start)) >= FITTING

    def _fit(
        self, ours: int, theirs: int, length: int, new_length: int | None = None
    ) -> list[float]:
        """Return how alike the words before two places are, and the words behind them."""
        theirs_end = theirs + (length if new_length is None else new_length)
        return [
            _likeness(_before(self.old, ours), _before(self.new, theirs)),
            _likeness(_behind(self.old, ours + length), _behind(self.new, theirs_end)),
        ]

    def _standing(self, passage: Anchor, place: int) -> Found:
        """Return the passage at this place; if its sentence goes on in other words, as changed."""
        again = anchor(self.new, place, place + len(passage.quote))
        was, now = _rest(self.old, passage.start, passage.end), _rest(self.new, place, again.end)
        if was != now:
            own = [word.casefold() for word in WORD.findall(passage.quote)]
            return Found(Outcome.CHANGED, again, round(_likeness(own + was, own + now), 2))
        is_there = place == passage.start
        return Found(Outcome.EXACT if is_there else Outcome.MOVED, again, 1.0)

    # Other words

    @cached_property
    def _words(self) -> list[Word]:
        """The words of the new text."""
        return _words_in(self.new)

    @cached_property
    def _old_words(self) -> list[Word]:
        """The words of the old text."""
        return _words_in(self.old)

    @cached_property
    def _order(self) -> dict[int, int]:
        """Which words of the old text stand for which of the new, in order."""
        return dict(align(*([w.text for w in words] for words in (self._old_words, self._words))))

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Where each word stands among the words of the new text."""
        index: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            index[word.text].append(number)
        return index

    def _nearest(self, passage: Anchor) -> Near | None:
        """Return the passage that is most like this one, if any is like enough."""
        words = [word.text for word in _words_in(passage.quote)]
        tried = (self._near(passage, words, at) for at in self._pointed_at(passage, words))
        good = [near for near in tried if near is not None and self._is_its_own(passage, near)]
        return max(good, key=lambda near: near.likeness + near.fit / 2, default=None)

    def _pointed_at(self, passage: Anchor, words: Sequence[str]) -> list[int]:
        """Return at which words of the new text the passage may begin, as its own rare ones say."""
        before = _before(self.old, passage.start)
        known = [*before, *words, *_behind(self.old, passage.end)]
        width = max(4, len(words) // 2)
        votes: Counter[int] = Counter()
        for offset, word in enumerate(known, start=-len(before)):
            places = self._index.get(word, ())
            if len(places) <= COMMON:
                votes.update({(place - offset) // width for place in places})
        sums = {at: count + votes.get(at + 1, 0) for at, count in votes.items()}
        likely = sorted(sums, key=lambda at: (-sums[at], at))[:TRIED]
        return [max(0, at * width) for at in likely]

    def _near(self, passage: Anchor, words: Sequence[str], at: int) -> Near | None:
        """Return the passage about this word that has the most words in common, if it has any."""
        slack = max(8, len(words))
        first = max(0, at - slack)
        window = self._words[first : at + len(words) + 2 * slack]
        pairs = _without_strays(_shared(words, [word.text for word in window]))
        if not pairs:
            return None
        start = self._begin(passage, window, pairs[0])
        end = self._end(passage, window, pairs[-1], len(words))
        likeness = _likeness(words, [word.text for word in _words_in(self.new[start:end])])
        fit = sum(self._fit(passage.start, start, len(passage.quote), end - start))
        alike = likeness >= ALIKE or (likeness >= UNLIKE and fit >= INTACT)
        return Near(start, end, likeness, fit) if alike else None

    def _begin(self, passage: Anchor, window: Sequence[Word], pair: tuple[int, int]) -> int:
        """Return where the new passage begins: with its sentence, if the old one did."""
        place = window[pair[1]].start
        edge = _sentence_start(self.new, place)
        if _sentence_start(self.old, passage.start) == passage.start:
            return edge
        return max(edge, window[max(0, pair[1] - pair[0])].start)

    def _end(
        self, passage: Anchor, window: Sequence[Word], pair: tuple[int, int], number: int
    ) -> int:
        """Return where the new passage ends: with its sentence, if the old one did."""
        place = window[pair[1]].end
        edge = _sentence_end(self.new, place)
        if _sentence_end(self.old, passage.end) == passage.end:
            return edge
        last = min(len(window) - 1, pair[1] + number - 1 - pair[0])
        return min(edge, window[last].end)

    def _is_its_own(self, passage: Anchor, near: Near) -> bool:
        """Whether these words are no passage that stood elsewhere in the old text, and no equal."""
        words = self.new[near.start : near.end]
        within = range(passage.start, passage.end)
        return words != passage.quote and all(at in within for at in self._places(words, old=True))


def _places_in(text: str, quote: str) -> Iterator[int]:
    """Yield where a quote stands in a text as whole words."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        if not (_is_torn(text, at) or _is_torn(text, at + len(quote))):
            yield at
        at = text.find(quote, at + 1)


def _is_torn(text: str, at: int) -> bool:
    """Whether a cut at this place parts a word or a figure."""
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    if IDEOGRAPH.match(before) or IDEOGRAPH.match(behind):
        return False
    figure = behind in ".,:" and before.isdigit() and text[at + 1 : at + 2].isdigit()
    return (before.isalnum() and behind.isalnum()) or figure


def _words_in(text: str) -> list[Word]:
    """Return the words of a text with their places."""
    return [Word(m[0].casefold(), m.start(), m.end()) for m in WORD.finditer(text)]


def _before(text: str, at: int) -> list[str]:
    """Return the last words before a place."""
    words = WORD.findall(text[max(0, at - SIDE_CHARACTERS) : at])
    return [word.casefold() for word in words[-SIDE:]]


def _behind(text: str, at: int) -> list[str]:
    """Return the first words behind a place."""
    words = WORD.findall(text[at : at + SIDE_CHARACTERS])
    return [word.casefold() for word in words[:SIDE]]


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words, in order, that two lists have in common: 1 for two empty ones."""
    if not (one and other):
        return float(len(one) == len(other))
    if len(one) <= SIDE and len(other) <= SIDE:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    return 2 * len(align(one, other)) / (len(one) + len(other))


def _shared(words: Sequence[str], window: Sequence[str]) -> list[tuple[int, int]]:
    """Return the indexes of equal words; the ends of a window are no ends to be matched."""
    framed = align(["", *words, ""], ["^", *window, "$"])
    return [(at - 1, place - 1) for at, place in framed]


def _without_strays(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs without single ones at either end that stand far from all others."""
    gaps = [after[1] - before[1] - (after[0] - before[0]) for before, after in pairwise(pairs)]
    if len(pairs) > 2 and gaps[0] > STRAY:  # noqa: PLR2004 - one at each end, and one to stay
        return _without_strays(pairs[1:])
    if len(pairs) > 2 and gaps[-1] > STRAY:  # noqa: PLR2004
        return _without_strays(pairs[:-1])
    return pairs


def _sentence_start(text: str, at: int) -> int:
    """Return where the sentence begins that goes on at this place."""
    first = max(0, at - REACH)
    ends = [match.end() for match in BREAK.finditer(text, first, at)]
    start = ends[-1] if ends else first
    return start + len(text[start:at]) - len(text[start:at].lstrip())


def _sentence_end(text: str, at: int) -> int:
    """Return where the sentence ends that goes on up to this place."""
    last = min(len(text), at + REACH)
    found = BREAK.search(text, max(0, at - 1), last)
    end = max(at, found.end()) if found else last
    return at + len(text[at:end].rstrip())


def _rest(text: str, start: int, end: int) -> list[str]:
    """Return the words of a passage's sentence that stand outside it."""
    before = text[_sentence_start(text, start) : start]
    behind = text[end : _sentence_end(text, end)]
    return [word.casefold() for word in WORD.findall(f"{before} | {behind}")]
