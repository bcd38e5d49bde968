"""What the database refuses, whoever asks."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, models, transaction

from claims.checks import guards_are_in_place
from claims.history import verify
from claims.models import Attachment, Body, Ruling, Snapshot, Visit, guards
from tests.guards import drop, lift
from tests.models.rows import DESK, MAKERS, name_of
from tests.rulings import make_next_version, make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db
guarded = pytest.mark.parametrize("model", [Attachment, Body, Snapshot, Visit], ids=name_of)
every_history = pytest.mark.parametrize("model", wide(DESK), ids=name_of)


def execute(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refuse_changes(table, column, pk):
    for statement in (
        f'UPDATE "{table}" SET "{column}" = "{column}" WHERE "{column}" = %s',
        f'DELETE FROM "{table}" WHERE "{column}" = %s',
    ):
        with pytest.raises(DatabaseError, match="is never changed"):
            execute(statement, pk)


def test_a_table_that_a_migration_has_yet_to_bring_lacks_no_guard(monkeypatch):
    there = set(connection.introspection.table_names()) - {Attachment._meta.db_table}
    monkeypatch.setattr(connection.introspection, "table_names", lambda *_args: sorted(there))
    lift()

    missing = guards.missing()

    assert not [name for name in missing if name.startswith(f"{Attachment._meta.db_table}_")]
    assert f"{Body._meta.db_table}_update" in missing


@every_history
def test_history_is_neither_changed_nor_deleted(model):
    kept = MAKERS[model]().history.latest()

    refuse_changes(kept._meta.db_table, "history_id", kept.pk)

    assert type(kept).objects.filter(pk=kept.pk).exists()


@guarded
def test_texts_and_stored_copies_are_neither_changed_nor_deleted(model):
    row = MAKERS[model]()

    refuse_changes(row._meta.db_table, "id", row.pk)


def replace(kept, **changes):
    """Write a copy of a row over it, as SQLite alone can, past the triggers on deletion."""
    fields = kept._meta.concrete_fields
    values = [changes.get(f.attname, f.value_from_object(kept)) for f in fields]
    prepared = [f.get_db_prep_save(v, connection) for f, v in zip(fields, values, strict=True)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    into = f'INSERT OR REPLACE INTO "{kept._meta.db_table}" ({columns}) VALUES ({marks})'
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(into, prepared)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
@every_history
def test_history_is_not_replaced_by_key_or_by_place(model):
    kept = MAKERS[model]().history.latest()

    for changes in ({}, {"history_id": kept.pk + 10_000}):
        with pytest.raises(DatabaseError, match="is never changed"):
            replace(kept, history_change_reason="another", **changes)

    assert type(kept).objects.get(pk=kept.pk).history_change_reason != "another"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
def test_texts_and_stored_copies_are_not_replaced():
    body, copy = MAKERS[Body](), MAKERS[Snapshot]()

    for row, changes in ((body, {}), (body, {"id": body.pk + 10_000}), (copy, {})):
        with pytest.raises(DatabaseError, match="is never changed"):
            replace(row, text="Another text.", **changes)

    assert set(Body.objects.values_list("text", flat=True)) == {body.text}


@pytest.mark.postgres
@pytest.mark.parametrize(
    "model", [Body, Snapshot, *(model.history.model for model in DESK)], ids=name_of
)
def test_no_guarded_table_is_emptied(model):
    with pytest.raises(DatabaseError, match="is never changed"):
        execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')


def test_a_published_page_is_never_changed():
    ruling = make_published_ruling()
    rows = models.QuerySet(Ruling).filter(pk=ruling.pk)

    for value in ({}, {**ruling.page, "why": "Another reason."}, None):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rows.update(frozen=value)

    ruling.refresh_from_db()
    assert ruling.page["why"] == ruling.why


def test_a_published_ruling_can_be_superseded():
    before = make_published_ruling()
    page = before.page

    make_next_version(before)

    before.refresh_from_db()
    assert (before.stage, before.page) == ("superseded", page)


def test_every_trigger_is_there_after_the_migrations():
    assert guards.missing() == []
    assert len(guards.statements()) > 2 * len(DESK)


@pytest.mark.slow
def test_a_missing_trigger_is_an_error_of_the_check_and_migrate_puts_it_back():
    name = f"{Body._meta.db_table}_update"
    drop(name)

    (error,) = guards_are_in_place(databases=["default"])
    with pytest.raises(SystemCheckError, match=name):
        call_command("check", databases=["default"])
    call_command("migrate", verbosity=0)

    assert name in error.msg
    assert guards.missing() == []


@pytest.mark.postgres
def test_a_trigger_that_is_switched_off_counts_as_missing():
    table = Body._meta.db_table
    execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{table}_update"')

    assert guards.missing() == [f"{table}_update"]


def test_a_trigger_that_does_nothing_under_the_same_name_counts_as_altered():
    table = Body._meta.db_table
    name = f"{table}_update"
    drop(name)
    if connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION harmless() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        )
        execute(
            f'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION harmless()"
        )
    else:
        execute(f'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" BEGIN SELECT 1; END')

    assert guards.missing() == []
    assert guards.altered() == [name]
    assert [error.id for error in guards_are_in_place(databases=["default"])] == ["claims.E002"]
    assert [str(fault) for fault in verify()] == [
        f"Database: the trigger {name} does something else than it should"
    ]
    guards.install()
    assert guards.altered() == []


def test_a_trigger_that_refuses_only_some_changes_counts_as_altered():
    table = Body._meta.db_table
    name = f"{table}_delete"
    drop(name)
    narrow = {
        "postgresql": f'CREATE TRIGGER "{name}" BEFORE DELETE ON "{table}" FOR EACH ROW '
        f"WHEN (OLD.id < 0) EXECUTE FUNCTION {guards.REFUSE}()",
        "sqlite": f'CREATE TRIGGER "{name}" BEFORE DELETE ON "{table}" WHEN OLD.id < 0 '
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END",
    }
    execute(narrow[connection.vendor])

    assert guards.altered() == [name]


@pytest.mark.postgres
def test_a_function_that_refuses_nothing_alters_every_trigger():
    execute(
        f"CREATE OR REPLACE FUNCTION {guards.REFUSE}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$"
    )

    assert len(guards.altered()) == len(guards.statements())
    guards.install()
    assert guards.altered() == []


def test_a_lifted_guard_is_what_these_tests_would_notice():
    kept = MAKERS[Body]().history.latest()
    lift()

    execute(f'DELETE FROM "{kept._meta.db_table}" WHERE history_id = %s', kept.pk)

    assert len(guards.missing()) == len(guards.statements())
