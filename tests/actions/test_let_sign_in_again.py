"""Letting somebody sign in again."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.let_sign_in_again import let_sign_in_again
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_only_who_keeps_the_people_does():
    user = make_user("editor")
    assert let_sign_in_again(user, by=make_user("administrator")) == user
    with pytest.raises(PermissionDenied):
        let_sign_in_again(user, by=make_user("editor"))
