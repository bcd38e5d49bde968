"""Rows that a module's tests share: made once, each test's changes undone, then all of it."""

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """A transaction around the module: what its module-scoped fixtures make stays until the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def people(kept):
    """Somebody of each role, somebody without one, and the machine; none of them typed anything."""
    from claims import policy  # noqa: PLC0415 - conftest.py is read before the models
    from tests.factories import machine, make_user  # noqa: PLC0415

    made = {role: make_user(role) for role in policy.ROLES}
    return made | {"nobody": make_user(), "machine": machine()}


def fresh(row):
    """Return the row as it is stored now, apart from what a test did to its copy."""
    return type(row).objects.get(pk=row.pk)
