"""Nothing is deleted at the desk; what is retracted comes back through its history."""

import pytest

from claims.models import Claim, Evidence, Membership, Source
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, list_of, words_of
from tests.factories import give_role, make_claim, make_evidence, make_note, make_source, make_user
from tests.models.rows import DESK, MAKERS, name_of
from tests.rulings import make_draft, make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", wide(DESK), ids=name_of)
def test_no_row_can_be_deleted_by_anybody(model):
    row, desk = MAKERS[model](), desk_of("superuser")
    before = model._base_manager.count()

    for answer in (desk.get(at(row, "delete")), desk.post(at(row, "delete"), {"post": "yes"})):
        assert answer.status_code in (302, 403)
    desk.post(list_of(model), {"action": "delete_selected", "_selected_action": row.pk})

    assert model._base_manager.count() == before
    page = desk.get(at(row), follow=True).content.decode()
    assert "deletelink" not in page
    assert "-DELETE" not in page
    assert "delete_selected" not in desk.get(list_of(model)).content.decode()


def retract(desk, row, reason="Entered twice."):
    return fill(desk, at(row, "retract"), reason=reason)


def go_back(desk, row, version):
    """Press the button beside the version that the row had then."""
    page = desk.get(at(row, "history"))
    fields = form_of(page, action=f"/{row.pk}/restore/")
    return desk.post(at(row, "restore"), {**fields, "version": version.pk})


@pytest.mark.parametrize(
    "make", wide([make_claim, make_source, make_evidence, make_draft], every=2)
)
def test_a_row_is_retracted_with_a_reason_and_comes_back(make):
    row, desk = make(), desk_of("editor")

    assert retract(desk, row).status_code == 302
    row.refresh_from_db()
    assert (row.retracted_by, row.retraction_reason) == (desk.person, "Entered twice.")
    assert "Entered twice." in words_of(desk.get(at(row)))
    assert not desk.get(at(row)).context["has_change_permission"]


@pytest.mark.parametrize("make", wide([make_claim, make_source, make_evidence], every=2))
def test_what_was_retracted_is_taken_up_again_from_its_history(make):
    row, desk = make(), desk_of("editor")
    retract(desk, row)

    assert go_back(desk, row, row.history.earliest()).status_code == 302

    row.refresh_from_db()
    assert not row.is_retracted
    assert "taken up again" in words_of(desk.get(at(row, "history")))
    assert {version.history_user for version in row.history.all()[:2]} == {desk.person}


def test_a_retraction_needs_a_reason():
    source, desk = make_source(), desk_of("editor")

    answer = retract(desk, source, reason=" ")

    assert "This field is required." in errors_of(answer)
    assert not Source.objects.get().is_retracted


@pytest.mark.slow
def test_what_a_published_ruling_rests_on_is_not_retracted():
    ruling, desk = make_published_ruling(), desk_of("editor")
    source = ruling.claim.evidence.first().source

    for row in (ruling.claim, ruling.claim.article, source):
        assert errors_of(retract(desk, row))
        assert not type(row).objects.get(pk=row.pk).is_retracted


def test_a_note_is_its_author_s_alone_to_take_back():
    note, desk = make_note(), desk_of("editor")

    assert desk.get(at(note, "retract")).status_code == 403
    sent = {"reason": "No.", "revision": note.revision}
    assert desk.post(at(note, "retract"), sent).status_code == 403


def test_a_role_is_taken_away_by_retracting_it():
    person, desk = make_user(), desk_of("administrator")
    membership = give_role(person, "editor")

    assert retract(desk, membership).status_code == 302

    assert Membership.objects.get(pk=membership.pk).is_retracted
    assert not type(person).objects.get(pk=person.pk).has_perm("claims.change_claim")


@pytest.mark.slow
def test_an_earlier_wording_comes_back_as_a_change_with_its_person():
    claim, desk = make_claim(), desk_of("reporter")
    first = claim.history.latest()
    fill(desk, at(claim), text="It ended in 1996.")

    assert go_back(desk, claim, first).status_code == 302

    assert Claim.objects.get().text == first.text
    assert claim.history.count() == 3
    kept = claim.history.latest()
    assert (kept.history_user, kept.history_change_reason) == (
        desk.person,
        "back to an earlier version",
    )


@pytest.mark.slow
def test_the_version_of_another_row_is_no_version_of_this_one():
    claim, other, desk = make_claim(), make_claim(text="Another."), desk_of("editor")
    fill(desk, at(claim), text="It ended in 1996.")

    answer = go_back(desk, claim, other.history.latest())

    assert "There is no such version" in errors_of(answer)
    assert Claim.objects.get(pk=claim.pk).text == "It ended in 1996."


@pytest.mark.slow
def test_going_back_from_a_history_that_grew_meanwhile_is_refused():
    evidence, desk = make_evidence(), desk_of("editor")
    fill(desk, at(evidence), note="Mine.")
    fields = form_of(desk.get(at(evidence, "history")), action="/restore/")
    fill(desk_of("reporter"), at(evidence), note="Newer.")

    answer = desk.post(at(evidence, "restore"), fields)

    assert "Somebody else changed" in errors_of(answer)
    assert Evidence.objects.get().note == "Newer."


@pytest.mark.slow
def test_a_ruling_s_stage_never_comes_back_from_history():
    ruling, desk = make_published_ruling(), desk_of("editor")

    answer = desk.post(
        at(ruling, "restore"),
        {"version": ruling.history.earliest().pk, "revision": ruling.revision},
    )

    assert answer.status_code == 403
    ruling.refresh_from_db()
    assert ruling.stage == "published"


@pytest.mark.slow
def test_after_publication_a_change_needs_a_reason_and_keeps_it():
    claim, desk = make_published_ruling().claim, desk_of("editor")

    refused = fill(desk, at(claim), text="It ended in 1996.")
    assert "give a reason for the change" in errors_of(refused)
    assert "It ended in 1996." in refused.content.decode()

    saved = desk.post(at(claim), {**form_of(refused), "reason": "A clearer verb."})
    assert saved.status_code == 302
    assert claim.history.latest().history_change_reason == "A clearer verb."


@pytest.mark.slow
def test_after_publication_evidence_among_the_inlines_needs_the_reason_too():
    claim, desk = make_published_ruling().claim, desk_of("editor")

    refused = fill(desk, at(claim), **{"evidence-0-note": "From page 5."})
    assert "give a reason for the change" in errors_of(refused)

    desk.post(at(claim), {**form_of(refused), "reason": "The page was missing."})
    piece = claim.evidence.order_by("number").first()
    assert piece.note == "From page 5."
    assert piece.history.latest().history_change_reason == "The page was missing."
