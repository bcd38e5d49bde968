"""Whatever changes a word of an approved page ends the approval, by whatever path it comes."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.edit_ruling import edit_ruling
from claims.actions.override_rules import override_rules
from claims.actions.publish_ruling import publish_ruling
from claims.actions.restore_row import restore_row
from claims.actions.retract_row import retract_row
from claims.actions.save_row import save_row
from claims.actions.void_approvals import void_approvals
from claims.models import Attribution, Evidence, Journal, Note, Notification, Ruling
from tests.actions.outcomes import change, refused, told
from tests.admin.desk import make_person
from tests.factories import (
    make_attribution,
    make_claim,
    make_claimant,
    make_inquiry,
    make_search,
    make_source,
)
from tests.keeping import fresh
from tests.rulings import approve, make_draft, make_researched_claim, submit
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def approved(kept):
    """An approved ruling that cites its first piece of evidence of three."""
    claim = make_researched_claim(make_claim())
    make_attribution(claim, make_claimant(name="A. Minister"))
    make_inquiry(claim)
    change(claim.evidence.last(), note="The ministry's own page.")
    return approve(submit(make_draft(claim)))


def saved(find, **words):
    def deed(ruling, by):
        row = find(ruling)
        for name, value in words.items():
            setattr(row, name, value)
        save_row(row, by=by, reason="changed by a test")

    return deed


def edited(ruling, by):
    edit_ruling(ruling, revision=ruling.revision, by=by, why="Other words.")


def overrode(ruling, by):
    override_rules(
        ruling, ["both_sides"], revision=ruling.revision, by=by, reason="Nobody else was there."
    )


def added(ruling, by):
    save_row(Evidence(claim=ruling.claim, source=make_source(), stance="context"), by=by)


def named(ruling, by):
    save_row(Attribution(claim=ruling.claim, claimant=make_claimant()), by=by)


def retracted(find):
    return lambda ruling, by: retract_row(find(ruling), by=by, reason="A mistake.")


def went_back(ruling, by):
    row = ruling.claim.evidence.last()
    first = row.history.earliest().pk
    restore_row(row, history_id=first, by=by, revision=row.revision, reason="It was right.")


PATHS = {
    "editing the ruling": edited,
    "setting a rule aside": overrode,
    "saving evidence": saved(lambda r: r.claim.evidence.first(), note="Other words."),
    "saving a source": saved(lambda r: r.claim.evidence.first().source, title="Other words"),
    "saving a claimant": saved(lambda r: r.claim.attributions.get().claimant, role="Minister"),
    "saving an inquiry": saved(lambda r: r.claim.inquiries.get(), answer="Other words."),
    "saving the claim": saved(lambda r: r.claim, text="Other words."),
    "saving the article": saved(lambda r: r.claim.article, title="Other words"),
    "adding evidence": added,
    "adding a search that readers see": lambda r, by: save_row(make_search(r.claim), by=by),
    "naming a claimant": named,
    "retracting evidence": retracted(lambda r: r.claim.evidence.last()),
    "retracting an inquiry": retracted(lambda r: r.claim.inquiries.get()),
    "retracting who said it": retracted(lambda r: r.claim.attributions.get()),
    "making an inquiry internal": saved(lambda r: r.claim.inquiries.get(), public=False),
    "going back in history": went_back,
}


@pytest.mark.parametrize("path", wide(PATHS, every=3))
def test_a_changed_word_ends_the_approval(approved, people, path):
    PATHS[path](fresh(approved), people["editor"])

    ruling = fresh(approved)
    assert (ruling.stage, ruling.approved_by) == (Ruling.Stage.IN_REVIEW, None)
    assert ruling.approved_digest == ""
    with refused(PermissionDenied):
        publish_ruling(ruling, revision=ruling.revision, by=people["editor"])
    assert approve(ruling).stage == Ruling.Stage.APPROVED


def test_history_says_why_the_approval_ended(approved, people):
    PATHS["saving a source"](approved, people["reporter"])

    assert told(fresh(approved)) == (
        people["reporter"],
        "the approval is void: the words were changed after it",
    )


HARMLESS = {
    "a note": lambda r, by: save_row(Note(claim=r.claim, text="Hm."), by=by),
    "a remark": saved(lambda r: r.claim.evidence.first(), remark="Hm."),
    "an internal search": lambda r, by: save_row(make_search(r.claim, public=False), by=by),
    "words that stay": saved(lambda r: r.claim.evidence.first().source, title="Text of the treaty"),
    "the same edit": lambda r, by: edit_ruling(r, revision=r.revision, by=by, why=r.why),
    "another claim's evidence": lambda r, by: save_row(
        Evidence(claim=make_claim(r.claim.article), source=make_source(), stance="context"), by=by
    ),
}


@pytest.mark.parametrize("path", HARMLESS)
def test_what_changes_no_word_leaves_the_approval(approved, people, path):
    HARMLESS[path](fresh(approved), people["reporter"])

    assert fresh(approved).stage == Ruling.Stage.APPROVED


def test_one_shared_source_ends_every_approval_that_rests_on_it(approved, people):
    source = approved.claim.evidence.first().source
    other = make_draft(make_claim(), body="")
    save_row(Evidence(claim=other.claim, source=source, stance="context"), by=people["reporter"])
    other = approve(submit(other))

    saved(lambda _r: fresh(source), title="Other words")(approved, people["reporter"])

    assert fresh(approved).stage == fresh(other).stage == Ruling.Stage.IN_REVIEW


def test_an_approval_that_holds_is_left_alone(approved, people):
    before = Journal.position()

    assert void_approvals(approved.claim, by=people["editor"]) == []
    assert void_approvals(people["editor"], by=people["editor"]) == []
    assert Journal.position() == before


def test_who_else_could_approve_is_told_that_it_waits_again(approved, people):
    other = make_person("editor")

    PATHS["saving a source"](fresh(approved), people["reporter"])

    (notice,) = Notification.objects.filter(recipient=other)
    assert (notice.kind, notice.ruling) == ("submitted", fresh(approved))
