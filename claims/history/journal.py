"""The journal as plain values: the history rows of all tables in one order, quickly."""

import functools
import json
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import chain
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection, models
from django.db.models import Max, Q

from claims.models import Claim, guards
from claims.models.journal import SealedHistory, sealed_columns
from claims.models.sealing import digest_of_values, plain

CHUNK = 500  # rows in memory at a time, of each table
HEAD = ["journal_position", "journal_seal", "journal_digest", "journal_fields", "journal_salt"]

EMPTY: dict[Any, Any] = {"[]": [], "{}": {}, "null": None, None: None}

AS_STORED = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)

Read = Callable[[Any], Any]


class Entry(NamedTuple):
    """A history row without its model: its place and its seal, and all its columns as stored."""

    position: int
    seal: str
    digest: str
    fields: str
    salt: str | None
    pk: int
    model: type[SealedHistory]
    row: Sequence[Any]


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
    """
    Yield the history rows of one table in their order.

    By hand: the ORM would make dates and lists of what is then written as text again.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in (*HEAD, "history_id", *plan(model).columns))
    statement = (
        f"SELECT {columns} FROM {quote(model._meta.db_table)} "  # noqa: S608 - no outside words
        "WHERE journal_position <= %s ORDER BY journal_position"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [length])
        while rows := cursor.fetchmany(CHUNK):
            for row in rows:
                yield Entry(*row[:6], model, row[6:])  # type: ignore[call-arg]


class Plan(NamedTuple):
    """How the rows of one table are read."""

    names: list[str]  # of what is sealed, in the order of the seal
    columns: list[str]
    joined: str
    reads: list[tuple[int, Read]]  # the places whose stored form is another than the sealed one


@functools.cache
def plan(model: type[SealedHistory]) -> Plan:
    """Return how the rows of a history table are read."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    names = sealed_columns(model)
    reads = [(place, read_for(fields[name])) for place, name in enumerate(names)]
    return Plan(
        names,
        [str(fields[name].column) for name in names],
        ",".join(names),
        [(place, read) for place, read in reads if read is not None],
    )


def read_for(field: "models.Field[Any, Any]") -> Read | None:
    """Return what makes the sealed form of a column from its stored one, if they differ."""
    if isinstance(field, models.JSONField):
        return as_json
    if isinstance(field, models.BooleanField):
        return as_boolean
    if isinstance(field, models.DateTimeField):
        return as_moment
    return None if isinstance(field, AS_STORED) else plain


def as_json(stored: Any) -> Any:
    """Return the JSON in a column, of which most are empty."""
    if stored in EMPTY:
        return EMPTY[stored]
    return json.loads(stored) if isinstance(stored, str) else stored


def as_boolean(stored: Any) -> bool | None:
    """Return a yes or no, which SQLite keeps as a number."""
    return None if stored is None else bool(stored)


def as_moment(stored: Any) -> Any:
    """Return a time as it is sealed; SQLite gives it in UTC without saying so."""
    if stored is not None and stored.tzinfo is None:
        return f"{stored.isoformat(timespec='microseconds')}+00:00"
    return plain(stored)


def told_of(entry: Entry) -> str:
    """Return what a history row tells about: the row, and the claim that it hangs on, if any."""
    model: Any = entry.model
    told: dict[str, Any] = dict(zip(plan(model).columns, entry.row, strict=True))
    name = f"{model.instance_type._meta.object_name} {told['id']}"
    pk = told.get("claim_id") or 0
    claim = Claim.objects.filter(pk=pk).values_list("public_id", flat=True)
    return f"{name}, of claim {claim[0]}" if claim else name


def values(entry: Entry) -> tuple[list[str], list[Any]]:
    """Return the names of an entry's sealed columns, and what is in them."""
    how, row = plan(entry.model), list(entry.row)
    for place, read in how.reads:
        row[place] = read(row[place])
    if entry.fields == how.joined:
        return how.names, row
    found = dict(zip(how.names, row, strict=True))  # sealed before today's columns were there
    names = [name for name in entry.fields.split(",") if name in found]
    return names, [found[name] for name in names]


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
