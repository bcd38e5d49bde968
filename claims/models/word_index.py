"""
The database's own index over words that a table holds ready made: FTS5 or a GIN of a tsvector.

Both kinds are asked for the same words, and give the same rows. The words come ready made, so that
neither database's own parser, which splits by locale, is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.text.words import Part

AS_FTS5 = """
    CREATE VIRTUAL TABLE IF NOT EXISTS {table}_words USING fts5(
        {columns}, content='{table}', content_rowid='{key}', tokenize='ascii'
    )
"""
ADD = "INSERT INTO {table}_words(rowid, {columns}) VALUES ({new});"
REMOVE = """INSERT INTO {table}_words({table}_words, rowid, {columns})
        VALUES ('delete', {old});"""
OPTIMIZE = "INSERT INTO {table}_words({table}_words) VALUES ('optimize')"
REBUILD = "INSERT INTO {table}_words({table}_words) VALUES ('rebuild')"

AS_TSVECTOR = """
    ALTER TABLE {table} ADD COLUMN IF NOT EXISTS words tsvector
    GENERATED ALWAYS AS ({function}({columns})) STORED
"""
AS_GIN = """
    CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({columns}) WITH (fastupdate = off)
"""
KIND = 40  # bits: what is above tells the kind of row


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The index over the words in some columns of a table."""

    table: str
    key: str
    columns: tuple[str, ...]
    function: str  # PostgreSQL's, that makes a tsvector of the columns
    function_sql: str
    block: int  # bits: keys that are the same above them are marked as one block
    kinds: tuple[tuple[str, int], ...] = ()  # of rows, that are asked one by one: name, number

    @property
    def triggers(self) -> dict[str, str]:
        """The triggers that write SQLite's index, by name; PostgreSQL's column needs none."""
        differs = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in self.columns)
        add, remove = self.filled(ADD), self.filled(REMOVE)
        name, on = f"{self.table}_words", f"ON {self.table}"
        return {
            f"{name}_insert": f"AFTER INSERT {on} BEGIN {add} END",
            f"{name}_delete": f"AFTER DELETE {on} BEGIN {remove} END",
            f"{name}_update": f"AFTER UPDATE {on} WHEN {differs} BEGIN {remove} {add} END",
        }

    def filled(self, statement: str) -> str:
        """Return a statement with the names of this table and of its columns."""
        every = (self.key, *self.columns)
        return statement.format(
            table=self.table,
            key=self.key,
            function=self.function,
            columns=", ".join(self.columns),
            new=", ".join(f"NEW.{column}" for column in every),
            old=", ".join(f"OLD.{column}" for column in every),
        )

    def install(self) -> None:
        """Put the index in place, over the rows that there are, and what writes it."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                made = [self.function_sql, self.filled(AS_TSVECTOR), *self.indexes().values()]
                for statement in () if self.is_there(cursor) else made:
                    cursor.execute(statement)
                return
            is_new = f"{self.table}_words" not in connection.introspection.table_names(cursor)
            cursor.execute(self.filled(AS_FTS5))
            if is_new:  # what it does not know it could not let go of either
                cursor.execute(self.filled(REBUILD))
            for name, body in self.triggers.items():
                cursor.execute(f'CREATE TRIGGER IF NOT EXISTS "{name}" {body}')

    def indexes(self) -> dict[str, str]:
        """
        Return what makes each of PostgreSQL's indexes, by name: one, or one for each kind.

        They hold for each row its block too: the newest rows that have a word are found without
        looking at all that have it.
        """
        name, table = f"{self.table}_newest", self.table
        columns = f"words, (ARRAY[{self.key} >> {self.block}])"
        if not self.kinds:
            return {name: AS_GIN.format(name=name, table=table, columns=columns)}
        return {
            f"{name}_{kind}": AS_GIN.format(name=f"{name}_{kind}", table=table, columns=columns)
            + f"WHERE {self.key} >> {KIND} = {number}"
            for kind, number in self.kinds
        }

    def is_there(self, cursor: Any) -> bool:
        """Whether PostgreSQL has all indexes already: to ask takes no lock from people at work."""
        names = list(self.indexes())
        cursor.execute(
            "SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema()"
            " AND indexname = ANY(%s)",
            [names],
        )
        return bool(cursor.fetchone() == (len(names),))

    def forget(self) -> None:
        """
        Have SQLite's index let go of words that no row has any more, which it only marks at first.

        It writes the index anew: for a removal that the law demands, not for each change.
        PostgreSQL keeps removed words until its tables are vacuumed, as it keeps those of the
        rows themselves.
        """
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(self.filled(OPTIMIZE))


def fts5_parts(parts: Sequence[Part]) -> str:
    """Return what is asked for as SQLite's FTS5 takes it; words hold letters and figures alone."""
    return " AND ".join(f'"{" ".join(part.words)}"{" *" if part.begun else ""}' for part in parts)
