"""Rows that a module's tests share: made once, each test's changes undone, then all of it."""

import pytest
from django.db import transaction

from claims import policy
from claims.models import User
from tests.factories import make_user


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """A transaction around the module: what its module-scoped fixtures make stays until the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def people(kept):
    """Somebody of each role, somebody without one, and the machine; none of them typed anything."""
    made = {role: make_user(role) for role in policy.ROLES}
    return made | {"nobody": make_user(), "machine": User.objects.machine()}


def fresh(row):
    """Return the row as it is stored now, apart from what a test did to its copy."""
    return type(row).objects.get(pk=row.pk)
