"""What a reader reports is kept by the machine, once, whoever the reader is."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.receive_report import receive_report
from claims.models import Report
from claims.models.report import new_receipt
from tests.actions.outcomes import refused, told, who_may
from tests.factories import machine, make_claim

pytestmark = pytest.mark.django_db
WORDS = {
    "text": "The year is wrong.",
    "passage": "in 1996",
    "name": "Ada",
    "contact": "a@b.example",
}


def receive(by=None, receipt="R-0123abcd", **typed):
    return receive_report(receipt, by=by or machine(), **(WORDS | typed))


def test_it_is_kept_as_typed_in_the_machine_s_name():
    claim = make_claim()

    report = receive(claim=claim)

    assert told(report) == (machine(), "received from a reader")
    assert (report.claim, report.outcome, report.taken_up_by) == (claim, "open", None)
    assert {name: getattr(report, name) for name in WORDS} == WORDS


def test_nobody_but_the_machine_takes_reports_in(people):
    assert who_may(lambda by: receive(by, new_receipt()), people) == {"machine"}


def test_the_same_report_sent_twice_is_one():
    first = receive()

    assert receive() == first
    assert Report.objects.count() == 1


def test_other_words_under_the_same_number_are_refused_and_told():
    receive()

    with refused(code="sent_already") as caught:
        receive(text="The month is wrong.")

    assert "R-0123abcd" in caught.value.messages[0]


def test_an_empty_report_is_refused():
    machine()

    with refused(code="blank"):
        receive(text="")


def test_a_reader_decides_no_outcome():
    with pytest.raises(TypeError, match="outcome"):
        receive(outcome="corrected")


def test_a_stranger_s_name_cannot_turn_the_page_around():
    machine()

    with refused(code="directions"):
        receive(name="\u202eadA")


def test_of_nobody_s_rights_is_enough(people):
    with refused(PermissionDenied):
        receive(people["nobody"])
