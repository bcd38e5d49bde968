import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.merge_claims import merge_claims
from claims.actions.unmerge_claim import unmerge_claim
from claims.models import Claim, StaleRevision
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import make_claim, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def merged(people):
    claim = make_claim(text="The treaty had lapsed.")
    return merge_claims(claim, make_claim(claim.article), by=people["editor"])


def test_those_who_merge_claims_undo_it(merged, people):
    assert who_may(lambda by: unmerge_claim(merged, by=by), people) == WORKERS


def test_an_accepted_claim_is_accepted_again(merged, people):
    claim = unmerge_claim(merged, by=people["reporter"])

    assert (claim.state, claim.merged_into) == (Claim.State.ACCEPTED, None)
    assert told(claim) == (people["reporter"], "the merge was undone")


def test_undoing_accepts_no_proposal_that_nobody_accepted(people):
    proposal = make_proposal()
    merge_claims(proposal, make_claim(), by=people["editor"])
    change(proposal, text="Reworded while it was merged.")

    assert unmerge_claim(proposal, by=people["editor"]).state == Claim.State.PROPOSED


def test_what_was_not_merged_has_nothing_to_undo(merged, people):
    with refused(code="not_merged"):
        unmerge_claim(merged.merged_into, by=people["editor"])


def test_a_retracted_claim_is_refused(merged, people):
    take_back(merged)

    with refused(PermissionDenied):
        unmerge_claim(merged, by=people["editor"])


def test_a_claim_of_a_confidential_article_is_for_those_at_work_on_it(merged, people):
    hide(merged.article)

    assert who_may(lambda by: unmerge_claim(merged, by=by), people) == {"editor"}


def test_what_changed_since_it_was_read_stays_merged(merged, people):
    change(merged, text="Other words.")

    with refused(StaleRevision):
        unmerge_claim(merged, by=people["editor"], revision=merged.revision)
