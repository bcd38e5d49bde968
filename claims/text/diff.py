"""What changed between two texts, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Literal

from claims.text.alignment import align

PUNCTUATION = r".,;:!?…\"'“”„‘’«»(){}\[\]<>*_#|/\\—–"
IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff"  # written without spaces: each is a word
WORD = re.compile(
    rf"\A\s+|(?:[{IDEOGRAPHS}]"
    rf"|(?:[^\s{PUNCTUATION}{IDEOGRAPHS}]|(?<=\w)[.,'’](?=\w))+"
    rf"|[{PUNCTUATION}])\s*"
)
FEWEST_SAME = 2  # a lone word between two changes reads better as a part of them


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that stayed, went or came."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of words as it stands in both texts, each word with the space behind it."""

    same: bool
    old: list[str]
    new: list[str]


def word_diff(before: str, after: str) -> list[Change]:
    """
    Return the changes from one text to the other, in reading order, removed before added.

    Same and removed words make the earlier text, same and added the later one, up to white
    space, which alone is no change.
    """
    hunks = _joined(_hunks(WORD.findall(before), WORD.findall(after)))
    hunks = _joined([hunks[0], *map(_without_lone_word, hunks[1:-1]), *hunks[1:][-1:]])
    return [change for hunk in hunks for change in _changes(hunk)]


def _hunks(old: list[str], new: list[str]) -> Iterator[Hunk]:
    """Yield the texts cut at every word that they share, with an empty hunk at the end."""
    shared = align([word.rstrip() for word in old], [word.rstrip() for word in new])
    at_old = at_new = 0
    for index_old, index_new in [*shared, (len(old), len(new))]:
        if (at_old, at_new) != (index_old, index_new):
            yield Hunk(False, old[at_old:index_old], new[at_new:index_new])
        at_old, at_new = index_old + 1, index_new + 1
        yield Hunk(True, old[index_old:at_old], new[index_new:at_new])


def _joined(hunks: Iterable[Hunk]) -> list[Hunk]:
    """Return neighbours of one kind as one hunk."""
    return [
        Hunk(same, [w for hunk in run for w in hunk.old], [w for hunk in run for w in hunk.new])
        for same, run in ((same, list(run)) for same, run in groupby(hunks, attrgetter("same")))
    ]


def _without_lone_word(hunk: Hunk) -> Hunk:
    """Return a hunk between others, told as changed if it shares too little to stand alone."""
    return replace(hunk, same=hunk.same and len(hunk.new) >= FEWEST_SAME)


def _changes(hunk: Hunk) -> Iterator[Change]:
    """Yield what a hunk says; no two runs stick together where either text had a space."""
    if hunk.same and hunk.new:
        last = max(hunk.old[-1], hunk.new[-1], key=len)
        yield Change("same", "".join([*hunk.new[:-1], last]))
    if hunk.same:
        return
    if hunk.old:
        removed = "".join(hunk.old)
        space = " " if hunk.new and not removed[-1].isspace() else ""
        yield Change("removed", removed + space)
    if hunk.new:
        yield Change("added", "".join(hunk.new))
