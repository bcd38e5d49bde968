"""What the pages do not offer is refused to who sends it all the same."""

import pytest

from claims.models import BulkJob, Claim, Ruling
from tests.admin.desk import at, desk_of, errors_of, form_of, list_of, words_of
from tests.factories import make_claim, make_evidence, make_proposal, make_source, make_verdict
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_submitted_ruling,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

REASON = {"reason": "Because.", "note": "Because.", "kind": "minor"}
STAGES = {
    "draft": make_draft,
    "in_review": make_submitted_ruling,
    "approved": make_approved_ruling,
    "published": make_published_ruling,
}
DEEDS = ["submit", "return", "approve", "publish", "override", "correct", "take-back", "retract"]
EDITORS = ["return", "approve", "publish", "override", "correct", "take-back"]


def send(desk, row, deed, **more):
    return desk.post(at(row, deed), {"revision": row.revision, **REASON, **more})


@pytest.mark.parametrize("role", ["reader", "reporter", "reviewer", "administrator"])
def test_who_may_not_do_a_deed_to_a_ruling_is_refused(role):
    rulings, desk = [make() for make in STAGES.values()], desk_of(role)
    typed = {"words": "0" * 64, "rules": "both_sides"}

    answers = [send(desk, ruling, deed, **typed) for ruling in rulings for deed in EDITORS]

    assert {answer.status_code for answer in answers} == {403}
    assert all(ruling.history.count() == ruling.revision for ruling in rulings)


@pytest.mark.parametrize("role", ["reader", "administrator"])
@pytest.mark.parametrize("deed", ["accept", "drop", "retract", "change", "restore"])
def test_who_may_not_change_a_claim_is_refused(role, deed):
    claim, desk = make_proposal(), desk_of(role)

    assert send(desk, claim, deed, text="Mine.", version=1).status_code == 403
    assert claim.history.count() == 1


def test_a_deed_that_is_only_asked_for_changes_nothing():
    rulings, desk = [make() for make in STAGES.values()], desk_of("editor")

    answers = [
        ask(at(ruling, deed), follow=True)
        for ruling in rulings
        for deed in DEEDS
        for ask in (desk.get, desk.head)
    ]

    assert {answer.status_code for answer in answers} <= {200, 403}
    assert all(ruling.history.count() == ruling.revision for ruling in rulings)


def test_asking_for_a_claim_s_deeds_changes_nothing():
    claim, desk = make_proposal(), desk_of("editor")

    for deed in ("accept", "drop", "retract", "restore"):
        desk.get(at(claim, deed))
    desk.get(at(claim.article, "split"))

    assert (claim.history.count(), Claim.objects.count()) == (1, 1)


def test_a_draft_is_not_published_by_hand():
    ruling, desk = make_draft(), desk_of("editor")

    assert send(desk, ruling, "publish").status_code == 403
    desk.post(at(ruling), {**form_of(desk.get(at(ruling))), "stage": "published"})

    ruling.refresh_from_db()
    assert ruling.stage == "draft"


def test_an_approval_of_other_words_than_those_shown_is_refused():
    ruling, desk = make_submitted_ruling(), desk_of("editor")

    sent = {"revision": ruling.revision, "words": "0" * 64}
    answer = desk.post(at(ruling, "approve"), sent, follow=True)

    assert "Somebody else changed" in words_of(answer)
    ruling.refresh_from_db()
    assert ruling.stage == "in_review"


def test_words_changed_between_reading_and_approving_are_not_approved():
    ruling, desk = make_submitted_ruling(), desk_of("editor")
    read = form_of(desk.get(at(ruling, "preview")), action="/approve/")
    piece = ruling.claim.evidence.first()
    piece.note = "Added after the page was read."
    piece.save_by(make_draft().written_by)

    answer = desk.post(at(ruling, "approve"), read, follow=True)

    assert "Somebody else changed" in words_of(answer)
    ruling.refresh_from_db()
    assert ruling.stage == "in_review"


