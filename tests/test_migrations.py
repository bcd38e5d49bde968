"""The migrations say what the models say, and leave a whole desk behind."""

import io
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from claims import policy
from claims.actions.prepare_desk import SCALE
from claims.actions.retract_row import retract_row
from claims.history import verify
from claims.models import Rating, User, guards
from tests.factories import make_claim
from tests.rulings import make_draft

pytestmark = pytest.mark.slow


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


BEFORE = "0002_explain_ruling_language"  # each version, discarded or not, had a number of its own


@pytest.mark.django_db(transaction=True)
def test_the_numbers_of_versions_can_go_back_to_how_they_were():
    call_command("migrate", "claims", BEFORE, verbosity=0)
    call_command("migrate", verbosity=0)

    assert guards.missing() == []
    assert make_draft().version == 1


@pytest.mark.django_db
def test_where_a_number_was_given_twice_going_back_is_refused_in_words():
    draft = make_draft()
    retract_row(draft, by=draft.written_by, reason="Begun too soon.")
    make_draft(draft.claim)

    step = import_module("claims.migrations.0003_number_versions_past_discarded_ones")
    with pytest.raises(RuntimeError, match="left its number to a later one"):
        step.require_numbers_given_once(apps, None)


@pytest.mark.django_db(transaction=True)
def test_where_a_claim_was_saved_its_sealed_history_keeps_its_columns():
    make_claim()

    with pytest.raises(RuntimeError, match="cannot go back"):
        call_command("migrate", "claims", "0003", verbosity=0)
    call_command("migrate", verbosity=0)  # tables that nobody used yet had gone before it

    assert guards.missing() == []
    assert list(verify()) == []
    assert (
        MigrationRecorder(connection)
        .migration_qs.filter(app="claims", name="0007_keep_what_words_may_mean")
        .exists()
    )
