"""A new password, by whoever may give one."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.reset_password import reset_password
from tests.actions.outcomes import refused, told
from tests.factories import make_administrator, make_editor, make_user

pytestmark = pytest.mark.django_db


def test_an_administrator_gives_a_new_password():
    person, by = make_user("reader"), make_administrator()

    reset_password(person, password="a new long password", by=by)

    person.refresh_from_db()
    assert person.check_password("a new long password")
    assert told(person) == (by, "password reset")


def test_history_holds_no_password():
    person = reset_password(make_user(), password="a new long password", by=make_administrator())

    assert "password" not in {f.name for f in person.history.model._meta.fields}


def test_nobody_else_may():
    person = make_user("reader")
    by = make_editor()

    with refused(PermissionDenied):
        reset_password(person, password="mine now, I say", by=by)

    assert not type(person).objects.get(pk=person.pk).check_password("mine now, I say")


def test_a_superusers_password_is_out_of_an_administrators_hands():
    chief = make_user(is_superuser=True)
    by = make_administrator()

    with refused(PermissionDenied):
        reset_password(chief, password="mine now, I say", by=by)
