import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.accept_claim import accept_claim
from claims.models import Claim, Journal, StaleRevision
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import make_claim, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def proposal(kept):
    return make_proposal()


def test_those_who_work_on_claims_accept_them(proposal, people):
    assert who_may(lambda by: accept_claim(proposal, by=by), people) == WORKERS


def test_a_proposal_becomes_a_claim_of_the_desk(proposal, people):
    claim = accept_claim(proposal, by=people["reporter"], reason="It decides the matter.")

    assert claim.state == Claim.State.ACCEPTED
    assert told(claim) == (people["reporter"], "It decides the matter.")


def test_what_was_dropped_is_at_work_again(proposal, people):
    dropped = change(proposal, state=Claim.State.DROPPED, drop_reason="Trivial.")

    claim = accept_claim(dropped, by=people["reporter"])

    assert (claim.state, claim.drop_reason) == (Claim.State.ACCEPTED, "")


def test_what_is_accepted_already_stays_as_it_is(proposal, people):
    claim = accept_claim(proposal, by=people["reporter"])
    before = Journal.position()

    accept_claim(claim, by=people["editor"])

    assert Journal.position() == before


def test_what_was_merged_stays_merged(proposal, people):
    merged = change(proposal, state=Claim.State.MERGED, merged_into=make_claim())

    assert accept_claim(merged, by=people["editor"]).state == Claim.State.MERGED


def test_a_claim_that_was_retracted_is_refused(proposal, people):
    take_back(proposal)

    with refused(PermissionDenied):
        accept_claim(proposal, by=people["editor"])


def test_a_claim_of_a_confidential_article_is_for_those_at_work_on_it(proposal, people):
    hide(proposal.article)

    assert who_may(lambda by: accept_claim(proposal, by=by), people) == {"editor"}


def test_what_changed_since_it_was_read_is_not_accepted(proposal, people):
    change(proposal, text="Other words.")

    with refused(StaleRevision):
        accept_claim(proposal, by=people["editor"], revision=proposal.revision)
