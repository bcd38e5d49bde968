"""Two people at the same page: the second to save compares, chooses, and then it passes."""

import pytest
from lxml import html

from claims.actions.edit_ruling import edit_ruling
from claims.actions.retract_row import retract_row
from claims.models import User
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, words_of
from tests.factories import make_claim, make_editor, make_evidence, make_inquiry, make_user
from tests.rulings import make_draft, make_submitted_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def both_open(first, second, url):
    """Return the form as both have it on their screens."""
    return form_of(first.get(url)), form_of(second.get(url))


def compared(answer):
    """Return what the page tells of others' work, in one line."""
    tree = html.fromstring(answer.content.decode())
    return " ".join(" ".join(tree.xpath('//section[@class="meeting"]//text()')).split())


def choices_of(answer):
    """Return the choices that the page asks for."""
    tree = html.fromstring(answer.content.decode())
    return sorted(set(tree.xpath('//section[@class="meeting"]//input[@type="radio"]/@name')))


def chosen(answer, choice, **typed):
    """Return the form with this choice made wherever one is asked for."""
    return {**form_of(answer), **dict.fromkeys(choices_of(answer), choice), **typed}


def save_both(url, first, second, typed, also):
    """Let both save: the first passes, the second's answer is returned with what they sent."""
    mine, theirs = both_open(first, second, url)
    assert first.post(url, {**mine, **typed}).status_code == 302
    sent = {**theirs, **also}
    return second.post(url, sent), sent


CASES = {
    "claim": (make_claim, {"text": "It ended in 1996."}, {"kind": "opinion", "text": "It lapsed."}),
    "ruling": (make_draft, {"why": "The record says so."}, {"why": "Mine.", "not_known": "Who."}),
    "evidence": (make_evidence, {"note": "From page 4."}, {"note": "From page 5."}),
    "inquiry": (make_inquiry, {"whom": "The court"}, {"whom": "The council"}),
}


@pytest.mark.parametrize("case", CASES)
def test_the_second_to_save_is_told_who_changed_what_and_loses_nothing(case):
    make, typed, also = CASES[case]
    row, first, second = make(), desk_of("editor"), desk_of("editor")

    answer, sent = save_both(at(row), first, second, typed, also)

    assert answer.status_code == 200
    assert "Somebody else changed" in errors_of(answer)
    told = compared(answer)
    assert first.person.byline in told
    assert all(word in told for value in typed.values() for word in value.strip(".").split())
    assert all(form_of(answer)[name] == sent[name] for name in also)
    row.refresh_from_db()
    assert all(str(getattr(row, name)) == value for name, value in typed.items())


@pytest.mark.parametrize("case", CASES)
def test_saving_again_after_choosing_passes(case):
    make, typed, also = CASES[case]
    row, first, second = make(), desk_of("editor"), desk_of("editor")
    answer, _sent = save_both(at(row), first, second, typed, also)

    again = second.post(at(row), chosen(answer, "mine"))

    assert again.status_code == 302, errors_of(again)
    row.refresh_from_db()
    assert all(str(getattr(row, name)) == value for name, value in also.items())
    assert row.history.latest().history_user == second.person


def test_a_row_among_the_inlines_is_held_in_the_same_way():
    evidence = make_evidence()
    first, second = desk_of("reporter"), desk_of("reporter")
    typed, also = {"evidence-0-note": "From page 4."}, {"evidence-0-note": "From page 5."}

    answer, _sent = save_both(at(evidence.claim), first, second, typed, also)

    assert "Somebody else changed" in errors_of(answer)
    assert first.person.byline in compared(answer)
    assert form_of(answer)["evidence-0-note"] == "From page 5."
    again = second.post(at(evidence.claim), chosen(answer, "mine"))
    assert again.status_code == 302, errors_of(again)
    evidence.refresh_from_db()
    assert evidence.note == "From page 5."


def test_two_stale_rows_on_one_page_are_both_told_before_anything_is_saved():
    evidence = make_evidence()
    url = at(evidence.claim)
    first, second = desk_of("reporter"), desk_of("reporter")
    typed = {"text": "It ended in 1996.", "evidence-0-note": "From page 4."}
    also = {"text": "It lapsed.", "evidence-0-note": "From page 5."}

    answer, _sent = save_both(url, first, second, typed, also)
    assert choices_of(answer) == ["evidence-0-note-choice", "text-choice"]
    answer = second.post(url, chosen(answer, "mine"))

    assert answer.status_code == 302
    evidence.refresh_from_db()
    assert (evidence.note, evidence.claim.text) == ("From page 5.", "It lapsed.")


def test_what_two_people_change_in_different_rows_of_a_page_is_both_kept():
    one = make_evidence()
    two = make_evidence(one.claim)
    first, second = desk_of("reporter"), desk_of("reporter")

    answer, _sent = save_both(
        at(one.claim), first, second, {"evidence-0-note": "A"}, {"evidence-1-note": "B"}
    )

    assert answer.status_code == 302
    for row in (one, two):
        row.refresh_from_db()
    assert (one.note, two.note) == ("A", "B")


