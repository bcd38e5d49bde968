"""A person can say that evidence stays as it is though its page does not, and why."""

import pytest
from django.utils import timezone

from claims.actions.acknowledge_change import acknowledge_change
from claims.concerns import concern_of, waiting_claims
from claims.models import Acknowledgement
from claims.models.digests import digest_of_text
from tests.actions.outcomes import EDITORS, refused, told, who_may
from tests.factories import make_evidence, make_snapshot, make_visit

pytestmark = pytest.mark.django_db
REASON = "The archived copy says the same."


@pytest.fixture
def evidence():
    return make_evidence()


@pytest.fixture
def gone(evidence):
    return make_visit(evidence.source)


def acknowledge(evidence, visit, by, reason=REASON):
    return acknowledge_change(evidence, visit=visit.pk, reason=reason, by=by)


def test_editors_acknowledge(evidence, gone, people):
    assert who_may(lambda by: acknowledge(evidence, gone, by), people) == EDITORS


def test_it_is_kept_with_who_and_why_and_nothing_waits(evidence, gone, people):
    assert waiting_claims() == {evidence.claim_id}

    seen = acknowledge(evidence, gone, people["editor"])

    assert told(seen) == (people["editor"], REASON)
    assert concern_of(evidence).acknowledged == seen
    assert waiting_claims() == set()


def test_it_holds_while_later_visits_find_the_same(evidence, gone, people):
    acknowledge(evidence, gone, people["editor"])

    make_visit(evidence.source, since=gone.since, times=2)

    assert waiting_claims() == set()


def test_what_goes_again_after_it_was_back_waits_again(evidence, gone, people):
    acknowledge(evidence, gone, people["editor"])

    make_visit(evidence.source, "unchanged")
    make_visit(evidence.source)

    assert waiting_claims() == {evidence.claim_id}


def test_another_text_waits_again(evidence, people):
    copies = [make_snapshot(evidence.source, text=text) for text in ("One.", "Two.", "Three.")]
    given = {"compared_with": copies[0], "passages": {digest_of_text(evidence.quote): "gone"}}
    first = make_visit(evidence.source, "changed", snapshot=copies[1], **given)
    acknowledge(evidence, first, people["editor"])
    assert waiting_claims() == set()

    since = {"since": first.since, "times": 2}
    make_visit(evidence.source, "changed", snapshot=copies[2], **given, **since)

    assert waiting_claims() == {evidence.claim_id}


def test_a_retracted_one_holds_no_more(evidence, gone, people):
    seen = acknowledge(evidence, gone, people["editor"])
    seen.retracted_at, seen.retracted_by = timezone.now(), people["editor"]
    seen.retraction_reason = "Too soon."
    seen.save_by(people["editor"])

    assert waiting_claims() == {evidence.claim_id}


def test_a_visit_that_was_not_the_last_is_refused(evidence, gone, people):
    make_visit(evidence.source)

    with refused(code="visited_again"):
        acknowledge(evidence, gone, people["editor"])


def test_twice_is_refused(evidence, gone, people):
    acknowledge(evidence, gone, people["editor"])

    with refused(code="nothing_waits"):
        acknowledge(evidence, gone, people["editor"])


def test_where_nothing_changed_there_is_nothing_to_acknowledge(evidence, people):
    unchanged = make_visit(evidence.source, "unchanged")

    with refused(code="nothing_waits"):
        acknowledge(evidence, unchanged, people["editor"])


def test_a_reason_is_needed(evidence, gone, people):
    with refused(code="blank"):
        acknowledge(evidence, gone, people["editor"], reason="  ")

    assert not Acknowledgement.objects.exists()
