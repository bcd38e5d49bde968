"""
What the databases' own indexes tell of the words of rulings, the same on each of them.

PostgreSQL's index does not know which rows are the newest, and would read all that have a frequent
word. It is asked for the days in which there should be enough, and then for those before them.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil, prod
from typing import Any, NamedTuple

from django.db import connection

from claims.catalogue.wanted import YEAR, Marks, Wanted, blocks_of
from claims.models import ListingWords
from claims.models.listing import BLOCK, block_of
from claims.models.word_index import fts5_parts
from claims.text.words import Part

SPARE = 1.5  # times as much is looked at as should do: no day is like another
AT_FIRST = 0.1  # of all rulings at most: what is found among them tells how many are to come
GOOD_PART = 2  # times as much is left, or it is not worth asking twice
MARKED = 0.1  # of all rulings are taken to have a mark: a rating, a language; fewer have a topic
ROUNDS = 4  # before all that is left is looked at

Keys = list[int]


class Spread(NamedTuple):
    """How many rulings are listed, and keys with as many of them between each two, in order."""

    rulings: int
    bounds: list[int]

    @property
    def step(self) -> float:
        """How many rulings there are between two bounds."""
        return self.rulings / (len(self.bounds) - 1)


class Statistics(NamedTuple):
    """In how many rulings at least a word stands, or what begins so, and how rulings are spread."""

    often: Mapping[str, int]
    spread: Spread | None


UNKNOWN = Statistics({}, None)


def matching(
    parts: Sequence[Part], marks: Marks, wanted: Wanted, *, most: int, known: Statistics
) -> Keys:
    """Return the keys of the newest rulings that have all parts and marks, the newest first."""
    often, spread = known
    if spread is None or not is_narrowed(parts, marks, often):
        return asked(parts, marks, wanted, most=most)
    steps = steps_with(most, share_of(parts, marks, often, spread), spread)
    return newest(partial(asked, parts, marks), wanted, most, spread, steps)


def is_narrowed(parts: Sequence[Part], marks: Marks, often: Mapping[str, int]) -> bool:
    """
    Whether PostgreSQL's index has less to do where it is asked for some days alone.

    Of words that begin so it finds all anyhow, and then looks which are of these days.
    """
    begun = [part.words[-1] for part in parts if part.begun]
    return bool(parts or marks) and all(word in often for word in begun)


def share_of(
    parts: Sequence[Part], marks: Marks, often: Mapping[str, int], spread: Spread
) -> float:
    """Return which share of all rulings is likely to have all parts and marks."""
    words = {word for part in parts for word in part.words}
    known = [min(1, often.get(word, spread.rulings) / spread.rulings) for word in words]
    return prod(known) * MARKED ** len(marks)


def steps_with(most: int, share: float, spread: Spread) -> int:
    """Return between how many bounds to look: there should be enough, and some to spare."""
    steps = len(spread.bounds) - 1
    likely = SPARE * most / share / spread.step if share else steps
    return ceil(min(likely, AT_FIRST * steps))


def newest(ask: Callable[..., Keys], wanted: Wanted, most: int, spread: Spread, steps: int) -> Keys:
    """
    Return what `ask` finds, in the newest days first: as many as are likely to have enough.

    What these had tells how many more are to be looked at. Where that is a good part of all that is
    left, or more blocks of days than are named, all that is left is looked at together.
    """
    keys: Keys = []
    seen, left = 0, wanted
    for _n in range(ROUNDS):
        last = newest_key(left)
        if last is None:
            return keys
        place = bisect_right(spread.bounds, last) - 1  # with a whole step above each bound before
        if steps * GOOD_PART > place:
            break
        bound, named = spread.bounds[place - steps], (block_of(last) - YEAR + 2) << BLOCK
        first = max(bound, named, left.first)
        there = replace(left, first=first, last=last)
        keys += ask(there, most=most - len(keys))
        if len(keys) >= most:
            return keys
        left = replace(left, last=first - 1)
        if bound >= named:  # else these were few, after a time in which nothing was published
            seen += steps
            enough = ceil(SPARE * (most - len(keys)) * seen / len(keys)) if keys else place
            steps = max(2 * steps, enough)
    return keys + ask(left, most=most - len(keys))


def statistics(parts: Sequence[Part]) -> Statistics:
    """
    Return what PostgreSQL knows of how its rows are: nothing before it looked at them.

    It counts words in its index's own form, in which “mayor” and “mayors” are one. Nothing is
    asked on SQLite, whose index finds the newest first.
    """
    if connection.vendor != "postgresql":
        return UNKNOWN
    patterns = [f"{part.words[-1]}{'%' if part.begun else ''}" for part in parts]
    often: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS, [patterns])  # letters and figures alone
        told = {word: (count, keys) for word, count, keys in cursor.fetchall()}
    rulings, keys = told.pop(None)  # of all
    for word, (count, _keys) in told.items():
        often.update({part.words[-1]: count for part in parts if is_of(word, part)})
    bounds = [int(key) for key in keys.split(",")] if keys else []
    spread = Spread(rulings, bounds) if rulings > 0 and len(bounds) > 1 else None
    return Statistics(dict(often), spread)


def is_of(word: str, part: Part) -> bool:
    """Whether a word is the part's last one, or begins as that does where it is only begun."""
    last = part.words[-1]
    return word.startswith(last) if part.begun else word == last


