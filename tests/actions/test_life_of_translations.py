"""Several people do what they like with a ruling and its translations; the group stays whole."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
)

from claims.actions.bring_up_to_date import bring_up_to_date
from claims.actions.correct_ruling import correct_ruling
from claims.actions.draft_ruling import draft_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.actions.publish_ruling import publish_ruling
from claims.actions.retract_row import retract_row
from claims.actions.retract_ruling import retract_ruling
from claims.actions.submit_ruling import submit_ruling
from claims.actions.translate_ruling import translate_ruling
from claims.history import verify
from claims.models import Journal, Listing, Ruling
from tests.factories import make_reporter, rating
from tests.keeping import fresh
from tests.machines import let_loose
from tests.rulings import approve, make_editor, make_researched_claim

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WRITERS = st.sampled_from(["reporter", "first editor"])
EDITIONS = st.sampled_from(["", "es", "ar"])
REFUSALS = (PermissionDenied, ValidationError)


class Group(RuleBasedStateMachine):
    """One claim with its ruling in up to three languages; pages and versions are kept by hand."""

    def __init__(self, claim, people):
        super().__init__()
        self.claim, self.people = claim, people
        self.words, self.pages = itertools.count(), {}
        self.savepoint = transaction.savepoint()

    def teardown(self):
        assert list(verify()) == []
        transaction.savepoint_rollback(self.savepoint)

    def current(self, edition):
        return self.claim.rulings.of_edition(edition).current().first()

    def in_hand(self, edition):
        return self.claim.rulings.of_edition(edition).in_hand().first()

    def attempt(self, deed):
        before = Journal.position()
        try:
            return deed()
        except REFUSALS:
            assert Journal.position() == before
            return None

    # What people do

    @rule(by=WRITERS, edition=EDITIONS)
    def begin(self, by, edition):
        """Draft, translate or correct, whichever is next; some of it is refused."""
        person, words = self.people[by], f"Words number {next(self.words)}."
        public, original = self.current(edition), self.current("") or self.in_hand("")
        named = {"language": edition, "wording": words, "why": words, "rating_word": "No"}

        def deed():
            if public:
                return correct_ruling(public, kind="minor", note=words, by=person)
            if edition:
                return original and translate_ruling(original, by=person, **named)
            return draft_ruling(self.claim, by=person, rating=rating(), why=words)

        if self.attempt(deed):
            event(f"begun in {edition or 'the original'}")

    @rule(edition=EDITIONS)
    def withdraw(self, edition):
        if public := self.current(edition):
            person = self.people["first editor"]
            self.attempt(lambda: retract_ruling(public, note="Wrong.", by=person))

    @rule(by=WRITERS, edition=EDITIONS, discards=st.booleans())
    def change(self, by, edition, discards):
        ruling, person = self.in_hand(edition), self.people[by]
        if ruling is None:
            return
        words = {"why": f"Words number {next(self.words)}."}
        if discards:
            self.attempt(lambda: retract_row(ruling, by=person, reason="Begun too early."))
        elif edition:
            deed = bring_up_to_date
            self.attempt(lambda: deed(ruling, revision=ruling.revision, by=person))
        else:
            self.attempt(lambda: edit_ruling(ruling, revision=ruling.revision, by=person, **words))

    @rule(edition=EDITIONS)
    def go_on(self, edition):
        """Take what is in hand as far as it goes."""
        editor = self.people["last editor"]
        for step in (self.submit, self.approve, self.publish):
            ruling = self.in_hand(edition)
            if ruling is not None:
                step(ruling, editor)

    def submit(self, ruling, _editor):
        by = ruling.written_by
        self.attempt(lambda: submit_ruling(ruling, revision=ruling.revision, by=by))

    def approve(self, ruling, editor):
        self.attempt(lambda: approve(ruling, by=editor))

    def publish(self, ruling, editor):
        original = self.current("")
        deed = publish_ruling
        made = self.attempt(lambda: deed(ruling, revision=ruling.revision, by=editor))
        if made is None:
            return
        self.pages[made.pk] = fresh(made).page
        event(f"published {made.edition or 'the original'}, {made.stage}")
        if made.edition and not made.retracts:
            assert (original.stage, original.version) == ("published", made.translates)
            assert original.rating == made.rating

    # What holds

    @invariant()
    def one_in_each_language(self):
        for rulings in (self.claim.rulings.current(), self.claim.rulings.in_hand()):
            languages = list(rulings.values_list("language", flat=True))
            assert len(languages) == len(set(languages))

    @invariant()
    def no_translation_stands_without_its_original(self):
        standing = Ruling.objects.published().standing().filter(claim=self.claim)
        editions = set(standing.values_list("edition", flat=True))
        assert not editions or "" in editions
        listed = Listing.objects.filter(ruling__claim=self.claim)
        assert set(listed.values_list("ruling", flat=True)) == set(
            standing.values_list("pk", flat=True)
        )

    @invariant()
    def what_is_behind_is_told(self):
        original = self.current("")
        holds = original.version if original and original.stage == "published" else None
        public = self.claim.rulings.filter(stage="published").exclude(edition="")
        lags = {one.pk for one in public if one.translates != holds}
        assert set(Ruling.objects.behind().values_list("pk", flat=True)) == lags

    @invariant()
    def a_published_page_stays_as_it_was(self):
        for ruling in Ruling.objects.published().filter(claim=self.claim):
            assert ruling.page == self.pages[ruling.pk]
            assert ruling.approved_by_id not in {None, ruling.written_by_id}


@pytest.fixture(scope="module")
def claim(kept):
    return make_researched_claim()


@pytest.fixture(scope="module")
def several(kept):
    editors = {f"{nth} editor": make_editor() for nth in ("first", "last")}
    return editors | {"reporter": make_reporter()}


def test_whatever_people_do_the_group_stays_whole(claim, several):
    let_loose(lambda: Group(claim, several), times=12, steps=20)
