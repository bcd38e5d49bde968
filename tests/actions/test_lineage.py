"""People split, merge, drop and undo in any order; no claim is lost and none goes in a circle."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from claims.actions.accept_claim import accept_claim
from claims.actions.drop_claim import drop_claim
from claims.actions.merge_claims import merge_claims
from claims.actions.retract_row import retract_row
from claims.actions.split_claim import Part, split_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.actions.unsplit_claim import unsplit_claim
from claims.history import verify
from claims.models import Claim, Journal
from tests.factories import make_claim, make_proposal, make_reporter
from tests.keeping import fresh
from tests.machines import let_loose

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHICH = st.integers(0, 30)
DEEDS = {
    "accept": accept_claim,
    "drop": lambda claim, by: drop_claim(claim, by=by, reason="Trivial."),
    "retract": lambda claim, by: retract_row(claim, by=by, reason="An error."),
    "unmerge": unmerge_claim,
    "unsplit": unsplit_claim,
}
UNDONE = {"unmerge", "unsplit"}


class Lineage(RuleBasedStateMachine):
    """The claims of an article, and one person who recasts them."""

    def __init__(self, article, person):
        super().__init__()
        self.article, self.person = article, person
        self.words = itertools.count()
        self.savepoint = transaction.savepoint()

    def teardown(self):
        assert list(verify()) == []
        transaction.savepoint_rollback(self.savepoint)

    def pick(self, number):
        claims = list(self.article.claims.order_by("pk"))
        return claims[number % len(claims)]

    def attempt(self, name, deed):
        """Do it; a refusal leaves no trace."""
        before = Journal.position()
        try:
            done = deed()
        except (PermissionDenied, ValidationError):
            assert Journal.position() == before
            return None
        event(name)
        return done

    @rule(which=WHICH, n=st.integers(2, 3))
    def split(self, which, n):
        claim = self.pick(which)
        parts = [Part(f"Part {next(self.words)}.") for _n in range(n)]
        made = self.attempt("split", lambda: split_claim(claim, parts, by=self.person))
        assert bool(made) is claim.is_at_work

    @rule(which=WHICH, other=WHICH)
    def merge(self, which, other):
        claim, into = self.pick(which), self.pick(other)
        made = self.attempt("merge", lambda: merge_claims(claim, into, by=self.person))
        assert bool(made) is (claim.is_at_work and into.is_at_work and claim != into)

    @rule(which=WHICH, name=st.sampled_from(sorted(DEEDS)))
    def do(self, which, name):
        claim = self.pick(which)
        done = self.attempt(name, lambda: DEEDS[name](claim, by=self.person))
        if done and name in UNDONE:
            assert done.is_at_work

    @invariant()
    def nothing_stands_for_itself(self):
        for claim in self.article.claims.exclude(merged_into=None):
            met = [claim]
            while following := met[-1].merged_into:
                assert following not in met
                met.append(following)

    @invariant()
    def what_stands_for_a_claim_was_not_taken_back(self):
        assert not self.article.claims.live().filter(merged_into__retracted_at__isnull=False)

    @invariant()
    def what_is_split_has_parts_and_parts_name_it(self):
        for claim in self.article.claims.filter(state=Claim.State.SPLIT):
            assert claim.parts.count() >= 2

    @invariant()
    def what_nobody_accepted_is_no_claim_of_the_desk(self):
        for claim in self.article.claims.exclude(split_run=None).filter(state="accepted"):
            assert claim.history.filter(history_change_reason="accepted").exists()


@pytest.fixture(scope="module")
def article(kept):
    article = make_claim().article
    make_proposal(article)
    make_proposal(article)
    return article


@pytest.fixture(scope="module")
def person(kept):
    return make_reporter()


def test_whatever_is_recast_the_lineage_holds(article, person):
    let_loose(lambda: Lineage(fresh(article), person), times=20, steps=25)
