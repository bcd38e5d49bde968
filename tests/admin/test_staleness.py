"""Two people at the same page: the second save is refused, told why, and then passes."""

import pytest

from claims.models import User
from tests.admin.desk import at, desk_of, errors_of, form_of
from tests.factories import make_claim, make_evidence, make_inquiry, make_user
from tests.rulings import make_draft

pytestmark = pytest.mark.django_db


def both_open(first, second, url):
    """Return the form as both have it on their screens."""
    return form_of(first.get(url)), form_of(second.get(url))


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
    told = errors_of(answer)
    assert "Somebody else changed" in told
    assert first.person.byline in told
    assert all(value in told for value in typed.values())
    assert all(form_of(answer)[name] == sent[name] for name in also)
    row.refresh_from_db()
    assert all(str(getattr(row, name)) == value for name, value in typed.items())


@pytest.mark.parametrize("case", CASES)
def test_saving_again_after_looking_passes(case):
    make, typed, also = CASES[case]
    row, first, second = make(), desk_of("editor"), desk_of("editor")
    answer, _sent = save_both(at(row), first, second, typed, also)

    again = second.post(at(row), form_of(answer))

    assert again.status_code == 302, errors_of(again)
    row.refresh_from_db()
    assert all(str(getattr(row, name)) == value for name, value in also.items())
    assert row.history.latest().history_user == second.person


def test_a_row_among_the_inlines_is_held_in_the_same_way():
    evidence = make_evidence()
    first, second = desk_of("reporter"), desk_of("reporter")
    typed, also = {"evidence-0-note": "From page 4."}, {"evidence-0-note": "From page 5."}

    answer, _sent = save_both(at(evidence.claim), first, second, typed, also)
    told = errors_of(answer)

    assert "Somebody else changed" in told
    assert first.person.byline in told
    assert "From page 4." in told
    assert form_of(answer)["evidence-0-note"] == "From page 5."
    again = second.post(at(evidence.claim), form_of(answer))
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
    for _n in range(2):  # once for each row at most
        assert first.person.byline in errors_of(answer)
        answer = second.post(url, form_of(answer))
        if answer.status_code == 302:
            break

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

    assert first.person.byline in errors_of(answer)
    assert second.post(at(colleague), form_of(answer)).status_code == 302
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
