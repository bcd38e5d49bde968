"""Index again what was indexed otherwise, or not at all."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from claims.models import IndexEntry, User
from claims.models.index_entry import BATCH, COMPLETE, ROOM, SEARCHED
from claims.models.journal import recorded
from claims.text.words import VERSION

Told = Callable[[str, int, int], None]


def rebuild_search(
    *, by: User, after: dict[str, int] | None = None, told: Told | None = None
) -> int:
    """
    Bring the index of each row up to date and return how many entries were missing or wrong.

    Batch by batch, each a transaction of its own that holds the journal, so that nobody's save
    comes between a row and its entry. `after` names, by kind, the number to go on from. Derived
    words have no history: `by` is the machine, and nothing of the desk changes.
    """
    mended = 0
    for kind in SEARCHED:
        mended += drop_strays(kind)
        number = (after or {}).get(kind, 0)
        while True:
            seen, last, wrong = index_batch(kind, number)
            mended += wrong
            if not seen:
                break
            number = last
            if told:
                told(kind, last, wrong)
    note_complete()
    return mended


@recorded
def index_batch(kind: str, number: int) -> tuple[int, int, int]:
    """Index the rows after a number; return how many they were, the last, and how many differed."""
    rows = list(rows_of(kind).filter(pk__gt=number).order_by("pk")[:BATCH])
    wrong = differing(kind, rows)
    IndexEntry.store(wrong)
    return len(rows), rows[-1].pk if rows else number, len(wrong)


@recorded
def note_complete() -> None:
    """Note that every row is indexed with the words of today."""
    IndexEntry.objects.update_or_create(pk=COMPLETE, defaults={"version": VERSION})


@recorded
def drop_strays(kind: str) -> int:
    """Drop the entries of rows that are not there, as after a part of a backup came back."""
    entries, base = IndexEntry.objects.of(kind), SEARCHED[kind].number * ROOM
    newest = rows_of(kind).order_by("-pk").values_list("pk", flat=True).first() or 0
    dropped, _by_model = entries.filter(pk__gt=base + newest).delete()
    return int(dropped)


def rows_of(kind: str) -> "QuerySet[Any]":
    """Return the rows of a kind, with the article on which each hangs."""
    model = apps.get_model("claims", kind)
    rows: QuerySet[Any] = model._base_manager.all()
    at_claim = getattr(model, "ARTICLE", None) == "claim__article"
    return rows.select_related("claim") if at_claim else rows


def differing(kind: str, rows: list[Any]) -> list[Any]:
    """Return the rows whose entry is missing or not as it should be."""
    wanted = {row: IndexEntry.for_row(row) for row in rows}
    there = {
        entry.pk: entry
        for entry in IndexEntry.objects.filter(pk__in=[entry.pk for entry in wanted.values()])
    }
    return [row for row, entry in wanted.items() if not same(entry, there.get(entry.pk))]


def same(one: IndexEntry, other: IndexEntry | None) -> bool:
    """Whether two entries of a row say the same."""
    names = ("article_id", "head", "rest", "version")
    return other is not None and all(getattr(one, n) == getattr(other, n) for n in names)


def faults() -> Iterator[tuple[str, int, int]]:
    """Yield, for each kind, how many rows there are and how many entries are missing or wrong."""
    for kind in SEARCHED:
        number, seen, wrong = 0, 0, 0
        while rows := list(rows_of(kind).filter(pk__gt=number).order_by("pk")[:BATCH]):
            number, seen = rows[-1].pk, seen + len(rows)
            wrong += len(differing(kind, rows))
        yield kind, seen, wrong
