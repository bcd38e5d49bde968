"""
What the database itself refuses, whoever asks: changes to history, texts, files and visits.

SQLite drops triggers with every rebuild of a table, so they are put back after each migration;
a system check and verify_history tell when one is missing.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, Model, UniqueConstraint

from claims.models.article import Body
from claims.models.attachment import Attachment
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
POSTGRES_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = '23001'; END $$
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
    guarded: list[type[Model]] = [*history_models(), Body, Snapshot, Attachment, Visit]
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


def present() -> set[str]:
    """Return the names of the triggers that exist and are not switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def missing() -> list[str]:
    """Return the names of the triggers that should exist and do not, on the tables there are."""
    tables = set(connection.introspection.table_names())  # a migration yet to run brings some
    lacking = statements().keys() - present()
    return sorted(name for name in lacking if name.rpartition("_")[0] in tables)


def install() -> None:
    """Put every trigger in its place; those that are there stay."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for statement in statements().values():
            cursor.execute(statement)