def newest_key(wanted: Wanted) -> int | None:
    """Return the newest key between those that are wanted, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(ALL, [wanted.first, wanted.last, 1])
        found = cursor.fetchone()
    return found[0] if found else None


def asked(
    parts: Sequence[Part], marks: Marks, wanted: Wanted, *, most: int, in_head: bool = False
) -> Keys:
    """Return the keys that the database's own index finds, the newest first."""
    between: list[Any] = [wanted.first, wanted.last, most]
    with connection.cursor() as cursor:
        if not parts and not marks:
            cursor.execute(ALL, between)
        elif connection.vendor == "postgresql":
            query = tsquery(parts, marks, in_head=in_head)
            cursor.execute(POSTGRES, [query, *between, blocks_of(wanted)])
        else:
            cursor.execute(SQLITE, [fts5_query(parts, marks, in_head=in_head), *between])
        return [key for (key,) in cursor.fetchall()]


def having(keys: Keys, parts: Sequence[Part], *, head_alone: bool = False) -> dict[int, bool]:
    """
    Return those of few rulings that have all parts, the newest first, and whether their heads do.

    Their words are read one by one, as the index does not tell which stand side by side.
    """
    if not keys:
        return {}
    words = [f" {' '.join(part.words)}{'' if part.begun else ' '}" for part in parts]
    if connection.vendor == "postgresql":
        patterns = [f"%{some}%" for some in words]  # letters and figures alone
        with connection.cursor() as cursor:
            cursor.execute(HEADS if head_alone else TEXTS, [patterns, keys, patterns])
            return dict(sorted(cursor.fetchall(), reverse=True))
    rows = ListingWords.objects.filter(pk__in=keys).order_by("-pk")
    columns = ["head"] if head_alone else ["head", "rest"]
    there = {}
    for key, *texts in rows.values_list("pk", *columns):
        said = [f" {text} " for text in texts]
        if all(some in " ".join(said) for some in words):
            there[key] = all(some in said[0] for some in words)
    return there


ALL = "SELECT id FROM claims_listing WHERE id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s"
POSTGRES = (
    "SELECT * FROM claimbench_found(%s::tsquery, %s::bigint, %s::bigint, %s::integer, %s::bigint[])"
)
STATISTICS = """
    SELECT NULL, (SELECT reltuples::bigint FROM pg_class WHERE oid = 'claims_listing'::regclass), (
        SELECT btrim(histogram_bounds::text, '{}') FROM pg_stats
        WHERE schemaname = current_schema() AND tablename = 'claims_listing' AND attname = 'id'
    )
    UNION ALL
    SELECT word, (share * heap.reltuples)::bigint, NULL
    FROM pg_stats, pg_class AS heap,
         unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known(word, share)
    WHERE schemaname = current_schema() AND tablename = 'claims_listingwords'
        AND attname = 'words' AND heap.oid = 'claims_listingwords'::regclass
        AND word LIKE ANY (%s)
"""
HEADS = """
    SELECT listing_id, ' ' || head || ' ' LIKE ALL (%s) FROM claims_listingwords
    WHERE listing_id = ANY (%s) AND ' ' || head || ' ' LIKE ALL (%s)
"""
TEXTS = """
    SELECT listing_id, ' ' || head || ' ' LIKE ALL (%s) FROM claims_listingwords
    WHERE listing_id = ANY (%s) AND ' ' || head || '   ' || rest || ' ' LIKE ALL (%s)
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
