"""Queries that are asked for every page: their SQL is made once, which costs more than they do."""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]
STAND_IN = "\N{SYMBOL FOR SUBSTITUTE}"


class Prepared:
    """
    A question with one value, asked again and again.

    `build` gets a stand-in for the value and returns the query, with values_list(): rows come as
    the database has them, so a column is a number or a text, or JSON that is still to be read.
    """

    def __init__(self, build: Callable[[str], "QuerySet[Any, Any]"]) -> None:
        self.build = build
        self.made: dict[str, tuple[str, tuple[Any, ...]]] = {}  # by kind of database

    def rows(self, value: str) -> Rows:
        """Return what the database has for a value."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self.build(STAND_IN).query.sql_with_params()
        sql, stand_ins = self.made[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if one == STAND_IN else one for one in stand_ins])
            rows: Rows = cursor.fetchall()
        return rows
