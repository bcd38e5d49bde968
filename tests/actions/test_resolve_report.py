"""A report is closed with its outcome and a sentence for the reader."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.resolve_report import resolve_report
from claims.models import StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim, make_editor, make_report, make_reporter
from tests.rulings import make_next_version, make_published_ruling

pytestmark = pytest.mark.django_db


def resolve(report, by, outcome="declined", answer="The archive says so."):
    given = {"outcome": outcome, "answer": answer}
    return resolve_report(report, revision=report.revision, by=by, **given)


def test_it_says_what_came_of_it():
    report, by = make_report(), make_reporter()

    done = resolve(report, by, "declined", "  It was 1996. ")

    assert (done.outcome, done.answer, done.taken_up_by) == ("declined", "It was 1996.", by)
    assert not done.is_open
    assert told(done) == (by, "resolved")


@pytest.mark.slow
def test_that_it_led_to_a_correction_is_said_once_readers_see_one():
    ruling = make_published_ruling()
    report, by = make_report(ruling.claim), make_reporter()
    other = make_report(make_claim())
    with refused(code="uncorrected"):
        resolve(report, by, "corrected")

    make_next_version(ruling)

    assert resolve(report, by, "corrected").outcome == "corrected"
    with refused(code="uncorrected"):
        resolve(other, by, "corrected")


def test_it_is_for_those_who_work_at_claims(people):
    report = make_report()

    assert who_may(lambda by: resolve(report, by), people) == WORKERS


@pytest.mark.parametrize(
    ("outcome", "answer", "code"),
    [
        ("declined", "  ", "answer"),
        ("open", "Later.", "outcome"),
        ("lost", "Gone.", "invalid_choice"),
    ],
)
def test_it_needs_an_outcome_and_a_sentence(outcome, answer, code):
    report, by = make_report(), make_editor()

    with refused(code=code):
        resolve(report, by, outcome, answer)


def test_who_took_it_up_stays_named():
    report, first = make_report(), make_reporter()
    report = change(report, taken_up_by=first)

    assert resolve(report, make_editor()).taken_up_by == first


def test_it_is_closed_once():
    report, by = make_report(), make_editor()
    done = resolve(report, by)

    with refused(StaleRevision):
        resolve(report, by)
    with refused(PermissionDenied):
        resolve(done, by)


def test_a_retracted_report_is_not_answered():
    report, by = take_back(make_report()), make_editor()

    with refused(PermissionDenied):
        resolve(report, by)
