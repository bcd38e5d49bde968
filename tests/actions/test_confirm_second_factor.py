"""Having a second factor count."""

import pytest
from django.core.exceptions import PermissionDenied
from django_otp.oath import totp

from claims.actions.begin_second_factor import begin_second_factor
from claims.actions.confirm_second_factor import confirm_second_factor
from tests.actions.outcomes import refused
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def begun(user):
    device = begin_second_factor(user, by=user)
    return f"{totp(device.bin_key):06}"


def test_the_new_one_takes_the_place_of_the_old_with_other_spare_codes():
    user = make_user("editor")
    first = confirm_second_factor(user, code=begun(user), by=user)
    second = confirm_second_factor(user, code=begun(user), by=user)
    assert user.totpdevice_set.count() == user.staticdevice_set.count() == 1
    assert not set(first) & set(second)


def test_a_wrong_code_leaves_everything_as_it_was():
    user = make_user("editor")
    begun(user)
    with refused(code="wrong_code"):
        confirm_second_factor(user, code="not one", by=user)
    user.refresh_from_db()
    assert not user.has_factor


def test_there_is_nothing_to_confirm_before_it_is_begun():
    user = make_user("editor")
    with refused(code="no_factor"):
        confirm_second_factor(user, code="123456", by=user)


def test_nobody_confirms_for_another():
    user = make_user("editor")
    with pytest.raises(PermissionDenied):
        confirm_second_factor(user, code=begun(user), by=make_user("administrator"))
