import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.return_ruling import return_ruling
from claims.models import Ruling, StaleRevision
from tests.actions.outcomes import EDITORS, change, refused, told, who_may
from tests.factories import make_claim
from tests.keeping import fresh
from tests.rulings import approve, make_draft, make_published_ruling, make_submitted_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def submitted(kept):
    return make_submitted_ruling(make_claim(), body="")


def send_back(ruling, by, reason="Say which treaty."):
    return return_ruling(ruling, revision=ruling.revision, by=by, reason=reason)


def test_editors_return(submitted, people):
    assert who_may(lambda by: send_back(submitted, by), people) == EDITORS


def test_it_is_a_draft_again_with_what_is_to_be_done(submitted, people):
    ruling = send_back(submitted, people["editor"])

    assert ruling.stage == Ruling.Stage.DRAFT
    assert told(ruling) == (people["editor"], "Say which treaty.")


@pytest.mark.slow
def test_an_approval_ends_with_it(submitted, people):
    approved = approve(fresh(submitted))

    ruling = send_back(approved, people["editor"])

    assert (ruling.stage, ruling.approved_by, ruling.approved_digest) == ("draft", None, "")


def test_who_returns_may_still_approve(submitted, people):
    send_back(submitted, people["editor"])

    assert people["editor"].pk not in fresh(submitted).writer_ids()


@pytest.mark.parametrize("reason", ["", " \n "])
def test_the_writer_is_told_what_to_change(submitted, people, reason):
    with refused(code="reason_required"):
        send_back(submitted, people["editor"], reason)


def test_what_changed_since_it_was_read_is_refused(submitted, people):
    change(submitted, why="Other words.")

    with refused(StaleRevision):
        send_back(submitted, people["editor"])


@pytest.mark.parametrize("make", [make_draft, make_published_ruling])
def test_what_waits_for_nobody_is_refused(make, people):
    ruling = make()

    with refused(PermissionDenied):
        send_back(ruling, people["editor"])
