"""Queries that are asked for every page: their SQL is made once, which costs more than they do."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]
T = TypeVar("T")
ONCE: ContextVar[dict[Hashable, Any] | None] = ContextVar("what is read once", default=None)
STAND_IN = "\N{SYMBOL FOR SUBSTITUTE}"
FEW = 20  # numbers that are asked for at a time: as many as a page of a list has
NO_NUMBER = -(10**12)  # nor any below: nothing that is asked for has such a number
Value = str | int


@contextmanager
def reading_once() -> Iterator[None]:
    """Have things read once within: for who makes many pages of one at a time, and no longer."""
    token = ONCE.set({})
    try:
        yield
    finally:
        ONCE.reset(token)


def read_once(name: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` gives; what it gave before under the name, where things are read once."""
    known = ONCE.get()
    if known is None:
        return read()
    if name not in known:
        known[name] = read()
    return cast("T", known[name])


def know_once(name: Hashable, value: Any) -> None:
    """Have a value given under a name as if it had been read, where things are read once."""
    known = ONCE.get()
    if known is not None:
        known[name] = value


class Prepared:
    """
    A question with a few values, texts or numbers, asked again and again.

    `build` gets a stand-in for each value and returns the query, with values_list(): rows come as
    the database has them, so a column is a number or a text, or JSON that is still to be read.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self.build = build
        self.made: dict[str, tuple[str, tuple[Any, ...]]] = {}  # by kind of database

    def rows(self, *values: Value) -> Rows:
        """Return what the database has for these values, of the same kinds each time."""
        given = {stand_in(number, value): value for number, value in enumerate(values)}
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self.build(*given).query.sql_with_params()
        sql, stand_ins = self.made[connection.vendor]
        # on PostgreSQL, one that stands for nothing is a list: the way to a place in JSON
        params = [given.get(one, one) if isinstance(one, str | int) else one for one in stand_ins]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows: Rows = cursor.fetchall()
        return rows

    def rows_among(self, numbers: Sequence[int]) -> Rows:
        """Return what the database has for any of these numbers, asked for a few at a time."""
        parts = (numbers[start : start + FEW] for start in range(0, len(numbers), FEW))
        rows = (self.rows(*part, *[NO_NUMBER] * (FEW - len(part))) for part in parts)
        return [row for some in rows for row in some]


def stand_in(number: int, value: Value) -> Value:
    """Return what stands for a value while its question is made."""
    return NO_NUMBER - number if isinstance(value, int) else f"{STAND_IN}{number}"
