"""Marking notices as read: one's own, once."""

import pytest

from claims.actions.mark_read import mark_read
from claims.models import Notification
from tests.notices import make_notice

pytestmark = pytest.mark.django_db


def test_ones_own_are_read_from_now_on_and_those_read_before_keep_their_time():
    mine, theirs = make_notice(), make_notice()

    assert mark_read(Notification.objects.all(), by=mine.recipient) == 1
    mine.refresh_from_db()
    read_at = mine.read_at
    assert mark_read(Notification.objects.all(), by=mine.recipient) == 0

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.read_at == read_at
    assert read_at is not None
    assert theirs.read_at is None
