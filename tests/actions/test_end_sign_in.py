"""Signing a person out of one session."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.end_sign_in import end_sign_in
from claims.models import SignIn
from tests.admin.desk import desk_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["reader", "reporter", "reviewer", "editor"])
def test_who_does_not_keep_the_people_ends_nobodys(role):
    desk = desk_of("editor")
    with pytest.raises(PermissionDenied):
        end_sign_in(SignIn.objects.of(desk.person).get(), by=make_user(role))
    assert SignIn.objects.of(desk.person).exists()


def test_an_administrator_does_not_end_a_superusers():
    desk = desk_of("superuser")
    with pytest.raises(PermissionDenied):
        end_sign_in(SignIn.objects.of(desk.person).get(), by=make_user("administrator"))
