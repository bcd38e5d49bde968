"""An attempt at a copy ends with the copy, a later attempt, or the reason why there is none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import run_snapshot_request as module
from claims.actions.request_snapshot import request_snapshot
from claims.actions.run_snapshot_request import run_snapshot_request
from claims.models import Snapshot
from tests.actions.outcomes import take_back, told
from tests.factories import make_evidence, make_source
from tests.fetching.conftest import site
from tests.keeping import fresh

__all__ = ["site"]
pytestmark = pytest.mark.django_db
TEXT = b"The pact of 1961 ended in 1996, thirty-five years after it was signed in Moscow.\n"


@pytest.fixture
def asked(site, people):
    """Return a request for what the test puts at its path."""

    def ask(page, **options):
        source = make_source(url=site.at("/page", page))
        return request_snapshot(source, by=people["reporter"], **options)

    return ask


def plain(request):
    request.answer(TEXT, content_type="text/plain")


def run(request):
    copy = run_snapshot_request(request, by=request.asked_by)
    request.refresh_from_db()
    return copy


def test_it_ends_with_the_copy(asked, people):
    request = asked(plain)

    copy = run(request)

    assert (request.state, request.snapshot, request.tries) == ("done", copy, 1)
    assert copy.sha256 == Snapshot.objects.get().sha256
    assert told(copy) == (people["reporter"], "fetched from its address")


def test_what_is_quoted_from_the_source_is_checked_against_the_copy(
    asked, django_capture_on_commit_callbacks
):
    request = asked(plain)
    piece = make_evidence(source=request.source, quote="The pact of 1961 ended in 1996")

    with django_capture_on_commit_callbacks(execute=True):
        copy = run(request)

    assert (fresh(piece).found, fresh(piece).snapshot) == ("verbatim", copy)


def test_two_workers_do_it_once(asked, site):
    request = asked(plain)
    run(request)

    assert run(request) is None
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410])
def test_what_will_not_change_soon_fails_at_once_with_its_reason(asked, status):
    request = asked(lambda r: r.answer(status=status))

    assert run(request) is None
    assert (request.state, request.tries) == ("failed", 1)
    assert f"HTTP {status}" in request.error


def test_what_may_be_over_soon_is_tried_again_later_three_times_in_all(asked):
    request = asked(lambda r: r.answer(status=500))

    run(request)
    assert (request.state, request.tries) == ("queued", 1)
    assert timedelta(minutes=4) < request.due_at - timezone.now() < timedelta(minutes=6)

    run(request)
    run(request)
    assert (request.state, request.tries) == ("failed", 3)
    assert "HTTP 500" in request.error
    assert not Snapshot.objects.exists()


def test_a_host_that_wants_peace_for_hours_is_not_waited_for(asked):
    request = asked(lambda r: r.answer(status=429, Retry_After="7200"))

    run(request)

    assert request.state == "failed"


def test_what_a_site_asks_of_programs_is_the_reason_and_a_person_may_decide_otherwise(asked, site):
    site.at("/robots.txt", lambda r: r.answer(b"User-agent: *\nDisallow: /"))
    obeyed, decided = asked(plain), asked(plain, past_robots=True)

    run(obeyed)
    copy = run(decided)

    assert obeyed.state == "failed"
    assert "robots.txt" in obeyed.error
    assert "robots.txt" in told(copy)[1]


def test_a_page_that_nobody_can_read_is_a_copy_all_the_same(asked):
    request = asked(lambda r: r.answer(b"\x89PNG\r\n\x1a\n" + bytes(40), content_type="image/png"))

    assert "PNG image" in run(request).unread


def test_who_lost_the_right_meanwhile_gets_no_copy(asked, site):
    request = asked(plain)
    take_back(request.source)
    request.source.refresh_from_db()

    run(request)

    assert request.state == "failed"
    assert "may no longer store" in request.error
    assert not site.seen


def test_one_that_was_written_off_while_it_ran_stores_nothing(asked, monkeypatch):
    request, real = asked(plain), module.capture

    def slow(url, **options):
        request.write_off()
        return real(url, **options)

    monkeypatch.setattr(module, "capture", slow)

    assert run(request) is None
    assert request.state == "lost"
    assert not Snapshot.objects.exists()


def test_what_nobody_foresaw_is_noted_and_raised(asked, monkeypatch):
    request = asked(plain)
    monkeypatch.setattr(module, "capture", lambda *_a, **_o: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        run_snapshot_request(request, by=request.asked_by)

    request.refresh_from_db()
    assert request.state == "failed"
    assert "broke off" in request.error
