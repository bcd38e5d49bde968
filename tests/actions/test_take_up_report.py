"""Who looks at a reader's report says so."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.resolve_report import resolve_report
from claims.actions.take_up_report import take_up_report
from claims.models import StaleRevision
from tests.actions.outcomes import WORKERS, hide, refused, take_back, told, who_may
from tests.factories import make_editor, make_report, make_reporter

pytestmark = pytest.mark.django_db


def take_up(report, by):
    return take_up_report(report, revision=report.revision, by=by)


def test_it_names_who_looks_at_it():
    report, by = make_report(), make_reporter()

    taken = take_up(report, by)

    assert taken.taken_up_by == by
    assert taken.is_open
    assert told(taken) == (by, "taken up")


def test_it_is_for_those_who_work_at_claims(people):
    report = make_report()

    assert who_may(lambda by: take_up(report, by), people) == WORKERS


def test_another_can_take_it_over_but_nobody_twice():
    report, first, second = make_report(), make_reporter(), make_editor()
    report = take_up(report, first)

    with refused(PermissionDenied):
        take_up(report, first)
    assert take_up(report, second).taken_up_by == second


def test_of_two_at_once_the_second_is_told():
    report, first, second = make_report(), make_reporter(), make_editor()
    take_up(report, first)

    with refused(StaleRevision):
        take_up(report, second)


def test_what_is_resolved_or_retracted_is_not_taken_up():
    done, spam, by = make_report(), take_back(make_report()), make_editor()
    done = resolve_report(done, revision=done.revision, outcome="declined", answer="No.", by=by)

    other = make_editor()

    for report in (done, spam):
        with refused(PermissionDenied):
            take_up(report, other)


def test_a_report_on_a_confidential_article_is_hidden():
    report, by = make_report(), make_reporter()
    hide(report.claim.article)

    with refused(PermissionDenied):
        take_up(report, by)
