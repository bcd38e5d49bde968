"""Asking a person for a second factor."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.ask_for_second_factor import ask_for_second_factor
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_history_tells_who_asked_for_it_and_who_left_it_to_them():
    user, administrator = make_user("editor"), make_user("administrator")
    for asked in (True, False):
        ask_for_second_factor(user, asked=asked, by=administrator)
        assert user.is_asked_for_a_factor is asked
    latest, first = user.history.all()[:2]
    assert first.history_change_reason == "second factor asked for"
    assert latest.history_change_reason == "second factor left to them"
    assert {latest.history_user, first.history_user} == {administrator}


def test_an_editor_asks_nobody():
    with pytest.raises(PermissionDenied):
        ask_for_second_factor(make_user("editor"), asked=True, by=make_user("editor"))
