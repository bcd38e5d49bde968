"""The migrations say what the models say, and leave a whole desk behind."""

import io
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from claims import policy
from claims.actions.prepare_desk import SCALE
from claims.actions.retract_row import retract_row
from claims.models import Rating, User, guards, index_entry, listing
from tests.factories import make_claim
from tests.rulings import make_draft

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow

AT_ONCE = "0001_squashed_0021_let_the_law_remove_words"
STEP_BY_STEP = "0021_let_the_law_remove_words"


@pytest.fixture(autouse=True)
def _migrated(request):
    """Want a database that the migrations made: one made from the models cannot go back."""
    if request.config.getoption("nomigrations"):
        pytest.skip("needs --migrations")


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = io.StringIO()

    call_command("makemigrations", check_changes=True, dry_run=True, stdout=out)

    assert "No changes detected" in out.getvalue()


def test_each_migration_has_a_name():
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    names = [name for app, name in MigrationLoader(None).disk_migrations if app == "claims"]

    assert names
    assert not any("_auto_" in name for name in names)


@pytest.mark.django_db(transaction=True)
def test_the_app_can_go_and_come_back_whole():
    call_command("migrate", "admin", "zero", verbosity=0)
    call_command("migrate", "claims", "zero", verbosity=0)
    tables = connection.introspection.table_names()
    assert not [name for name in tables if name.startswith("claims_")]

    call_command("migrate", verbosity=0)

    assert guards.missing() == []
    assert set(Group.objects.values_list("name", flat=True)) == policy.ROLES.keys()
    assert Rating.objects.in_force().count() == len(SCALE)
    assert User.objects.machine().history.count() == 1
    assert make_claim().history.count() == 1


@pytest.mark.django_db
def test_migrating_again_changes_nothing():
    before = [guards.present(), Rating.history.count(), User.history.count()]

    call_command("migrate", verbosity=0)

    assert [guards.present(), Rating.history.count(), User.history.count()] == before


@pytest.mark.django_db
def test_where_a_number_was_given_twice_going_back_is_refused_in_words():
    draft = make_draft()
    retract_row(draft, by=draft.written_by, reason="Begun too soon.")
    make_draft(draft.claim)

    step = import_module("claims.migrations.0003_number_versions_past_discarded_ones")
    with pytest.raises(RuntimeError, match="left its number to a later one"):
        step.require_numbers_given_once(apps, None)


@pytest.mark.django_db
def test_where_a_claim_was_saved_its_sealed_history_stays():
    first = import_module(f"claims.migrations.{AT_ONCE}")
    first.require_no_claims(apps, None)
    make_claim()

    with pytest.raises(RuntimeError, match="cannot go back"):
        first.require_no_claims(apps, None)
    assert first.Migration.operations[-1].reverse_code is first.require_no_claims


RUN = """
import django, sys
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = sys.argv[1] == AT_ONCE
executor.loader.build_graph()
executor.migrate([("claims", sys.argv[1])])
"""


def shape(folder, last):
    """Return what the tables of a new desk have once the migrations up to this one ran."""
    environment = {**os.environ, "FACTCHECK_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", RUN.replace("AT_ONCE", repr(AT_ONCE)), last]
    folder.mkdir()
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    with closing(sqlite3.connect(folder / "desk.sqlite3")) as desk:
        rows = desk.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'claims_%'")
        return {name: parts_of(desk, name, sql or "") for name, sql in rows.fetchall()}


def parts_of(desk, name, sql):
    """Return a table's columns, keys and constraints, or what an index is on, in any order."""
    columns = {row[1:] for row in desk.execute(f"PRAGMA table_info({name})")}
    keys = {row[2:] for row in desk.execute(f"PRAGMA foreign_key_list({name})")}
    return columns_in_any_order(columns), keys, set(re.findall(r'CONSTRAINT "(\w+)"', sql))


def columns_in_any_order(columns):
    """Return each column's name, type, whether it may be empty, default and place in the key."""
    return {(name, kind.lower(), *rest) for name, kind, *rest in columns}


def test_a_desk_that_came_step_by_step_has_the_tables_of_a_new_one(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("compared on SQLite")

    assert shape(tmp_path / "new", AT_ONCE) == shape(tmp_path / "old", STEP_BY_STEP)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("index", "last"), [(index_entry.INDEX, "0047"), (listing.INDEX, "0052")])
def test_the_index_of_words_is_exchanged_and_put_back(index, last):
    def indexes():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [index.table])
            return {name for (name,) in cursor.fetchall()} - {f"{index.table}_pkey"}

    now = indexes()
    call_command("migrate", "claims", last, verbosity=0)
    before = indexes()
    call_command("migrate", verbosity=0)

    assert now == set(index.indexes())
    assert before == {name.replace("_newest", "_words") for name in now}
    assert indexes() == now
