"""Taking a second factor away."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.drop_second_factor import drop_second_factor
from tests.actions.test_confirm_second_factor import begun, confirm_second_factor
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_its_person_takes_it_away_with_all_that_belongs_to_it():
    user = make_user("editor")
    confirm_second_factor(user, code=begun(user), by=user)
    drop_second_factor(user, by=user)
    assert not user.has_factor
    assert user.totpdevice_set.count() == user.staticdevice_set.count() == 0


def test_a_colleague_does_not():
    user = make_user("editor")
    confirm_second_factor(user, code=begun(user), by=user)
    with pytest.raises(PermissionDenied):
        drop_second_factor(user, by=make_user("editor"))
