import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from claims import policy
from claims.actions.prepare_desk import SCALE, prepare_desk, tables_are_complete
from claims.models import Fingerprint, Journal, Rating, User, guards
from tests.actions.outcomes import refused
from tests.factories import make_snapshot
from tests.guards import drop

pytestmark = pytest.mark.django_db


def test_a_second_time_changes_nothing():
    before = Journal.position()

    prepare_desk()

    assert Journal.position() == before
    assert Rating.objects.count() == len(SCALE)


def test_guards_that_are_missing_are_put_back():
    drop(next(iter(guards.statements())))
    assert guards.missing()

    prepare_desk()

    assert guards.missing() == []


def test_a_role_has_what_policy_gives_it_and_nothing_else():
    group = Group.objects.get(name="reader")
    group.permissions.set(Group.objects.get(name="editor").permissions.all())

    prepare_desk()

    assert {p.codename for p in group.permissions.all()} == policy.ROLES["reader"]


def test_the_scale_of_the_release_stays_as_it_is():
    prepare_desk()

    step = Rating.objects.get(label="False")
    step.label = "Not true"
    with refused(code="in_force"):
        step.save_by(User.objects.machine())
    assert Rating.objects.count() == len(SCALE)


def test_copies_that_nobody_compared_yet_get_their_fingerprints():
    copy = make_snapshot(text="The treaty of 1961 lapsed. (Reuters)")
    Fingerprint.objects.filter(pk=copy.pk).delete()

    prepare_desk()

    assert Fingerprint.objects.get(pk=copy.pk).agencies == ["Reuters"]


def test_the_scale_is_the_one_that_the_house_decided():
    steps = Rating.objects.in_force()

    assert [(step.label, step.value) for step in steps] == [
        ("True", 5),
        ("Mostly true", 4),
        ("Half true", 3),
        ("Mostly false", 2),
        ("False", 1),
        ("Unproven", None),
    ]
    assert {step.history.get().history_user for step in steps} == {User.objects.machine()}


@pytest.mark.slow
def test_migrating_prepares_the_desk_once_its_tables_are_complete():
    drop(next(iter(guards.statements())))

    assert tables_are_complete()
    call_command("migrate", verbosity=0)

    assert guards.missing() == []