def test_a_person_s_page_is_held_in_the_same_way():
    colleague = make_user("reporter")
    first, second = desk_of("administrator"), desk_of("administrator")
    typed, also = {"byline": "A. Lovelace"}, {"byline": "Ada Lovelace"}

    answer, _sent = save_both(at(colleague), first, second, typed, also)

    assert first.person.byline in compared(answer)
    assert second.post(at(colleague), chosen(answer, "mine")).status_code == 302
    assert User.objects.get(pk=colleague.pk).byline == "Ada Lovelace"


def test_a_missing_revision_does_not_overwrite_in_silence():
    claim, first, second = make_claim(), desk_of("editor"), desk_of("editor")
    url = at(claim)
    stale = form_of(second.get(url))
    stale.pop("revision_read")
    first.post(url, {**form_of(first.get(url)), "text": "It ended in 1996."})

    second.post(url, {**stale, "text": "It lapsed."})

    claim.refresh_from_db()
    assert claim.text == "It ended in 1996."


def test_fields_that_the_second_left_alone_keep_what_the_first_saved():
    ruling, first, second = make_draft(), desk_of("editor"), desk_of("editor")
    typed, also = {"why": "The record says so."}, {"not_known": "Who signed it."}

    answer, _sent = save_both(at(ruling), first, second, typed, also)
    second.post(at(ruling), form_of(answer))

    ruling.refresh_from_db()
    assert (ruling.why, ruling.not_known) == ("The record says so.", "Who signed it.")


def test_the_line_breaks_of_browsers_are_no_change():
    evidence, desk = make_evidence(quote="One line.\nAnother."), desk_of("editor")
    sent = form_of(desk.get(at(evidence.claim)))
    sent["evidence-0-quote"] = "One line.\r\nAnother."

    desk.post(at(evidence.claim), sent)

    assert evidence.history.count() == 1


def test_saving_without_a_change_writes_nothing():
    evidence, desk = make_evidence(), desk_of("editor")

    assert desk.post(at(evidence.claim), form_of(desk.get(at(evidence.claim)))).status_code == 302

    assert (evidence.history.count(), evidence.claim.history.count()) == (1, 1)


def both_reword(mine="It lapsed.", theirs="It ended in 1996."):
    """Return a row that two people changed, who comes second, and what they were answered."""
    inquiry, first, second = make_inquiry(), desk_of("editor"), desk_of("editor")
    answer, _sent = save_both(at(inquiry), first, second, {"whom": theirs}, {"whom": mine})
    return inquiry, second, answer


@pytest.mark.parametrize(
    ("choice", "typed", "kept"),
    [
        ("mine", {}, "It lapsed."),
        ("theirs", {}, "It ended in 1996."),
        ("edit", {"whom": "It lapsed in 1996."}, "It lapsed in 1996."),
    ],
)
def test_each_choice_is_saved_as_one_change_on_the_newest_revision(choice, typed, kept):
    inquiry, second, answer = both_reword()
    before = inquiry.history.count()

    again = second.post(at(inquiry), chosen(answer, choice, **typed))

    assert again.status_code == 302, errors_of(again)
    inquiry.refresh_from_db()
    assert inquiry.whom == kept
    assert inquiry.history.count() == before + (choice != "theirs")


def test_without_a_choice_nothing_is_saved_and_it_is_asked_again():
    inquiry, second, answer = both_reword()

    again = second.post(at(inquiry), form_of(answer))

    assert again.status_code == 200
    assert choices_of(again) == ["whom-choice"]
    assert form_of(again)["whom"] == "It lapsed."
    inquiry.refresh_from_db()
    assert inquiry.whom == "It ended in 1996."


def test_theirs_is_not_taken_over_words_that_were_typed_after_the_question():
    inquiry, second, answer = both_reword()

    again = second.post(at(inquiry), chosen(answer, "theirs", whom="It lapsed, or did it?"))

    assert again.status_code == 200
    assert form_of(again)["whom"] == "It lapsed, or did it?"


def test_a_form_that_is_refused_for_another_reason_still_asks():
    inquiry, first, second = make_inquiry(), desk_of("editor"), desk_of("editor")
    typed, also = {"whom": "It ended in 1996."}, {"whom": "It lapsed.", "asked_on": "no date"}

    answer, _sent = save_both(at(inquiry), first, second, typed, also)
    again = second.post(at(inquiry), {**form_of(answer), "asked_on": "2026-11-02"})

    assert again.status_code == 200
    assert choices_of(again) == ["whom-choice"]


def test_a_third_save_during_the_choice_is_compared_too():
    inquiry, second, answer = both_reword()
    third = desk_of("editor")
    typed = {"whom": "It had lapsed.", "question": "Ministers cite it."}
    assert third.post(at(inquiry), {**form_of(third.get(at(inquiry))), **typed}).status_code == 302

    again = second.post(at(inquiry), chosen(answer, "mine"))

    assert again.status_code == 200
    assert third.person.byline in compared(again)
    assert second.post(at(inquiry), chosen(again, "mine")).status_code == 302
    inquiry.refresh_from_db()
    assert (inquiry.whom, inquiry.question) == ("It lapsed.", "Ministers cite it.")


