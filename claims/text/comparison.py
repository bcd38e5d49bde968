"""
Whether a page that is read again still says the same, and whether its cited passages do.

Words are compared in order, whatever the lines are. Lines without a sentence, such as menus,
counters, dates and buttons, say nothing about the page unless it is made of them, as tables are.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from claims.text.alignment import align
from claims.text.quotations import State, check

LONGEST = 4_000_000  # characters of a text that are compared: over 1,000 printed pages
SLIGHT = 0.02  # the share of words that may differ: adverts and teasers come and go beside a text
STRANGE = 0.7  # from this share on, hardly anything of the earlier page is left
KEPT = 0.5  # the share of a passage's words that must be left in place to call it changed
SHORT_LINE = 5  # words: a line of so few without the end of a sentence is no part of the prose

WORD = re.compile(r"\w+(?:[.,:/'-]\w+)*|[^\w\s]")
SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"')\]»]*$")
EDGES = "\"'«».,;:!? "
SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)


class Standing(StrEnum):
    """How a cited passage stands in the text of today."""

    THERE = "there"  # word for word, wherever it is in the text
    CHANGED = "changed"  # most of its words are in their place, others are not
    GONE = "gone"
    UNKNOWN = "unknown"  # the earlier text did not have it either


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a later text differs from an earlier one."""

    share: float  # of the words that count, those that differ
    passages: dict[str, Standing]  # by the passage's own words

    @property
    def is_slight(self) -> bool:
        """Whether it says the same: hardly a word differs, and no cited passage is lost."""
        lost = {Standing.CHANGED, Standing.GONE}
        return self.share <= SLIGHT and not lost & set(self.passages.values())

    @property
    def is_strange(self) -> bool:
        """Whether it is another text altogether."""
        return self.share >= STRANGE


def normal(text: str) -> str:
    """Return a text in the form in which it is compared: characters that look alike are alike."""
    return unicodedata.normalize("NFKC", text).translate(SAME)


def compare(before: str, after: str, passages: Iterable[str] = ()) -> Comparison:
    """Return how a text differs from an earlier one; the time grows about linearly with them."""
    before, after = before[:LONGEST], after[:LONGEST]
    old, new = Words(normal(before)), Words(normal(after))
    pairs = list(_pairs(old, new))
    gap = _Gap(old, new, {index for index, _ in pairs}, {index for _, index in pairs})
    return Comparison(_share(gap), {one: _standing(one, before, after, gap) for one in passages})


class Words:
    """The words of a text, and which of them stand in lines that count."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.lines: list[str] = []
        self.starts: list[int] = []  # of each line, its first word
        self._bare: list[bool] = []  # whether the word stands in a line without a sentence
        for line in text.split("\n"):
            words = WORD.findall(line)
            if not words:
                continue
            self.lines.append(" ".join(words))
            self.starts.append(len(self.words))
            bare = len(words) <= SHORT_LINE and not SENTENCE_END.search(line.rstrip())
            self.words += words
            self._bare += [bare] * len(words)
        self.starts.append(len(self.words))
        self.line = f" {' '.join(self.words)} "  # each word between two spaces
        self.is_table = 2 * sum(self._bare) > len(self._bare)

    def counting(self, *, table: bool) -> Iterator[int]:
        """Yield the places of the words that count, in a table all of them."""
        for index, (word, bare) in enumerate(zip(self.words, self._bare, strict=True)):
            if word[0].isalnum() and (table or not bare):
                yield index

    def place(self, words: str) -> range | None:
        """Return where a run of words stands, if it does."""
        at = self.line.find(f" {words} ")
        if at < 0 or not words:
            return None
        first = self.line.count(" ", 0, at)
        return range(first, first + words.count(" ") + 1)


def _pairs(old: Words, new: Words) -> Iterator[tuple[int, int]]:
    """Yield the places of equal words: those of equal lines, then those between such lines."""
    at = place = 0
    shared = align(old.lines, new.lines)
    for line, line_new in [*shared, (len(old.lines), len(new.lines))]:
        start, start_new = old.starts[line], new.starts[line_new]
        between = align(old.words[at:start], new.words[place:start_new])
        yield from ((at + index, place + index_new) for index, index_new in between)
        if line == len(old.lines):
            return
        at, place = old.starts[line + 1], new.starts[line_new + 1]
        yield from zip(range(start, at), range(start_new, place), strict=True)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Two texts, and the places in each of the words that they share."""

    old: Words
    new: Words
    kept: set[int]
    taken: set[int]


def _share(gap: _Gap) -> float:
    """Return the share of the words that count which are on one side alone."""
    table = gap.old.is_table or gap.new.is_table
    ours, theirs = list(gap.old.counting(table=table)), list(gap.new.counting(table=table))
    if not ours and not theirs:
        return 0.0
    differing = sum(at not in gap.kept for at in ours) + sum(at not in gap.taken for at in theirs)
    return differing / (len(ours) + len(theirs))


def _standing(passage: str, before: str, after: str, gap: _Gap) -> Standing:
    """Return how a passage stands in the later text."""
    if not any(map(str.isalnum, passage)):
        return Standing.UNKNOWN
    if check(passage, after).state == State.VERBATIM:
        return Standing.THERE
    runs = [run for run in map(_words, _cited(passage, before)) if run]
    places = [place for place in map(gap.old.place, runs) if place]
    if not places:
        return Standing.UNKNOWN
    if all(gap.new.place(run) for run in runs):
        return Standing.THERE  # the words of the source, which the citation has nearly
    cited = [index for place in places for index in place]
    left = sum(index in gap.kept for index in cited)
    return Standing.CHANGED if left >= KEPT * len(cited) else Standing.GONE


def _cited(passage: str, text: str) -> list[str]:
    """Return the runs of words of a text that a passage quotes, nothing if it has none of them."""
    found = check(passage, text)
    if found.state == State.ABSENT or found.start is None or found.end is None:
        return []
    return [text[start:end] for start, end in found.parts or [(found.start, found.end)]]


def _words(run: str) -> str:
    """Return a run of words in the form in which places are looked for."""
    return " ".join(WORD.findall(normal(run).strip(EDGES)))
