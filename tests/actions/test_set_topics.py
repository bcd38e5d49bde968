import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.set_topics import set_topics
from claims.models import StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim, make_tagging, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


@pytest.fixture(scope="module")
def topic(kept):
    return make_topic()


def test_those_who_work_on_claims_say_what_they_are_about(claim, topic, people):
    assert who_may(lambda by: set_topics(claim, add=[topic], by=by), people) == WORKERS


def test_each_row_that_was_made_or_retracted_has_its_history(claim, topic, people):
    had = make_tagging(claim)

    made, gone = set_topics(
        claim, add=[topic], remove=[had.topic], by=people["editor"], reason="Of the series."
    )

    assert (made.topic, gone.pk, gone.is_retracted) == (topic, had.pk, True)
    assert told(made) == told(gone) == (people["editor"], "Of the series.")


def test_what_is_so_already_stays_without_a_word(claim, topic, people):
    had = make_tagging(claim)

    assert set_topics(claim, add=[had.topic], remove=[topic], by=people["editor"]) == []


def test_a_topic_that_is_not_in_use_is_refused(claim, topic, people):
    take_back(topic)
    topic.refresh_from_db()

    with refused(code="retracted"):
        set_topics(claim, add=[topic], by=people["editor"])


def test_what_changed_since_it_was_read_is_refused(claim, topic, people):
    change(claim, kind="opinion")

    with refused(StaleRevision):
        set_topics(claim, add=[topic], by=people["editor"], revision=claim.revision)


def test_a_claim_that_was_retracted_is_refused(claim, topic, people):
    take_back(claim)

    with refused(PermissionDenied):
        set_topics(claim, add=[topic], by=people["editor"])
