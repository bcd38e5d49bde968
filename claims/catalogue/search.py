"""
Search by words and filters.

Never more than a thousand rulings are looked for, so that a word that stands in a million costs no
more than one that stands in a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.catalogue.names import claimant_refs, is_claimant, topic_refs
from claims.models.listing import Kind, facet, name_facet
from claims.models.spelling import with_known_words
from claims.models.word_index import fts5_parts
from claims.text.words import Part, begun, parts_of, words_of

MOST = 1000
LAST = 2**63 - 1

Keys = list[int]


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


def respelled(wanted: Wanted, marks: Sequence[Sequence[str]]) -> Answer:
    """Return what has the words as they may have been meant, or nothing."""
    words = with_known_words(wanted.words)
    parts = parts_of(words)
    keys = found(parts, marks, wanted) if words != wanted.words else []
    return Answer(keys[:MOST], parts, more=len(keys) > MOST, instead=words if keys else "")


def found(parts: Sequence[Part], marks: Sequence[Sequence[str]], wanted: Wanted) -> Keys:
    """Return the newest rulings with all parts and marks, up to one more than are shown."""
    if not parts:
        return matching([], marks, wanted, in_head=False)
    keys = matching(parts, marks, wanted, in_head=True)
    if len(keys) <= MOST:
        others = matching(parts, marks, wanted, in_head=False)
        keys = list(dict.fromkeys([*keys, *others]))[: MOST + 1]
    return keys


def matching(
    parts: Sequence[Part], marks: Sequence[Sequence[str]], wanted: Wanted, *, in_head: bool
) -> Keys:
    """Return the keys that the database's own index finds, the newest first."""
    between: list[Any] = [wanted.first, wanted.last, MOST + 1]
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


def tsquery(parts: Sequence[Part], marks: Sequence[Sequence[str]], *, in_head: bool) -> str:
    """Return what is asked for as PostgreSQL's tsquery; words hold letters and figures alone."""
    before = "^" if in_head else ""

    def one(part: Part) -> str:
        words = [f"'{before}{word}'" for word in part.words]
        return "(" + " <-> ".join(words) + (":*)" if part.begun else ")")

    either = ("(" + " | ".join(f"'={mark}'" for mark in some) + ")" for some in marks)
    return " & ".join([*map(one, parts), *either])


def fts5_query(parts: Sequence[Part], marks: Sequence[Sequence[str]], *, in_head: bool) -> str:
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