@pytest.mark.parametrize(("stage", "deed"), [("draft", "submit"), ("approved", "publish")])
def test_a_deed_on_a_revision_that_is_no_more_is_refused(stage, deed):
    ruling, desk = STAGES[stage](), desk_of("editor")

    answer = desk.post(at(ruling, deed), {"revision": ruling.revision - 1})

    assert "changed" in errors_of(answer)
    ruling.refresh_from_db()
    assert ruling.stage == stage


def test_a_deed_without_a_revision_is_refused():
    ruling, desk = make_approved_ruling(), desk_of("editor")

    assert desk.post(at(ruling, "publish")).status_code == 200
    ruling.refresh_from_db()
    assert ruling.stage == "approved"


def test_who_typed_a_word_of_it_does_not_approve_it():
    desk, claim = desk_of("editor"), make_claim()
    make_evidence(claim, make_source(), by=desk.person)
    for _n in range(2):
        make_verdict(claim)
    ruling = make_submitted_ruling(claim)
    page = desk.get(at(ruling, "preview"))

    assert "somebody else must approve" in page.content.decode()
    assert not [form for form in page.context["offers"] if form.deed.name == "approve"]
    assert send(desk, ruling, "approve", words="0" * 64).status_code == 403


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_the_words_of_a_public_ruling_are_not_changed_by_hand(role):
    ruling, desk = make_published_ruling(), desk_of(role)
    words = {"why": "Mine.", "rating": ruling.rating_id, "language": "en", "body": ""}

    answer = desk.post(at(ruling), {**words, "revision_read": ruling.revision})

    assert answer.status_code == 403
    assert ruling.history.count() == ruling.revision
    assert Ruling.objects.get().why != "Mine."


def test_fields_that_a_form_does_not_show_are_not_taken_from_it():
    claim, desk = make_proposal(), desk_of("reporter")
    sent = form_of(desk.get(at(claim)))
    forged = {"state": "accepted", "quote": "Never written.", "article": 99, "worthiness": 1}
    forged |= {"assignee": desk.person.pk, "due_on": "2027-01-01", "public_id": "00000000"}

    desk.post(at(claim), {**sent, **forged, "text": "Reworded."})

    kept = Claim.objects.get()
    assert (kept.text, kept.state, kept.quote) == ("Reworded.", "proposed", claim.quote)
    assert (kept.assignee, kept.due_on, kept.public_id) == (None, None, claim.public_id)


def test_another_s_verdict_is_not_changed_through_the_inlines():
    desk, claim = desk_of("reviewer"), make_claim()
    other = make_verdict(claim)
    sent = form_of(desk.get(at(claim)))
    forged = {"verdicts-0-id": other.pk, "verdicts-0-reasoning": "Mine.", "verdicts-0-rating": 1}
    counts = {"verdicts-TOTAL_FORMS": 1, "verdicts-INITIAL_FORMS": 1}

    desk.post(at(claim), {**sent, **forged, **counts, "verdicts-0-revision_read": 1})

    other.refresh_from_db()
    assert other.reasoning != "Mine."


def test_evidence_of_another_claim_is_not_changed_through_the_inlines():
    desk, claim, other = desk_of("reporter"), make_claim(), make_evidence()
    sent = form_of(desk.get(at(claim)))
    forged = {"evidence-0-id": other.pk, "evidence-0-note": "Mine.", "evidence-INITIAL_FORMS": 1}

    answer = desk.post(at(claim), {**sent, **forged, "evidence-0-revision_read": 1})

    assert answer.status_code in (200, 302)
    other.refresh_from_db()
    assert other.note != "Mine."


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_nothing_is_accepted_from_a_list_by_who_may_not(role):
    claim, desk = make_proposal(), desk_of(role)

    desk.post(list_of(Claim), {"action": "accept", "_selected_action": claim.pk})

    claim.refresh_from_db()
    assert claim.state == "proposed"
    assert not BulkJob.objects.exists()
