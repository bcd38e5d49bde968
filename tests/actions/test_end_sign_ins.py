"""Signing a person out everywhere."""

import pytest

from claims.actions.end_sign_ins import end_sign_ins
from claims.models import SignIn
from tests.admin.desk import desk_of, make_person

pytestmark = pytest.mark.django_db


def test_all_go_but_the_one_that_is_named():
    person = make_person("editor")
    kept, gone, others = desk_of(person), desk_of(person), desk_of("editor")
    end_sign_ins(person, by=person, but=kept.session.session_key)
    left = SignIn.objects.values_list("session_key", flat=True)
    assert set(left) == {kept.session.session_key, others.session.session_key}
    assert not gone.session.exists(gone.cookies["sessionid"].value)
