"""
Search by words and filters.

Never more than a thousand rulings are looked for, so that a word that stands in a million costs no
more than one that stands in a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection

from claims.catalogue.index import Keys, Statistics, asked, having, matching, statistics
from claims.catalogue.wanted import Marks, Wanted, marks_of
from claims.models.listing import block_of
from claims.models.spelling import counted, meant_by
from claims.text.words import Part, beginnings, folded, parts_of, runs, words_in

MOST = 1000
FEW = 1000  # rulings whose words are looked at one by one
NEAR = 4  # blocks of days in which the index is asked for the heads of words that are only begun
COMMON = 20_000  # rulings that have a word that is not rare


@dataclass(frozen=True, slots=True)
class Answer:
    """The rulings that were found: their keys, the best first, and how they were looked for."""

    keys: Keys
    parts: list[Part]
    more: bool = False
    instead: str = ""  # the words that were looked for in place of those that were typed
    in_part: bool = False  # only the newest with all words were looked at for words side by side
    tried: Sequence[str] = ()  # words that were looked for in place of what was typed, in vain


class Found(NamedTuple):
    """Keys that were found, and whether only the newest rulings with the words were looked at."""

    keys: Keys
    in_part: bool = False

    def answer(self, parts: list[Part], instead: str = "") -> Answer:
        """Return as much of it as is shown."""
        more = len(self.keys) > MOST
        return Answer(self.keys[:MOST], parts, more=more, instead=instead, in_part=self.in_part)


def search(wanted: Wanted) -> Answer:
    """
    Return what has all that is wanted: first where the claim, the ruling or a name has the words.

    Where nothing has the words themselves they are taken for beginnings of words, and then for
    words that were mistyped.
    """
    exact = parts_of(wanted.words)
    if wanted.words.strip() and not exact:
        return Answer([], [])
    marks = marks_of(wanted)
    if marks is None:
        return Answer([], exact)
    in_part = False
    for parts in (exact, *beginnings(wanted.words)):
        there = found(parts, marks, wanted)
        in_part = in_part or there.in_part
        if there.keys:
            return there.answer(parts)
    return replace(respelled(wanted, marks), in_part=in_part) if exact else Answer([], [])


def respelled(wanted: Wanted, marks: Marks) -> Answer:
    """Return what has the words as they may have been meant, or nothing and what was tried."""
    tried = meant_by(wanted.words)
    for words in tried:
        parts = parts_of(words)
        there = found(parts, marks, replace(wanted, words=words))
        if there.keys:
            return there.answer(parts, instead=words)
    return Answer([], parts_of(wanted.words), tried=tried)


def found(parts: Sequence[Part], marks: Marks, wanted: Wanted) -> Found:
    """Return the newest rulings with all parts and marks, one more than are shown at most."""
    words = one_by_one(parts)
    known = counts_of(words, wanted.words)
    often = known.often
    rare = [part for part in words if often.get(part.words[0], COMMON) < COMMON]
    mixed = 0 < len(rare) < len(words)
    if mixed and (len(rare) > 1 or often[rare[0].words[0]] <= FEW):
        keys = matching(rare, marks, wanted, most=FEW + 1, known=known)
        if len(keys) <= FEW:
            return Found(heads_first(having(keys, parts)))
    if len(words) == len(parts):
        keys = matching(words, marks, wanted, most=MOST + 1, known=known)
        return Found(in_head_first(keys, parts, marks, wanted, mixed=mixed))
    keys = matching(words, marks, wanted, most=FEW + 1, known=known)
    return Found(heads_first(having(keys[:FEW], parts)), len(keys) > FEW)


def one_by_one(parts: Sequence[Part]) -> list[Part]:
    """Return the same words, whether they stand side by side or not."""
    words = [Part((word,)) for part in parts for word in part.words[:-1]]
    return words + [replace(part, words=part.words[-1:]) for part in parts]


def counts_of(parts: Sequence[Part], typed: str) -> Statistics:
    """Return what is known of how often each word stands, and of how rulings are spread."""
    known = statistics(parts)
    if any(part.begun for part in parts):
        return known
    often = dict(known.often)
    written = {word: words_in(word) for run in runs(typed) for word in folded(run)}
    for word, count in counted(written).items():
        for stem in written[word]:
            often[stem] = max(count, often.get(stem, 0))
    return known._replace(often=often)


def in_head_first(
    keys: Keys, parts: Sequence[Part], marks: Marks, wanted: Wanted, *, mixed: bool
) -> Keys:
    """Return rulings with those first whose claim, sentence or names have all parts."""
    if not keys or not parts:
        return keys
    if len(keys) > FEW // 10 and tells_heads_soon(keys, parts, mixed=mixed):
        there = replace(wanted, first=keys[-1], last=keys[0])
        heads = asked(parts, marks, there, most=len(keys), in_head=True)
    else:
        heads = list(having(keys, parts, head_alone=True))
    first = set(heads)
    return sorted(keys, key=lambda key: key not in first)


def tells_heads_soon(keys: Keys, parts: Sequence[Part], *, mixed: bool) -> bool:
    """
    Whether the index tells sooner which heads have all parts than the heads themselves do.

    PostgreSQL's looks at all that begins with what is only begun, whenever it was published;
    SQLite's at all that has a common word between rare ones.
    """
    if connection.vendor == "sqlite":
        return not mixed
    near = block_of(keys[0]) - block_of(keys[-1]) < NEAR
    return near or not any(part.begun for part in parts)


def heads_first(keys: dict[int, bool]) -> Keys:
    """Return keys with those first whose heads have what was looked for."""
    return sorted(keys, key=lambda key: not keys[key])
