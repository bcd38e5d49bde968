"""What every desk needs is there after a migration, and a second time changes nothing."""

import pytest
from django.contrib.auth.models import Group

from claims import policy
from claims.actions.prepare_desk import prepare_desk, tables_are_complete
from claims.models import Journal, Rating, User, guards

pytestmark = pytest.mark.django_db


def test_the_scale_has_six_steps_of_which_five_are_degrees_of_truth():
    scale = list(Rating.objects.in_force())

    assert [step.label for step in scale] == [
        *("True", "Mostly true", "Half true", "Mostly false", "False", "Unproven"),
    ]
    assert [step.value for step in scale] == [5, 4, 3, 2, 1, None]
    assert {step.history.latest().history_user for step in scale} == {User.objects.machine()}


def test_a_second_time_changes_nothing():
    before = Journal.position()

    prepare_desk()

    assert Journal.position() == before


def test_a_missing_guard_is_put_back(unguarded):
    assert guards.missing()

    prepare_desk()

    assert guards.missing() == []


def test_a_role_that_somebody_tampered_with_is_set_right():
    editor = Group.objects.get(name="editor")
    editor.permissions.clear()

    prepare_desk()

    held = set(editor.permissions.values_list("codename", flat=True))
    assert held == policy.ROLES["editor"]


def test_the_tables_are_complete_after_all_migrations():
    assert tables_are_complete()
