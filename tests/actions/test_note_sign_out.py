"""Keeping that a person signed out."""

import pytest

from claims.actions.note_sign_in import note_sign_in
from claims.actions.note_sign_out import note_sign_out
from claims.models import SignIn
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_their_own_session_goes_and_nobody_elses():
    user, other = make_user(), make_user()
    for person, key in ((user, "a"), (other, "b")):
        note_sign_in(by=person, session_key=key * 32, address=None, device="")
    note_sign_out("a" * 32, by=user)
    note_sign_out("b" * 32, by=user)
    assert [sign_in.user for sign_in in SignIn.objects.all()] == [other]
