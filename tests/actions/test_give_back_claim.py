"""Giving back a claim that one was to check."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.give_back_claim import give_back_claim
from claims.models import StaleRevision
from tests.actions.outcomes import change, refused, told
from tests.admin.desk import make_person
from tests.factories import make_claim
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim(assignee=make_person("reporter"), due_on=date(2020, 1, 1))


def test_nobody_checks_it_then_and_its_due_date_stays(claim):
    by = claim.assignee

    back = give_back_claim(claim, revision=claim.revision, by=by, reason="I know the minister.")

    assert (fresh(back).assignee, fresh(back).due_on) == (None, date(2020, 1, 1))
    assert told(back) == (by, "I know the minister.")


def test_nobody_gives_back_what_is_not_theirs(claim):
    editor = make_person("editor")

    with refused(PermissionDenied):
        give_back_claim(claim, revision=claim.revision, by=editor, reason="No.")


def test_what_was_saved_since_it_was_read_is_not_given_back(claim):
    change(claim, due_on=None)

    with refused(StaleRevision, code="stale"):
        give_back_claim(claim, revision=claim.revision, by=claim.assignee, reason="No time.")
