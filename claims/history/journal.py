"""The journal as plain values: the history rows of all tables in one order, quickly."""

import functools
from collections.abc import Callable, Iterator
from heapq import merge
from itertools import chain
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import models
from django.db.models import Max, Q, QuerySet

from claims.models import guards
from claims.models.journal import OWN_FIELDS, SealedHistory
from claims.models.sealing import digest_of_values, plain

CHUNK = 500  # rows in memory at a time, of each table
HEAD = ["journal_position", "journal_seal", "journal_digest", "journal_fields", "journal_salt"]

Convert = Callable[[Any], Any]


class Entry(NamedTuple):
    """A history row without its model: its place and its seal, and all its columns."""

    position: int
    seal: str
    digest: str
    fields: str
    salt: str | None
    pk: int
    model: type[SealedHistory]
    row: list[Any]


class Link(NamedTuple):
    """What alone is needed to follow the chain of seals."""

    position: int
    digest: str
    seal: str


def entries(length: int) -> Iterator[Entry]:
    """Yield the history rows of all tables up to a position, in the order of the journal."""
    tables = [_entries_of(model, length) for model in guards.history_models()]
    return merge(*tables, key=lambda entry: entry.position)


def _entries_of(model: type[SealedHistory], length: int) -> Iterator[Entry]:
    """Yield the history rows of one table in their order."""
    rows: QuerySet[Any] = model._base_manager.filter(journal_position__lte=length)
    values = rows.order_by("journal_position").values_list(*HEAD, "pk", *columns(model))
    for row in values.iterator(CHUNK):
        position, seal, digest, fields, salt, pk, *rest = row
        yield Entry(position, seal, digest, fields, salt, pk, model, rest)


@functools.cache
def columns(model: type[SealedHistory]) -> tuple[str, ...]:
    """Return the columns of a history table beside those of the seal."""
    return tuple(f.attname for f in model._meta.concrete_fields if f.attname not in OWN_FIELDS)


@functools.cache
def reader(model: type[SealedHistory], fields: str) -> tuple[list[str], list[int], list[Convert]]:
    """Return the names of the sealed columns, where in a row they stand, and how they are read."""
    found = {field.attname: field for field in model._meta.concrete_fields}
    places = {name: place for place, name in enumerate(columns(model))}
    names = [name for name in fields.split(",") if name in places]
    reads: list[Convert] = [
        as_it_is if isinstance(found[n], models.JSONField) else plain for n in names
    ]
    return names, [places[name] for name in names], reads


def as_it_is(value: Any) -> Any:
    """Return what JSON knows already."""
    return value


def values(entry: Entry) -> tuple[list[str], list[Any]]:
    """Return the names of an entry's sealed columns, and what is in them."""
    names, places, reads = reader(entry.model, entry.fields)
    row = entry.row
    return names, [read(row[place]) for read, place in zip(reads, places, strict=True)]


def digest(entry: Entry) -> str | None:
    """Return the digest that an entry's columns have today; nothing if it cannot be known."""
    names, found = values(entry)
    return digest_of_values(entry.model._meta.label, names, found, entry.salt)


def links(first: int, last: int) -> list[Link]:
    """Return the chain from one position to another, without any content."""
    tables = (
        model._base_manager.filter(journal_position__range=(first, last)).values_list(
            "journal_position", "journal_digest", "journal_seal"
        )
        for model in guards.history_models()
    )
    return sorted(Link(*row) for row in chain.from_iterable(tables))


def last_position(which: Q | None = None) -> int:
    """Return the highest position of any history row, or of such rows."""
    return max(
        model._base_manager.filter(which or Q()).aggregate(last=Max("journal_position"))["last"]
        or 0
        for model in guards.history_models()
    )


UNSALTED = Q(journal_salt=None) | Q(journal_salt__endswith='"salts":{}}')  # redacted ones too


def salted_from() -> int:
    """
    Return the position after which every digest has a salt, and can be shown to anybody.

    From a digest without one, likely contents could be found out by trying them. It is asked
    for once: rows of earlier releases do not come anew.
    """
    return cache.get_or_set("claims.salted_from", last_unsalted_position, timeout=None) or 0


def last_unsalted_position() -> int:
    """Return the highest position of a row without a salt, or 0."""
    return last_position(UNSALTED)
