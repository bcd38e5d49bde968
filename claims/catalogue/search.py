"""
Search by words and filters.

Never more than a thousand rulings are looked for, so that a word that stands in a million costs no
more than one that stands in a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import connection

from claims.catalogue.names import claimant_refs, is_claimant, topic_refs
from claims.models import Listing, ListingWords
from claims.models.listing import ROOM, WEEK, Kind, facet, name_facet, week_facet, week_of
from claims.models.spelling import counted, with_known_words
from claims.models.word_index import fts5_parts
from claims.text.words import Part, begun, folded, parts_of, runs, words_in, words_of

MOST = 1000
YEAR = 54  # weeks that a search by days is narrowed to by their marks
WEEKS = (1, 3, 12)  # that are looked at together, the newest first
FEW = 1000  # rulings whose words are looked at one by one
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
    in_part: bool = False  # only the newest with all words were looked at for words side by side


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
    for parts in (exact, begun(exact)) if exact else ([],):
        there = found(parts, marks, wanted)
        in_part = in_part or there.in_part
        if there.keys:
            return there.answer(parts)
    return replace(respelled(wanted, marks), in_part=in_part) if exact else Answer([], [])


def respelled(wanted: Wanted, marks: Marks) -> Answer:
    """Return what has the words as they may have been meant, or nothing."""
    words = with_known_words(wanted.words)
    parts = parts_of(words)
    asked = replace(wanted, words=words)
    there = found(parts, marks, asked) if words != wanted.words else Found([])
    return there.answer(parts, instead=words if there.keys else "")


def found(parts: Sequence[Part], marks: Marks, wanted: Wanted) -> Found:
    """Return the newest rulings with all parts and marks, one more than are shown at most."""
    words = [Part((word,)) for part in parts for word in part.words[:-1]]
    words += [replace(part, words=part.words[-1:]) for part in parts]
    rare = rare_among(words, wanted.words)
    many = not rare and not any(part.begun for part in parts)
    if rare and len(rare) < len(words):
        keys = matching(rare, marks, wanted, most=FEW + 1)
        if len(keys) <= FEW:
            return Found(in_head_first(having(keys, parts), parts, marks, wanted))
    if len(words) == len(parts):
        keys = matching(words, marks, wanted, of_many=many)
        mixed = 0 < len(rare) < len(words)
        return Found(in_head_first(keys, parts, marks, wanted, mixed=mixed))
    keys = matching(words, marks, wanted, most=FEW + 1, of_many=many)
    side_by_side = having(keys[:FEW], parts)
    return Found(in_head_first(side_by_side, parts, marks, wanted), len(keys) > FEW)


def having(keys: Keys, parts: Sequence[Part]) -> Keys:
    """Return those of few rulings that have all parts: their words are read one by one."""
    rows = ListingWords.objects.filter(pk__in=keys).values_list("pk", "head", "rest")
    texts = {key: f" {head}  {rest} " for key, head, rest in rows}
    return [key for key in keys if all(stands_in(texts.get(key, ""), part) for part in parts)]


def rare_among(parts: Sequence[Part], typed: str) -> list[Part]:
    """Return the parts with a word that few rulings have, as it is written there."""
    if any(part.begun for part in parts):
        return []
    written = {word: words_in(word) for run in runs(typed) for word in folded(run)}
    counts = counted(written)
    few = {stem for word in written for stem in written[word] if counts.get(word, COMMON) < COMMON}
    return [part for part in parts if few.intersection(part.words)]


def in_head_first(
    keys: Keys, parts: Sequence[Part], marks: Marks, wanted: Wanted, *, mixed: bool = False
) -> Keys:
    """
    Return rulings with those first whose claim, sentence or names have all parts.

    Of many the index tells it, but SQLite's reads all that has a common word between rare ones.
    """
    if not keys or not parts:
        return keys
    asks = len(keys) > FEW // 10 and not (mixed and connection.vendor == "sqlite")
    if asks and all(len(part.words) == 1 for part in parts):
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
    of_many: bool = False,
) -> Keys:
    """Return the keys that the database's own index finds, the newest first."""
    most = most or MOST + 1
    between: list[Any] = [wanted.first, wanted.last, most]
    if of_many and parts and connection.vendor == "postgresql":
        return week_by_week(parts, marks, wanted, most)
    with connection.cursor() as cursor:
        if not parts and not marks:
            cursor.execute(ALL, between)
        elif connection.vendor == "postgresql":
            weeks = weeks_of(wanted)
            dated = [*marks, weeks] if weeks else marks
            cursor.execute(POSTGRES, [tsquery(parts, dated, in_head=in_head), *between])
        else:
            cursor.execute(SQLITE, [fts5_query(parts, marks, in_head=in_head), *between])
        return [key for (key,) in cursor.fetchall()]


def week_by_week(parts: Sequence[Part], marks: Marks, wanted: Wanted, most: int) -> Keys:
    """
    Return the same for words of many rulings: those of the newest weeks first, until it is enough.

    PostgreSQL's index does not know which rows are the newest: it would read them all.
    """
    keys: Keys = []
    rows = Listing.objects.filter(pk__gte=wanted.first).values_list("pk", flat=True)
    before = wanted.last
    for weeks in WEEKS:
        newest = rows.filter(pk__lte=before).first()
        if newest is None:
            return keys
        first = max((week_of(newest) - weeks + 1) * ROOM * WEEK, wanted.first)
        there = replace(wanted, first=first, last=newest)
        keys += matching(parts, marks, there, most=most - len(keys))
        before = first - 1
        if len(keys) >= most:
            return keys
    return keys + matching(parts, marks, replace(wanted, last=before), most=most - len(keys))


def weeks_of(wanted: Wanted) -> list[str]:
    """Return the marks of the weeks that are asked for, if they are few."""
    first, last = week_of(wanted.first), week_of(wanted.last)
    return [week_facet(week) for week in range(first, last + 1)] if last - first < YEAR else []


ALL = "SELECT id FROM claims_listing WHERE id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s"
POSTGRES = "SELECT * FROM claimbench_found(%s::tsquery, %s::bigint, %s::bigint, %s::integer)"
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
