"""A policy is read by a second person before readers are told it, and then it never changes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.put_policy_in_force import put_policy_in_force
from claims.actions.restore_row import restore_row
from claims.actions.retract_row import retract_row
from claims.actions.save_row import save_row
from claims.models import Policy, StaleRevision
from tests.actions.outcomes import EDITORS, change, refused, take_back, told, who_may
from tests.factories import make_editor, make_policy, make_policy_in_force, make_user
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


def in_force(policy, by):
    return put_policy_in_force(policy, revision=policy.revision, by=by)


def test_it_names_who_wrote_it_who_stands_for_it_and_since_when():
    policy, second = make_policy(), make_editor()

    put = in_force(policy, second)

    assert put.stage == "in_force"
    assert (put.in_force_by, put.in_force_since is not None) == (second, True)
    assert told(put) == (second, "put in force")
    assert [*Policy.objects.published()] == [put]


def test_only_an_editor_can_who_typed_none_of_it(people):
    policy = make_policy(by=people["editor"])

    assert who_may(lambda by: in_force(policy, by), people) == set()
    other = make_policy(by=make_editor())
    assert who_may(lambda by: in_force(other, by), people) == EDITORS


def test_a_superuser_cannot_stand_for_their_own_words():
    writer = make_user(is_superuser=True, is_staff=True)
    policy = make_policy(by=writer)

    with refused(PermissionDenied):
        in_force(policy, writer)


def test_who_typed_a_word_of_it_later_cannot_either():
    helper = make_editor()
    policy = change(make_policy(by=make_editor()), by=helper, body="Readers pay for most of it.")

    with refused(PermissionDenied):
        in_force(policy, helper)
    policy.stage, policy.in_force_by = Policy.Stage.IN_FORCE, helper
    policy.in_force_since = policy.created_at
    with refused(code="four_eyes"):  # past the action too
        policy.save_by(helper)


def test_the_version_before_stays_and_says_what_took_its_place():
    first = make_policy_in_force(body="Readers pay for it.")
    second = make_policy(body="Two foundations pay for it.")

    in_force(second, by := make_editor())

    assert fresh(first).stage == "superseded"
    assert told(fresh(first)) == (by, "superseded by version 2")
    assert fresh(first).body == "Readers pay for it."
    assert Policy.objects.published().count() == 2
    assert [*Policy.objects.in_force()] == [second]


def test_other_policies_are_untouched():
    ethics = make_policy_in_force("ethics")

    make_policy_in_force("funding")

    assert fresh(ethics).stage == "in_force"


def test_an_older_proposal_cannot_take_the_place_of_a_newer_version():
    old, new = make_policy(), make_policy()
    in_force(new, make_editor())
    editor = make_editor()

    with refused(PermissionDenied):
        in_force(old, editor)


def test_what_was_changed_since_it_was_read_is_not_put_in_force():
    policy, editor = make_policy(), make_editor()
    change(policy, body="Nobody pays for it.")

    with refused(StaleRevision):
        in_force(policy, editor)


def test_a_withdrawn_proposal_stays_withdrawn():
    policy, editor = take_back(make_policy()), make_editor()

    with refused(PermissionDenied):
        in_force(policy, editor)


@pytest.mark.parametrize("kept", ["in force", "superseded"])
def test_what_was_in_force_is_never_changed(kept):
    policy, editor = make_policy_in_force(), make_editor()
    if kept == "superseded":
        make_policy_in_force()
    policy = fresh(policy)
    proposed = policy.history.earliest().pk

    with refused(PermissionDenied):
        retract_row(policy, by=editor, reason="No longer so.")
    with refused(PermissionDenied):
        restore_row(policy, history_id=proposed, by=editor, revision=policy.revision)
    policy.body = "Other words."
    with refused(PermissionDenied):
        save_row(policy, by=editor)
    with refused(code="in_force"):
        policy.save_by(editor)


def test_a_withdrawn_version_leaves_no_gap_in_the_numbers():
    policy = make_policy()
    retract_row(policy, by=make_editor(), reason="Too early.")

    assert make_policy().version == policy.version == 1


def test_a_kind_that_there_is_not_is_refused():
    with pytest.raises(ValidationError):
        make_policy("anything")
