"""Keeping that a person signed in."""

from datetime import timedelta

import pytest

from claims.actions.note_sign_in import note_sign_in
from claims.models import SignIn
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_session_is_one_persons_even_if_another_signs_in_over_it():
    first, second = make_user(), make_user()
    for user in (first, second):
        note_sign_in(by=user, session_key="a" * 32, address="192.0.2.1", device="x" * 400)
    assert [(s.user, len(s.device)) for s in SignIn.objects.all()] == [(second, 300)]


def test_sessions_that_ran_out_are_forgotten():
    user = make_user()
    old = note_sign_in(by=user, session_key="a" * 32, address=None, device="")
    long_ago = old.seen_at - timedelta(days=30)
    SignIn.objects.filter(pk=old.pk).update(began_at=long_ago, seen_at=long_ago)
    new = note_sign_in(by=user, session_key="b" * 32, address=None, device="")
    assert [*SignIn.objects.of(user)] == [new]
