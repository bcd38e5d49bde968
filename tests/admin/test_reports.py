"""Readers' reports at the desk: their words as they came, and what is done about them."""

import pytest

from claims.models import Report
from tests.actions.outcomes import hide
from tests.admin.desk import at, desk_of, fill, form_of, list_of, messages_of, words_of
from tests.factories import make_claim, make_report

pytestmark = pytest.mark.django_db


def test_a_report_is_taken_up_and_resolved():
    report, desk = make_report(), desk_of("reporter")
    assert "Nobody looks at it yet." in words_of(desk.get(at(report)))

    desk.post(at(report, "take-up"), form_of(desk.get(at(report, "take-up"))))
    assert f"{desk.person} looks at it." in words_of(desk.get(at(report)))
    done = fill(desk, at(report, "resolve"), outcome="declined", answer="It was 1996.")

    assert done.status_code == 302
    page = words_of(desk.get(at(report)))
    assert "Resolved." in page
    assert "It was 1996." in page
    assert desk.get(at(report, "resolve")).status_code == 403


@pytest.mark.slow
def test_an_outcome_needs_a_sentence():
    report, desk = make_report(), desk_of("reporter")

    answer = fill(desk, at(report, "resolve"), outcome="declined", answer=" ")

    assert answer.status_code == 200
    assert Report.objects.get().is_open


def test_words_of_strangers_are_text_with_what_is_unseen_by_name():
    words = "<img src=x onerror=alert(1)> **bold** \u202eevil https://evil.example"
    report = make_report(
        text=words, sources=words, passage=words, page=words, contact="a@b.example"
    )

    page = desk_of("reporter").get(at(report)).text

    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; **bold** ‹RLO›evil" in page
    assert 'href="https://evil' not in page
    assert "\u202e" not in page


@pytest.mark.slow
def test_what_came_stays_as_it_came_but_can_be_put_to_a_claim():
    report, claim, desk = make_report(), make_claim(), desk_of("reporter")
    sent = form_of(desk.get(at(report)))
    assert not {"text", "outcome", "answer", "contact"} & sent.keys()

    forged = {"claim": claim.pk, "text": "Forged.", "outcome": "declined", "answer": "No."}
    desk.post(at(report), sent | forged)

    report.refresh_from_db()
    assert report.claim == claim
    assert (report.text, report.outcome, report.answer) == ("The year is wrong.", "open", "")


@pytest.mark.slow
def test_a_letter_is_entered_by_hand():
    desk, claim = desk_of("reporter"), make_claim()

    fill(desk, list_of(Report, "add"), text="By letter.", claim=claim.pk, received_on="2026-10-09")

    assert Report.objects.get().text == "By letter."


@pytest.mark.slow
def test_the_claim_s_page_lists_its_reports():
    report = make_report()
    retracted = make_report(report.claim)
    desk = desk_of("reporter")
    fill(desk, at(retracted, "retract"), reason="Advertising.")
    desk.get(list_of(Report))  # which tells that it was retracted

    page = desk.get(at(report.claim))

    assert "Reports from readers" in words_of(page)
    assert f"{report.receipt}, Oct. 9, 2026: nobody looks at it yet" in words_of(page)
    assert retracted.receipt not in words_of(page)


def test_a_report_on_a_confidential_article_is_hidden():
    report, desk = make_report(), desk_of("reporter")
    hide(report.claim.article)

    assert report.receipt not in words_of(desk.get(list_of(Report)))
    assert "There is no" in messages_of(desk.get(at(report, "take-up"), follow=True))


@pytest.mark.slow
def test_of_two_at_once_the_second_is_told():
    report, first, second = make_report(), desk_of("reporter"), desk_of("reporter")
    stale = form_of(second.get(at(report, "resolve")))
    fill(first, at(report, "resolve"), outcome="declined", answer="It was 1996.")

    answer = second.post(
        at(report, "resolve"), stale | {"outcome": "declined", "answer": "It was 2000."}
    )

    assert answer.status_code in (200, 403)
    report.refresh_from_db()
    assert report.answer == "It was 1996."


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_does_not_work_at_claims_reads_only(role):
    report, desk = make_report(), desk_of(role)

    assert "The year is wrong." in words_of(desk.get(at(report)))
    assert desk.get(at(report, "take-up")).status_code == 403
