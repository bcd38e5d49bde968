"""Queries that are asked for every page: their SQL is made once, which costs more than they do."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]
T = TypeVar("T")
ONCE: ContextVar[dict[Hashable, Any] | None] = ContextVar("what is read once", default=None)
STAND_IN = "\N{SYMBOL FOR SUBSTITUTE}"


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


class Prepared:
    """
    A question with a few values, asked again and again.

    `build` gets a stand-in for each value and returns the query, with values_list(): rows come as
    the database has them, so a column is a number or a text, or JSON that is still to be read.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self.build = build
        self.made: dict[str, tuple[str, tuple[Any, ...]]] = {}  # by kind of database

    def rows(self, *values: str) -> Rows:
        """Return what the database has for these values."""
        given = {f"{STAND_IN}{number}": value for number, value in enumerate(values)}
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self.build(*given).query.sql_with_params()
        sql, stand_ins = self.made[connection.vendor]
        # on PostgreSQL, one that stands for nothing is a list: the way to a place in JSON
        params = [given.get(one, one) if isinstance(one, str) else one for one in stand_ins]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows: Rows = cursor.fetchall()
        return rows