def test_a_third_save_is_taken_over_by_who_chose_theirs():
    inquiry, second, answer = both_reword()
    third = desk_of("editor")
    third.post(at(inquiry), {**form_of(third.get(at(inquiry))), "whom": "It had lapsed."})

    second.post(at(inquiry), chosen(answer, "theirs"))

    inquiry.refresh_from_db()
    assert inquiry.whom == "It had lapsed."


def test_what_both_changed_alike_is_no_conflict():
    inquiry, first, second = make_inquiry(), desk_of("editor"), desk_of("editor")

    answer, _sent = save_both(
        at(inquiry), first, second, {"whom": "It lapsed."}, {"whom": "It lapsed."}
    )

    assert answer.status_code == 302


def retracted_meanwhile(**typed):
    """Return evidence that is retracted while somebody types, and what they are answered."""
    evidence, desk = make_evidence(), desk_of("reporter")
    sent = form_of(desk.get(at(evidence.claim)))
    evidence.refresh_from_db()
    retract_row(evidence, revision=evidence.revision, by=make_editor(), reason="Not the treaty.")
    return evidence, desk, desk.post(at(evidence.claim), {**sent, **typed})


def test_words_typed_into_a_row_that_was_retracted_are_kept_until_somebody_decides():
    evidence, _desk, answer = retracted_meanwhile(**{"evidence-0-note": "From page 5."})

    assert answer.status_code == 200
    assert "Not the treaty." in compared(answer)
    assert "retracted" in errors_of(answer)
    assert form_of(answer)["evidence-0-note"] == "From page 5."
    assert evidence.claim.evidence.live().count() == 0


@pytest.mark.parametrize(("choice", "notes"), [("again", ["From page 5."]), ("drop", [])])
def test_they_become_a_row_of_their_own_or_go(choice, notes):
    evidence, desk, answer = retracted_meanwhile(**{"evidence-0-note": "From page 5."})

    again = desk.post(at(evidence.claim), chosen(answer, choice))

    assert again.status_code == 302, errors_of(again)
    assert [piece.note for piece in evidence.claim.evidence.live()] == notes
    evidence.refresh_from_db()
    assert evidence.is_retracted


def test_a_row_that_was_retracted_and_not_touched_holds_up_nothing():
    evidence, _desk, answer = retracted_meanwhile(text="It lapsed.")

    assert answer.status_code == 302
    evidence.claim.refresh_from_db()
    assert evidence.claim.text == "It lapsed."


def test_a_row_that_was_added_meanwhile_is_told_and_kept():
    claim, first, second = make_claim(), desk_of("editor"), desk_of("editor")
    mine, theirs = both_open(first, second, at(claim))
    first.post(at(claim), {**mine, "text": "It ended."})
    added = make_evidence(claim)

    answer = second.post(at(claim), {**theirs, "text": "It lapsed."})

    assert str(added) in compared(answer)
    second.post(at(claim), chosen(answer, "mine"))
    assert claim.evidence.live().get() == added


def test_a_reason_typed_for_a_deed_is_kept_and_the_change_is_told_before_it_is_done():
    inquiry, first, second = make_inquiry(), desk_of("editor"), desk_of("editor")
    page = at(inquiry, "retract")
    opened = form_of(second.get(page))
    fill(first, at(inquiry), whom="The court")

    answer = second.post(page, {**opened, "reason": "Asked twice."})

    assert answer.status_code == 200
    assert first.person.byline in compared(answer)
    assert "court" in compared(answer)
    assert form_of(answer)["reason"] == "Asked twice."
    assert second.post(page, form_of(answer)).status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.is_retracted


def test_an_approval_of_words_that_changed_leads_back_to_the_page_that_is_read():
    ruling, first, second = make_submitted_ruling(), desk_of("editor"), desk_of("editor")
    opened = form_of(second.get(at(ruling, "preview")), "/approve/")
    edit_ruling(ruling, revision=ruling.revision, by=first.person, why="The record says so.")

    answer = second.post(at(ruling, "approve"), opened)

    assert answer.url == at(ruling, "preview")
    ruling.refresh_from_db()
    assert ruling.approved_by is None


def test_words_typed_into_a_page_whose_row_was_retracted_are_shown_and_not_saved():
    inquiry, desk = make_inquiry(), desk_of("editor")
    sent = form_of(desk.get(at(inquiry)))
    retract_row(inquiry, revision=inquiry.revision, by=make_editor(), reason="Asked twice.")

    answer = desk.post(at(inquiry), {**sent, "whom": "The court"})

    assert "Asked twice." in words_of(answer)
    assert "The court" in words_of(answer)
    assert inquiry.history.count() == 2
