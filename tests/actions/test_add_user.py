"""A new person at the desk."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.add_user import add_user
from claims.models import User
from tests.actions.outcomes import refused, told
from tests.factories import machine, make_administrator, make_editor

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_and_holds_the_roles():
    by = make_administrator()

    person = add_user("ana", password="long enough", roles=["reporter"], by=by, byline="Ana")

    assert (person.is_staff, person.is_superuser, str(person)) == (True, False, "Ana")
    assert person.check_password("long enough")
    assert [m.group.name for m in person.memberships.live()] == ["reporter"]
    assert told(person) == (by, "added to the desk")
    assert told(person.memberships.get()) == (by, "role given")


def test_the_machine_may_too():
    assert add_user("ana", password="long enough", roles=[], by=machine()).pk


def test_nobody_else_may():
    by = make_editor()

    with refused(PermissionDenied):
        add_user("ana", password="long enough", roles=["editor"], by=by)

    assert not User.objects.filter(username="ana").exists()


def test_a_role_that_does_not_exist_leaves_no_person_behind():
    with refused(code="no_role"):
        add_user("ana", password="long enough", roles=["chief"], by=machine())

    assert not User.objects.filter(username="ana").exists()


def test_a_name_that_is_taken_is_refused():
    add_user("ana", password="long enough", roles=[], by=machine())

    with refused(code="unique"):
        add_user("ana", password="long enough", roles=[], by=machine())
