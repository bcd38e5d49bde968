"""Keeping when a person was last seen."""

import pytest

from claims.actions.note_presence import note_presence
from claims.actions.note_sign_in import note_sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_session_that_is_known_is_seen_and_anothers_is_not():
    user = make_user()
    sign_in = note_sign_in(by=user, session_key="a" * 32, address=None, device="")
    assert note_presence("a" * 32, by=user)
    assert not note_presence("a" * 32, by=make_user())
    before = sign_in.seen_at
    sign_in.refresh_from_db()
    assert sign_in.seen_at > before
