"""Several people do what they like with a ruling, in any order; the desk's promises hold."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from claims.actions.correct_ruling import correct_ruling
from claims.actions.draft_ruling import draft_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.actions.publish_ruling import publish_ruling
from claims.actions.retract_row import retract_row
from claims.actions.retract_ruling import retract_ruling
from claims.actions.return_ruling import return_ruling
from claims.actions.save_row import save_row
from claims.actions.submit_ruling import submit_ruling
from claims.freezing import approval_holds
from claims.history import verify
from claims.models import Journal, Ruling
from tests.factories import make_reporter, rating
from tests.keeping import fresh
from tests.machines import let_loose
from tests.rulings import approve, make_editor, make_researched_claim

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = st.sampled_from(["reporter", "first editor", "second editor", "third editor"])
REFUSALS = (PermissionDenied, ValidationError)


class LifeCycle(RuleBasedStateMachine):
    """One claim, and people who do things to the ruling on it; `typed` is kept by hand."""

    def __init__(self, claim, people):
        super().__init__()
        self.claim, self.people = claim, people
        self.words = itertools.count()
        self.typed = {}  # by version: who typed words of it
        self.typed_evidence = set()
        self.pages = {}
        self.savepoint = transaction.savepoint()

    def teardown(self):
        assert list(verify()) == []
        transaction.savepoint_rollback(self.savepoint)

    # What is there

    @property
    def in_hand(self):
        return self.claim.rulings.in_hand().first()

    @property
    def current(self):
        return self.claim.rulings.current().first()

    def new_words(self):
        return f"Words number {next(self.words)}."

    def attempt(self, deed):
        """Do it; a refusal leaves no trace."""
        before = Journal.position()
        try:
            return deed()
        except REFUSALS:
            assert Journal.position() == before
            return None

    def may_have_typed(self, ruling):
        """Who typed a word of the page, as far as this test knows."""
        public = self.claim.rulings.filter(published_at__isnull=False)
        versions = {ruling.version, *public.values_list("version", flat=True)}
        return self.typed_evidence.union(*(self.typed.get(v, set()) for v in versions))

    # What people do

    @precondition(lambda self: self.in_hand is None)
    @rule(by=PEOPLE, retracts=st.booleans())
    def begin(self, by, retracts):
        person, words, public = self.people[by], self.new_words(), self.current

        def deed():
            if public is None:
                return draft_ruling(self.claim, by=person, rating=rating(), why=words)
            if retracts:
                return retract_ruling(public, note=words, by=person)
            return correct_ruling(public, kind="minor", note=words, by=person)

        if made := self.attempt(deed):
            self.typed[made.version] = {person.pk}

    @precondition(lambda self: self.in_hand)
    @rule(by=PEOPLE)
    def edit(self, by):
        ruling, person, why = self.in_hand, self.people[by], self.new_words()
        revision = ruling.revision
        if self.attempt(lambda: edit_ruling(ruling, revision=revision, by=person, why=why)):
            self.typed[ruling.version].add(person.pk)

    @rule(by=PEOPLE)
    def annotate(self, by):
        piece, person = self.claim.evidence.first(), self.people[by]
        piece.note = self.new_words()
        if self.attempt(lambda: save_row(piece, by=person, reason="more exact")):
            self.typed_evidence.add(person.pk)

    @precondition(lambda self: self.in_hand)
    @rule(first=PEOPLE)
    def go_on(self, first):
        """Let one after the other try the next step until somebody may."""
        step = {"draft": self.submit, "in_review": self.approve, "approved": self.publish}
        stage = self.in_hand.stage
        for by in sorted(self.people, key=lambda name: (name != first, name)):
            if step[stage](self.in_hand, by):
                return

    def submit(self, ruling, by):
        person = self.people[by]
        return self.attempt(lambda: submit_ruling(ruling, revision=ruling.revision, by=person))

    def approve(self, ruling, by):
        person = self.people[by]
        may = by != "reporter" and person.pk not in self.may_have_typed(ruling)

        approved = self.attempt(lambda: approve(ruling, by=person))

        assert bool(approved) is may
        return approved

    def publish(self, ruling, by):
        person = self.people[by]
        made = self.attempt(lambda: publish_ruling(ruling, revision=ruling.revision, by=person))
        if made:
            assert made.approved_by_id not in self.may_have_typed(made)
            self.pages[made.pk] = fresh(made).page
            event(f"published version {made.version}")
        return made

    @precondition(lambda self: self.in_hand)
    @rule(by=PEOPLE, discards=st.booleans())
    def undo(self, by, discards):
        ruling, person = self.in_hand, self.people[by]

        def deed():
            if discards:
                return retract_row(ruling, by=person, reason="Begun too early.")
            return return_ruling(ruling, revision=ruling.revision, by=person, reason="Why?")

        self.attempt(deed)

    # What holds

    @invariant()
    def one_version_stands_and_one_is_in_hand(self):
        assert self.claim.rulings.current().count() <= 1
        assert self.claim.rulings.in_hand().count() <= 1

    @invariant()
    def a_published_page_stays_as_it_was(self):
        for ruling in Ruling.objects.published().filter(claim=self.claim):
            assert ruling.page == self.pages[ruling.pk]
            assert ruling.approved_by_id not in {None, ruling.written_by_id}

    @invariant()
    def what_is_approved_says_what_was_read(self):
        for ruling in self.claim.rulings.filter(stage="approved", retracted_at=None):
            assert approval_holds(ruling)
            assert ruling.approved_by_id not in ruling.writer_ids()


@pytest.fixture(scope="module")
def claim(kept):
    return make_researched_claim()


@pytest.fixture(scope="module")
def several(kept):
    editors = {f"{nth} editor": make_editor() for nth in ("first", "second", "third")}
    return editors | {"reporter": make_reporter()}


def test_whatever_people_do_the_promises_hold(claim, several):
    let_loose(lambda: LifeCycle(claim, several), times=12, steps=15)
