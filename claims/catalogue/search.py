"""
Search by words and filters.

Never more than a thousand rulings are looked for, so that a word that stands in a million costs no
more than one that stands in a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from claims.catalogue.names import claimant_refs, is_claimant, topic_refs
from claims.models import ListingWords
from claims.models.listing import Kind, facet, name_facet
from claims.models.spelling import counted, with_known_words
from claims.models.word_index import fts5_parts
from claims.text.words import Part, begun, folded, parts_of, runs, words_in, words_of

MOST = 1000
FEW = 2000  # rulings whose words are looked at one by one
COMMON = 20_000  # rulings that have a word that is not rare
LAST = 2**63 - 1

Keys = list[int]
Marks = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words, filters, and between which keys."""

    words: str = ""
    rating: str = ""
    topic: str = ""
    language: str = ""
    claimant: str = ""  # a public id, or words of a name
    first: int = 0
    last: int = LAST

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rulings that were found: their keys, the best first, and how they were looked for."""

    keys: Keys
    parts: list[Part]
    more: bool = False
    instead: str = ""  # the words that were looked for in place of those that were typed


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
    for parts in (exact, begun(exact)) if exact else ([],):
        keys = found(parts, marks, wanted)
        if keys:
            return Answer(keys[:MOST], parts, more=len(keys) > MOST)
    return respelled(wanted, marks) if exact else Answer([], [])


def respelled(wanted: Wanted, marks: Marks) -> Answer:
    """Return what has the words as they may have been meant, or nothing."""
    words = with_known_words(wanted.words)
    parts = parts_of(words)
    asked = replace(wanted, words=words)
    keys = found(parts, marks, asked) if words != wanted.words else []
    return Answer(keys[:MOST], parts, more=len(keys) > MOST, instead=words if keys else "")


def found(parts: Sequence[Part], marks: Marks, wanted: Wanted) -> Keys:
    """Return the newest rulings with all parts and marks, one more than are shown at most."""
    keys = with_rare_words_first(parts, marks, wanted)
    if keys is None:
        keys = matching(parts, marks, wanted)
    return in_head_first(keys, parts, marks, wanted) if parts else keys


def with_rare_words_first(parts: Sequence[Part], marks: Marks, wanted: Wanted) -> Keys | None:
    """
    Return the same where few rulings have the rare words: only those are asked for the others.

    Without it, a word that stands in each of a million rulings would be followed through all of
    them beside one that stands in ten.
    """
    rare = rare_among(parts, wanted.words)
    if not rare or len(rare) == len(parts):
        return None
    keys = matching(rare, marks, wanted, most=FEW + 1)
    if len(keys) > FEW:
        return None
    rows = ListingWords.objects.filter(pk__in=keys).values_list("pk", "head", "rest")
    texts = {key: f" {head}  {rest} " for key, head, rest in rows}
    others = [part for part in parts if part not in rare]
    return [key for key in keys if all(stands_in(texts.get(key, ""), part) for part in others)]


def rare_among(parts: Sequence[Part], typed: str) -> list[Part]:
    """Return the parts with a word that few rulings have, as it is written there."""
    if len(parts) == 1 or any(part.begun for part in parts):
        return []
    written = {word: words_in(word) for run in runs(typed) for word in folded(run)}
    counts = counted(written)
    few = {stem for word in written for stem in written[word] if counts.get(word, COMMON) < COMMON}
    return [part for part in parts if few.intersection(part.words)]


def in_head_first(keys: Keys, parts: Sequence[Part], marks: Marks, wanted: Wanted) -> Keys:
    """Return rulings with those first whose claim, sentence or names have all parts."""
    if not keys:
        return []
    if len(keys) > FEW // 10:
        there = replace(wanted, first=keys[-1], last=keys[0])
        heads = set(matching(parts, marks, there, in_head=True))
    else:
        rows = ListingWords.objects.filter(pk__in=keys).values_list("pk", "head")
        texts = {key: f" {head} " for key, head in rows}
        heads = {key for key in keys if all(stands_in(texts.get(key, ""), p) for p in parts)}
    return sorted(keys, key=lambda key: key not in heads)


def stands_in(text: str, part: Part) -> bool:
    """Whether a part stands among words that have a space before and behind them."""
    return f" {' '.join(part.words)}{'' if part.begun else ' '}" in text


def matching(
    parts: Sequence[Part],
    marks: Marks,
    wanted: Wanted,
    *,
    in_head: bool = False,
    most: int | None = None,
) -> Keys:
    """Return the keys that the database's own index finds, the newest first."""
    between: list[Any] = [wanted.first, wanted.last, most or MOST + 1]
    with connection.cursor() as cursor:
        if not parts and not marks:
            cursor.execute(ALL, between)
        elif connection.vendor == "postgresql":
            cursor.execute(POSTGRES, [tsquery(parts, marks, in_head=in_head), *between])
        else:
            cursor.execute(SQLITE, [fts5_query(parts, marks, in_head=in_head), *between])
        return [key for (key,) in cursor.fetchall()]


ALL = "SELECT id FROM claims_listing WHERE id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s"
POSTGRES = """
    SELECT listing_id FROM claims_listingwords
    WHERE words @@ %s::tsquery AND listing_id BETWEEN %s AND %s ORDER BY listing_id DESC LIMIT %s
"""
SQLITE = """
    SELECT rowid FROM claims_listingwords_words
    WHERE claims_listingwords_words MATCH %s AND rowid BETWEEN %s AND %s
    ORDER BY rowid DESC LIMIT %s
"""


def tsquery(parts: Sequence[Part], marks: Marks, *, in_head: bool) -> str:
    """Return what is asked for as PostgreSQL's tsquery; words hold letters and figures alone."""
    before = "^" if in_head else ""

    def one(part: Part) -> str:
        words = [f"'{before}{word}'" for word in part.words]
        return "(" + " <-> ".join(words) + (":*)" if part.begun else ")")

    either = ("(" + " | ".join(f"'={mark}'" for mark in some) + ")" for some in marks)
    return " & ".join([*map(one, parts), *either])


def fts5_query(parts: Sequence[Part], marks: Marks, *, in_head: bool) -> str:
    """Return what is asked for as SQLite's FTS5 takes it."""
    columns = "{head}" if in_head else "{head rest}"
    asked = [f"{columns} : ({fts5_parts(parts)})"] if parts else []
    either = (" OR ".join(f'"{mark}"' for mark in some) for some in marks)
    return " AND ".join([*asked, *(f"{{facets}} : ({some})" for some in either)])


def marks_of(wanted: Wanted) -> list[list[str]] | None:
    """Return the marks of which a ruling must have one of each list; none if that cannot be."""
    marks = [[facet(kind, ref)] for kind, ref in simple_filters(wanted) if ref]
    if wanted.topic:
        marks.append([facet(Kind.TOPIC.value, slug) for slug in topic_refs(wanted.topic)])
    if not wanted.claimant:
        return marks
    if is_claimant(wanted.claimant):
        refs = claimant_refs(wanted.claimant)
        return [*marks, [facet(Kind.CLAIMANT.value, ref) for ref in refs]]
    words = words_of(wanted.claimant)
    return [*marks, *([name_facet(word)] for word in words)] if words else None


def simple_filters(wanted: Wanted) -> list[tuple[str, str]]:
    """Return the filters whose values pages hold as they are."""
    return [(Kind.RATING.value, wanted.rating), (Kind.LANGUAGE.value, wanted.language)]
