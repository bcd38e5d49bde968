import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.restore_topics import restore_topics
from claims.actions.set_topics import set_topics
from claims.models import StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim, make_tagging, make_topic
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


@pytest.fixture
def back(claim, people):
    """Return how the editor takes back what was done to a claim's topics."""
    had, new = make_tagging(claim), make_topic()
    rows = set_topics(claim, add=[new], remove=[had.topic], by=people["editor"])

    def back(by):
        read = {row.pk: row.revision for row in rows}
        given = {"by": by, "reason": "By mistake.", "revision": claim.revision}
        return restore_topics(claim, read, **given)

    back.had, back.made = had, rows[0]
    return back


def test_those_who_work_on_claims_may(back, people):
    assert who_may(back, people) == WORKERS


def test_what_was_added_goes_and_what_was_taken_off_comes_back(claim, back, people):
    back(people["editor"])

    assert [row.pk for row in claim.taggings.live()] == [back.had.pk]
    assert told(fresh(back.had)) == told(fresh(back.made)) == (people["editor"], "By mistake.")


def test_what_somebody_touched_since_stays(back, people):
    take_back(back.made)

    with refused(StaleRevision):
        back(people["editor"])


def test_a_claim_that_changed_since_keeps_its_topics(claim, back, people):
    change(claim, kind="opinion")

    with refused(StaleRevision):
        back(people["editor"])


def test_a_claim_that_was_retracted_is_refused(claim, people):
    take_back(claim)
    claim.refresh_from_db()

    with refused(PermissionDenied):
        restore_topics(claim, {}, by=people["editor"], reason="", revision=claim.revision)
