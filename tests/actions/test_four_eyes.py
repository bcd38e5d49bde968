"""Whoever typed any word of the page cannot approve it; who typed none can."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.correct_ruling import correct_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.actions.override_rules import override_rules
from claims.actions.restore_row import restore_row
from claims.actions.retract_row import retract_row
from claims.actions.save_row import save_row
from claims.models import Attribution, Evidence, Inquiry, Note, Ruling, User, Verdict
from tests.actions.outcomes import refused
from tests.factories import (
    give_role,
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_inquiry,
    make_source,
    rating,
)
from tests.keeping import fresh
from tests.rulings import (
    approve,
    make_draft,
    make_published_ruling,
    make_researched_claim,
    publish,
    submit,
)
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def submitted(kept):
    """A ruling in review that shows something in every place of the page."""
    claim = make_researched_claim(make_claim())
    make_attribution(claim, make_claimant(name="A. Minister"))
    make_inquiry(claim)
    return submit(make_draft(claim))


@pytest.fixture(scope="module")
def helper(kept):
    """An editor who typed nothing yet."""
    return make_editor()


def typed(find, **words):
    """Return the deed of typing other words into the row that is found from the ruling."""

    def deed(ruling, by):
        row = find(ruling)
        for name, value in words.items():
            setattr(row, name, value)
        save_row(row, by=by, reason="typed by a test")

    return deed


def edited(**words):
    return lambda ruling, by: edit_ruling(ruling, revision=ruling.revision, by=by, **words)


def rated_anew(ruling, by):
    edit_ruling(ruling, revision=ruling.revision, by=by, rating=rating("True"))


def overrode(ruling, by):
    rules = ["stored_copies"]
    override_rules(ruling, rules, revision=ruling.revision, by=by, reason="It is closed.")


def piece(ruling):
    return ruling.claim.evidence.first()


def added_evidence(ruling, by):
    save_row(Evidence(claim=ruling.claim, source=make_source(), stance="context"), by=by)


def added_inquiry(ruling, by):
    asked = make_inquiry(make_claim()).asked_on
    save_row(Inquiry(claim=ruling.claim, whom="An expert", kind="expert", asked_on=asked), by=by)


def added_claimant(ruling, by):
    save_row(Attribution(claim=ruling.claim, claimant=make_claimant()), by=by)


def brought_back_a_version(ruling, by):
    row = piece(ruling)
    first = row.history.earliest().pk
    row.note = "Typed by somebody else."
    row.save_by(make_editor())
    restore_row(row, history_id=first, by=by, revision=row.revision, reason="The first was right.")


def typed_and_took_it_back(ruling, by):
    row = piece(ruling)
    was, row.note = row.note, "Typed in error."
    save_row(row, by=by)
    row = fresh(row)
    row.note = was
    save_row(row, by=make_editor())


TYPED = {
    "the ruling's sentence": edited(why="Other words."),
    "its reasoning": edited(body="Other words.[^e1]"),
    "its label": edited(label="First check"),
    "its key points": edited(key_points=["Other words."]),
    "what is not known": edited(not_known="Other words."),
    "the rating": rated_anew,
    "the language": edited(language="es"),
    "why a rule is set aside": overrode,
    "the claim's wording": typed(lambda r: r.claim, text="Other words."),
    "the claim's kind": typed(lambda r: r.claim, kind="prediction"),
    "why it was chosen": typed(lambda r: r.claim, chosen_because="Other words."),
    "when it was said": typed(lambda r: r.claim, said_on="2000"),
    "where it was said": typed(lambda r: r.claim, said_where="A speech"),
    "who said it": added_claimant,
    "a claimant's name": typed(lambda r: r.claim.attributions.get().claimant, name="B. Minister"),
    "a claimant's role": typed(lambda r: r.claim.attributions.get().claimant, role="Minister"),
    "the article's title": typed(lambda r: r.claim.article, title="Other words"),
    "the article's byline": typed(lambda r: r.claim.article, byline="Somebody"),
    "a quotation": typed(piece, quote="Other words."),
    "a note on evidence": typed(piece, note="Other words."),
    "where in the source": typed(piece, where="Page 2"),
    "a stance": typed(piece, stance="context"),
    "a source's title": typed(lambda r: piece(r).source, title="Other words"),
    "a source's interests": typed(lambda r: piece(r).source, interests="It is a party."),
    "new evidence": added_evidence,
    "what came back": typed(lambda r: r.claim.inquiries.get(), answer="Other words."),
    "a new inquiry": added_inquiry,
    "words of an earlier version of a row": brought_back_a_version,
    "words that somebody took back since": typed_and_took_it_back,
}


@pytest.mark.parametrize("kind", wide(TYPED))
def test_who_typed_it_cannot_approve_and_somebody_else_can(submitted, helper, kind):
    TYPED[kind](fresh(submitted), helper)
    ruling = fresh(submitted)

    assert ruling not in Ruling.objects.awaiting(helper)
    assert ruling in Ruling.objects.awaiting(make_editor())
    with refused(PermissionDenied):
        approve(ruling, by=helper)

    assert approve(ruling).stage == Ruling.Stage.APPROVED


def remarked(ruling, by):
    typed(piece, remark="Ask again.")(ruling, by)
    typed(lambda r: r.claim.attributions.get(), remark="By his office.")(ruling, by)


def judged(ruling, by):
    reasoning = "Nothing of this is in the ruling."
    save_row(Verdict(claim=ruling.claim, rating=rating(), reasoning=reasoning), by=by)


def took_evidence_away(ruling, by):
    retract_row(ruling.claim.evidence.last(), by=by, reason="Cited twice.")


UNTYPED = {
    "nothing": lambda ruling, by: None,
    "a verdict": judged,
    "a note": lambda ruling, by: save_row(Note(claim=ruling.claim, text="Hm."), by=by),
    "internal remarks": remarked,
    "by when it is due": typed(lambda r: r.claim, due_on=date(2999, 1, 1)),
    "what is shown of the article": typed(lambda r: r.claim.article, shown="link"),
    "the same words again": edited(why="The archive's record says otherwise."),
    "evidence taken away": took_evidence_away,
}


@pytest.mark.parametrize("kind", wide(UNTYPED))
def test_who_typed_no_word_of_the_page_can_approve(submitted, helper, kind):
    UNTYPED[kind](fresh(submitted), helper)

    assert submitted in Ruling.objects.awaiting(helper)
    assert approve(fresh(submitted), by=helper).approved_by == helper


def test_who_is_quoted_from_their_verdict_cannot_approve(submitted):
    reasoning = "The archive's own record names the year in which the treaty lapsed."
    verdict = submitted.claim.verdicts.first()
    verdict.reasoning = reasoning
    verdict.save_by(verdict.reviewer)
    give_role(verdict.reviewer, "editor")
    reviewer = User.objects.get(pk=verdict.reviewer_id)
    assert reviewer.pk not in fresh(submitted).writer_ids()

    assert submitted in Ruling.objects.awaiting(reviewer)

    ruling = edited(body=f"{reasoning}[^e1]")(fresh(submitted), submitted.written_by)

    assert ruling not in Ruling.objects.awaiting(reviewer)
    with refused(PermissionDenied):
        approve(ruling, by=reviewer)


@pytest.mark.slow
def test_who_wrote_the_note_of_a_correction_cannot_approve_it(helper):
    published = make_published_ruling()

    after = submit(correct_ruling(published, kind="minor", note="A comma.", by=helper))

    assert after not in Ruling.objects.awaiting(helper)
    with refused(PermissionDenied):
        approve(after, by=helper)
    assert publish(approve(after)).version == 2


def test_words_that_were_typed_for_an_earlier_version_count(helper):
    writer, approver = make_editor(), make_editor()
    published = make_published_ruling(by=writer, approver=approver)

    after = submit(correct_ruling(published, kind="minor", note="A comma.", by=helper))

    assert after not in Ruling.objects.awaiting(writer)
    assert after in Ruling.objects.awaiting(approver)
    with refused(PermissionDenied):
        approve(after, by=writer)
    assert approve(after, by=approver).approved_by == approver
