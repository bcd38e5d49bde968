import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.merge_claims import merge_claims
from claims.models import Claim, StaleRevision
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_proposal,
    make_reporter,
    make_verdict,
)
from tests.keeping import fresh
from tests.rulings import make_draft, make_next_version, make_published_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


@pytest.fixture(scope="module")
def claim(article):
    return make_claim(article, text="The treaty had lapsed.")


@pytest.fixture(scope="module")
def same(article):
    return make_claim(article)


def test_those_who_work_on_claims_merge_them(claim, same, people):
    assert who_may(lambda by: merge_claims(claim, same, by=by), people) == WORKERS


def test_the_merged_one_names_the_one_that_stands_for_it(claim, same, people):
    merged = merge_claims(claim, same, by=people["reporter"], reason="The same treaty.")

    assert (merged.state, merged.merged_into) == (Claim.State.MERGED, same)
    assert told(merged) == (people["reporter"], "The same treaty.")
    assert fresh(same).revision == same.revision


def test_history_says_what_was_done_where_nobody_gives_a_reason(claim, same, people):
    merged = merge_claims(claim, same, by=people["reporter"])

    assert told(merged) == (people["reporter"], "merged into another")


def test_what_was_collected_on_it_stays_on_it(claim, same, people):
    make_evidence(claim)
    make_verdict(claim)

    merged = merge_claims(claim, same, by=people["reporter"])

    assert (merged.evidence.live().count(), merged.verdicts.live().count()) == (1, 1)
    assert (same.evidence.count(), same.verdicts.count()) == (0, 0)


@pytest.mark.slow
def test_a_claim_that_was_checked_already_stands_for_one_of_another_article(claim, people):
    ruled = make_published_ruling().claim

    assert merge_claims(claim, ruled, by=people["reporter"]).merged_into == ruled


def test_several_claims_are_merged_one_after_the_other(claim, same, people):
    third = make_claim(claim.article, text="It lapsed.")
    merge_claims(claim, same, by=people["reporter"])

    merge_claims(same, third, by=people["reporter"])

    assert fresh(claim).merged_into.merged_into == third


def test_a_claim_is_not_merged_into_itself(claim, people):
    with refused(code="merged"):
        merge_claims(claim, claim, by=people["editor"])


def test_no_two_claims_stand_for_each_other(claim, same, people):
    merge_claims(claim, same, by=people["editor"])

    with refused(code="not_at_work"):
        merge_claims(same, claim, by=people["editor"])


@pytest.mark.parametrize("state", [{"state": "dropped", "drop_reason": "Trivial."}, None])
def test_what_is_not_checked_stands_for_nothing(claim, same, people, state):
    change(same, **state) if state else take_back(same)

    with refused(code="not_at_work"):
        merge_claims(claim, same, by=people["editor"])


def test_a_claim_of_a_retracted_article_stands_for_nothing(claim, people):
    other = make_claim()
    take_back(other.article)

    with refused(code="not_at_work"):
        merge_claims(claim, other, by=people["editor"])


def test_what_was_dropped_is_not_merged(claim, same, people):
    change(claim, state="dropped", drop_reason="Trivial.")

    with refused(code="not_at_work") as caught:
        merge_claims(claim, same, by=people["editor"])

    assert "is dropped already" in caught.value.messages[0]


def test_what_was_merged_is_not_merged_again(claim, same, people):
    third = make_claim(claim.article)
    merge_claims(claim, same, by=people["editor"])

    with refused(code="not_at_work"):
        merge_claims(claim, third, by=people["editor"])


def test_a_retracted_claim_is_refused(claim, same, people):
    take_back(claim)

    with refused(PermissionDenied):
        merge_claims(claim, same, by=people["editor"])


def test_what_changed_since_it_was_read_is_not_merged(claim, same, people):
    change(claim, text="Other words.")

    with refused(StaleRevision):
        merge_claims(claim, same, by=people["editor"], revision=claim.revision)


def test_a_claim_with_a_ruling_stays_until_that_is_taken_back(same, people):
    ruling = make_draft(make_claim(same.article), body="")
    with refused(code="in_use"):
        merge_claims(ruling.claim, same, by=people["editor"])

    take_back(ruling)

    assert merge_claims(ruling.claim, same, by=people["editor"]).merged_into == same


@pytest.mark.slow
def test_a_claim_with_a_public_ruling_stays_until_that_is_withdrawn(same, people):
    ruling = make_published_ruling(make_claim(same.article))
    with refused(code="in_use"):
        merge_claims(ruling.claim, same, by=people["editor"])

    make_next_version(ruling, "retraction")

    assert merge_claims(ruling.claim, same, by=people["editor"]).merged_into == same


def test_who_may_not_see_a_claim_merges_nothing_into_it(claim, people):
    hidden = make_claim()
    hide(hidden.article)

    with refused(PermissionDenied):
        merge_claims(claim, hidden, by=people["reporter"])


def test_what_readers_may_never_see_stands_for_no_other_articles_claim(claim, people):
    hidden = make_claim()
    hide(hidden.article)

    with refused(code="confidential"):
        merge_claims(claim, hidden, by=people["editor"])


def test_within_a_confidential_article_claims_are_merged(claim, same, people):
    hide(claim.article)

    assert merge_claims(claim, same, by=people["editor"]).merged_into == same


def test_who_works_on_a_confidential_article_merges_its_claims(people):
    reporter = make_reporter()
    claim = make_proposal(assignee=reporter)
    same = make_claim(claim.article)
    hide(claim.article)

    assert merge_claims(claim, same, by=reporter).merged_into == same
