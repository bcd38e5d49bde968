"""Beginning to set up a second factor."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.begin_second_factor import begin_second_factor
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_beginning_again_makes_another_secret_and_none_counts_yet():
    user = make_user("editor")
    first = begin_second_factor(user, by=user)
    second = begin_second_factor(user, by=user)
    assert first.key != second.key
    assert [device.confirmed for device in user.totpdevice_set.all()] == [False]


def test_nobody_sees_the_secret_of_another():
    with pytest.raises(PermissionDenied):
        begin_second_factor(make_user("editor"), by=make_user("administrator"))
