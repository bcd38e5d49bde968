"""
What the database itself refuses, whoever asks: changes to history, files, visits, checkpoints.

SQLite drops triggers with every rebuild of a table, so they are put back after each migration;
a system check and verify_history tell when one is missing, or does something else by now.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, Model, UniqueConstraint

from claims.models.article import Body
from claims.models.attachment import Attachment
from claims.models.checkpoint import Checkpoint
from claims.models.journal import SealedHistory
from claims.models.ruling import Ruling
from claims.models.snapshot import Snapshot
from claims.models.visit import Visit

REFUSE = "claimbench_refuse"
SQLITE_REFUSAL = """
    CREATE TRIGGER IF NOT EXISTS "{table}_{event}" BEFORE {event} ON "{table}"
    BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END
"""
SQLITE_REPLACEMENT = """
    CREATE TRIGGER IF NOT EXISTS "{table}_insert" BEFORE INSERT ON "{table}"
    WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same})
    BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END
"""
SQLITE_FROZEN = """
    CREATE TRIGGER IF NOT EXISTS "{table}_frozen" BEFORE UPDATE ON "{table}"
    WHEN OLD.frozen IS NOT NULL AND NEW.frozen IS NOT OLD.frozen
    BEGIN SELECT RAISE(ABORT, 'a published page is never changed'); END
"""
REFUSAL = " BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = '23001'; END "
POSTGRES_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $${REFUSAL}$$
"""
POSTGRES_REFUSAL = f"""
    CREATE OR REPLACE TRIGGER "{{table}}_{{event}}" BEFORE {{event}} ON "{{table}}"
    FOR EACH {{each}} EXECUTE FUNCTION {REFUSE}()
"""
POSTGRES_FROZEN = f"""
    CREATE OR REPLACE TRIGGER "{{table}}_frozen" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
    WHEN (OLD.frozen IS NOT NULL AND NEW.frozen IS DISTINCT FROM OLD.frozen)
    EXECUTE FUNCTION {REFUSE}()
"""


def history_models() -> list[type[SealedHistory]]:
    """Return every history model, in the order of their names."""
    models = apps.get_app_config("claims").get_models()
    return sorted(
        (model for model in models if issubclass(model, SealedHistory)),
        key=lambda model: model.__name__,
    )


def statements() -> dict[str, str]:
    """Return the trigger for each name that must exist, as this database writes it."""
    never_saved = [Body, Snapshot, Attachment, Visit, Checkpoint]
    guarded: list[type[Model]] = [*history_models(), *never_saved]
    write = postgres_statements if connection.vendor == "postgresql" else sqlite_statements
    return {name: text for model in guarded for name, text in write(model)} | frozen_statement()


def postgres_statements(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield the triggers of a guarded table."""
    table = model._meta.db_table
    for event, each in {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}.items():
        yield f"{table}_{event}", POSTGRES_REFUSAL.format(table=table, event=event, each=each)


def sqlite_statements(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield the triggers of a guarded table; INSERT OR REPLACE would pass those on deletion."""
    table = model._meta.db_table
    for event in ("update", "delete"):
        yield f"{table}_{event}", SQLITE_REFUSAL.format(table=table, event=event)
    same = " OR ".join(
        "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")"
        for columns in unique_columns(model)
    )
    yield f"{table}_insert", SQLITE_REPLACEMENT.format(table=table, same=same)


def unique_columns(model: type[Model]) -> Iterator[list[str]]:
    """Yield each set of columns by which a new row could replace an old one."""
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        if field.unique:
            yield [columns[field.name]]
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint):
            parts: list[Any] = [part for part in rule.expressions if isinstance(part, F)]
            yield [columns[name] for name in (*rule.fields, *(part.name for part in parts))]


def frozen_statement() -> dict[str, str]:
    """Return the trigger that keeps a published page, under its name."""
    table = Ruling._meta.db_table
    frozen = POSTGRES_FROZEN if connection.vendor == "postgresql" else SQLITE_FROZEN
    return {f"{table}_frozen": frozen.format(table=table)}


POSTGRES_PRESENT = """
    SELECT tgname, relname, pg_get_triggerdef(pg_trigger.oid, true), prosrc, tgenabled
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)
"""
POSTGRES_ON = "OA"  # on in every session but those that replay another server's changes
SQLITE_PRESENT = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
NOISE = re.compile(r"IF NOT EXISTS|OR REPLACE|[\s\"()]", re.IGNORECASE)


def present() -> dict[str, str]:
    """Return what each trigger that is there and not switched off does, by its name."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(POSTGRES_PRESENT if postgres else SQLITE_PRESENT)
        rows = cursor.fetchall()
    if not postgres:
        return {name: essence(text) for name, _table, text in rows}
    return {
        name: essence(text) if source == REFUSAL else f"another function: {source}"
        for name, _table, text, source, enabled in rows
        if enabled in POSTGRES_ON
    }


def essence(statement: str) -> str:
    """Return a trigger as two writings of it agree."""
    return NOISE.sub("", statement).lower()


def missing() -> list[str]:
    """Return the names of the triggers that should exist and do not, on the tables there are."""
    tables = set(connection.introspection.table_names())  # a migration yet to run brings some
    lacking = statements().keys() - present().keys()
    return sorted(name for name in lacking if name.rpartition("_")[0] in tables)


def altered() -> list[str]:
    """Return the names of the triggers that exist and do something else than they should."""
    found = present()
    return sorted(
        name
        for name, text in statements().items()
        if name in found and found[name] != essence(text)
    )


def install() -> None:
    """Put every trigger in its place; one that does something else is replaced."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        else:
            for name in altered():
                cursor.execute(f'DROP TRIGGER "{name}"')
        for statement in statements().values():
            cursor.execute(statement)


@contextmanager
def lifted(models: Iterable[type[Model]]) -> Iterator[None]:
    """
    Let these tables be changed inside the block, which must stand in a transaction.

    The guards go and come back in that one transaction: to every other connection they were
    never gone, and if the process dies the database takes the whole of it back. For the action
    that redacts, and for nothing else.
    """
    if not connection.in_atomic_block:
        message = "Guards are lifted inside a transaction only."
        raise RuntimeError(message)
    tables = {model._meta.db_table for model in models}
    names = [name for name in statements() if name.rpartition("_")[0] in tables]
    switch(names, on=False)
    yield
    switch(names, on=True)


def switch(names: list[str], *, on: bool) -> None:
    """Switch triggers off or on, as this database does it without keeping readers out."""
    guarded = statements()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits would keep the table
        for name in names:
            cursor.execute(switching(name, guarded[name], on=on))
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def switching(name: str, statement: str, *, on: bool) -> str:
    """Return the statement that switches one trigger off or on."""
    if connection.vendor != "postgresql":
        return statement if on else f'DROP TRIGGER IF EXISTS "{name}"'
    table = name.rpartition("_")[0]
    return f'ALTER TABLE "{table}" {"ENABLE" if on else "DISABLE"} TRIGGER "{name}"'
