"""Keeping how a person wants the desk shown."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.keep_preferences import keep_preferences
from claims.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_it_is_kept_without_history_and_nobodys_open_form_is_refused():
    user = make_user("editor")
    keep_preferences(user, by=user, language="es", time_zone="Europe/Madrid")
    kept = User.objects.get(pk=user.pk)
    assert (kept.language, kept.time_zone, kept.revision) == ("es", "Europe/Madrid", user.revision)
    assert user.history.count() == User.history.filter(id=user.pk).count()


def test_nobody_chooses_for_another():
    with pytest.raises(PermissionDenied):
        keep_preferences(make_user("editor"), by=make_user("administrator"))


@pytest.mark.parametrize("wrong", [{"language": "tlh"}, {"time_zone": "Mars/Olympus"}])
def test_what_there_is_not_is_refused(wrong):
    user = make_user("editor")
    with pytest.raises(ValidationError):
        keep_preferences(user, by=user, **wrong)
    assert User.objects.get(pk=user.pk).language == ""
