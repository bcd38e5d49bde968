"""
What the database itself refuses, whoever asks: changes to history, bodies and stored copies.

SQLite drops triggers with every rebuild of a table, so they are put back after each migration;
a system check and verify_history tell when one is missing.
"""

from django.apps import apps
from django.db import connection
from django.db.models import Model

from claims.models.article import Body
from claims.models.journal import SealedHistory
from claims.models.ruling import Ruling
from claims.models.snapshot import Snapshot

REFUSE = "claimbench_refuse"
SQLITE_REFUSAL = """
    CREATE TRIGGER IF NOT EXISTS "{table}_{event}" BEFORE {event} ON "{table}"
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
    guarded: list[type[Model]] = [*history_models(), Body, Snapshot]
    tables = [model._meta.db_table for model in guarded]
    ruling = Ruling._meta.db_table
    if connection.vendor == "postgresql":
        events = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}
        found = {
            f"{table}_{event}": POSTGRES_REFUSAL.format(table=table, event=event, each=each)
            for table in tables
            for event, each in events.items()
        }
        return found | {f"{ruling}_frozen": POSTGRES_FROZEN.format(table=ruling)}
    found = {
        f"{table}_{event}": SQLITE_REFUSAL.format(table=table, event=event)
        for table in tables
        for event in ("update", "delete")
    }
    return found | {f"{ruling}_frozen": SQLITE_FROZEN.format(table=ruling)}


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
    """Return the names of the triggers that should exist and do not."""
    return sorted(statements().keys() - present())


def install() -> None:
    """Put every trigger in its place; those that are there stay."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for statement in statements().values():
            cursor.execute(statement)
