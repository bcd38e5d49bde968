"""Saying who checks a claim, and by when: one rule for the deed and for the claim's form."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims import policy
from claims.actions.assign_claim import assign_claim
from claims.actions.save_row import save_row
from claims.models import StaleRevision
from tests.actions.outcomes import EDITORS, change, hide, refused, take_back, told, who_may
from tests.admin.desk import make_person
from tests.factories import make_claim, make_user
from tests.keeping import fresh
from tests.notices import told_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


@pytest.fixture(scope="module")
def worker(kept):
    return make_person("reporter")


@pytest.fixture(scope="module")
def editor(kept):
    return make_person("editor")


def today():
    return timezone.localdate()


def by_form(claim, *, to, due_on, by):
    """Assign a claim as its form does, by the one door of every change."""
    row = fresh(claim)
    row.assignee, row.due_on = to, due_on
    return save_row(row, by=by)


ways = pytest.mark.parametrize("way", [assign_claim, by_form])


def test_editors_assign_and_history_says_who_and_why(claim, people, worker, editor):
    assert who_may(lambda by: assign_claim(claim, to=worker, by=by), people) == EDITORS

    given = assign_claim(claim, to=worker, due_on=today(), by=editor, reason="She knows it.")

    assert (fresh(given).assignee, fresh(given).due_on) == (worker, today())
    assert told(given) == (editor, "She knows it.")


@ways
def test_who_gets_it_is_told_and_so_is_from_whom_it_goes(claim, worker, editor, way):
    other = make_person("reviewer")
    way(claim, to=worker, due_on=None, by=editor)
    way(claim, to=other, due_on=None, by=editor)
    way(claim, to=other, due_on=today(), by=editor)
    way(claim, to=None, due_on=None, by=editor)

    assert told_to(worker) == ["assigned", "unassigned"]
    assert told_to(other) == ["assigned", "assigned", "unassigned"]
    assert told_to(editor) == []


@ways
@pytest.mark.parametrize("who", ["reader", "administrator", "nobody", "left", "not at the desk"])
def test_who_cannot_work_on_claims_is_given_none(claim, editor, way, who):
    made = {
        "nobody": make_person,
        "left": lambda: make_person("reporter", is_active=False),
        "not at the desk": lambda: make_user("reporter"),
    }
    person = made[who]() if who in made else make_person(who)

    assert not policy.may_work(person)
    assert person not in policy.workers()
    with refused(code="cannot_work"):
        way(claim, to=person, due_on=None, by=editor)


@pytest.mark.parametrize("role", ["reporter", "reviewer", "editor", "superuser"])
def test_who_can_is_offered(role):
    person = make_person(role)

    assert policy.may_work(person)
    assert person in policy.workers()


def test_the_machine_is_given_none(claim, people, editor):
    with refused(code="cannot_work"):
        assign_claim(claim, to=people["machine"], by=editor)


@ways
def test_a_day_that_is_over_is_refused_when_it_is_set_and_stays_once_it_is_there(
    claim, worker, editor, way
):
    past = today() - timedelta(days=1)
    with refused(code="over"):
        way(claim, to=worker, due_on=past, by=editor)

    change(claim, due_on=past)
    assert way(claim, to=worker, due_on=past, by=editor).assignee == worker


def test_an_assignee_who_lost_the_role_hinders_no_other_change(claim, worker, editor):
    change(claim, assignee=make_person("reader"))

    row = fresh(claim)
    row.text = "The treaty of 1961 lapsed in 1996."
    assert save_row(row, by=editor).text == row.text


def test_a_confidential_article_is_seen_by_who_is_assigned(worker, editor):
    claim = make_claim()
    hide(claim.article)
    assert not policy.may_see(worker, claim)

    assign_claim(claim, to=worker, by=editor)
    assert policy.may_see(worker, claim)
    assert told_to(worker) == ["assigned"]

    assign_claim(claim, to=None, by=editor)
    assert told_to(worker) == ["assigned"]  # it is no longer theirs to hear of


def test_what_was_saved_since_it_was_read_is_not_assigned(claim, worker, editor):
    read = claim.revision
    change(claim, text="Other words.")

    with refused(StaleRevision, code="stale"):
        assign_claim(claim, to=worker, revision=read, by=editor)
    assert assign_claim(claim, to=worker, revision=fresh(claim).revision, by=editor)


def test_what_is_not_at_work_is_not_assigned(claim, worker, editor):
    dropped = make_claim(state="dropped", drop_reason="No fact.")
    for row in (dropped, take_back(claim)):
        with refused(PermissionDenied):
            assign_claim(row, to=worker, by=editor)


def test_the_same_again_changes_nothing_and_tells_nobody(claim, worker, editor):
    first = assign_claim(claim, to=worker, by=editor)
    again = assign_claim(claim, to=worker, by=editor)

    assert again.revision == first.revision
    assert told_to(worker) == ["assigned"]
