"""Choosing what one is told of, and how."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.choose_notices import choose_notices
from claims.models import Notification, User
from claims.models.notification import chosen_by
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Notification.Kind.values)
def test_without_a_choice_all_is_told_at_the_desk_and_in_the_daily_mail(kind):
    assert chosen_by(User(), kind) == (True, "digest")


def test_a_choice_is_kept_without_history_and_other_kinds_stay():
    user = make_user("editor")

    choose_notices(user, by=user, wishes={"assigned": (False, "at_once"), "overdue": (False, "")})

    kept = User.objects.get(pk=user.pk)
    assert chosen_by(kept, "assigned") == (False, "at_once")
    assert chosen_by(kept, "overdue") == (False, "")
    assert chosen_by(kept, "mentioned") == (True, "digest")
    assert (kept.revision, kept.history.count()) == (user.revision, user.history.count())


def test_nobody_chooses_for_another():
    with pytest.raises(PermissionDenied):
        choose_notices(make_user("editor"), by=make_user("administrator"), wishes={})


@pytest.mark.parametrize("wrong", [{"gossip": (True, "")}, {"assigned": (True, "by pigeon")}])
def test_what_there_is_not_is_refused(wrong):
    user = make_user("editor")

    with pytest.raises(ValidationError):
        choose_notices(user, by=user, wishes=wrong)
    assert User.objects.get(pk=user.pk).notice_wishes == {}
