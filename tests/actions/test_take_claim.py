"""Taking on a claim that nobody checks."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.take_claim import take_claim
from claims.models import StaleRevision
from tests.actions.outcomes import change, hide, refused, told
from tests.admin.desk import ROLES, make_person
from tests.factories import make_claim
from tests.keeping import fresh
from tests.notices import told_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim(due_on=date(2020, 1, 1))


@pytest.mark.parametrize("role", ROLES)
def test_those_take_it_who_work_on_claims(claim, role):
    person = make_person(role)
    if role in {"reader", "administrator"}:
        with refused(PermissionDenied):
            take_claim(claim, by=person)
        return

    taken = take_claim(claim, revision=claim.revision, by=person)

    assert (fresh(taken).assignee, fresh(taken).due_on) == (person, date(2020, 1, 1))
    assert told(taken) == (person, "taken on")
    assert told_to(person) == []


def test_the_second_to_take_it_hears_who_was_first(claim):
    first, second = make_person("reporter", byline="Ada"), make_person("reporter")
    read = claim.revision
    take_claim(claim, revision=read, by=first)

    with refused(code="taken") as caught:
        take_claim(claim, revision=read, by=second)
    assert "Ada has taken it already." in caught.value.messages
    assert take_claim(claim, by=first).assignee == first


def test_what_changed_since_it_was_read_is_not_taken(claim):
    person, read = make_person("reporter"), claim.revision
    claim.text = "Other words."
    claim.save_by(person)

    with refused(StaleRevision, code="stale"):
        take_claim(claim, revision=read, by=person)


def test_what_may_not_be_seen_is_not_taken_and_tells_nothing_of_who_has_it(claim):
    hide(claim.article)
    change(claim, assignee=make_person("editor"))

    reporter = make_person("reporter")

    with refused(PermissionDenied):
        take_claim(claim, by=reporter)


def test_what_is_not_at_work_is_not_taken():
    dropped, reporter = make_claim(state="dropped", drop_reason="No."), make_person("reporter")

    with refused(PermissionDenied):
        take_claim(dropped, by=reporter)
