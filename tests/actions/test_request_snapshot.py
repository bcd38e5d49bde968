"""A copy is asked for once at a time, by those who may store it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.actions.request_snapshot import request_snapshot
from claims.models import SnapshotRequest
from claims.models.under_way import SILENCE
from tests.actions.outcomes import WORKERS, refused, take_back, who_may
from tests.factories import make_source

pytestmark = pytest.mark.django_db
LONG_AGO = SILENCE + timedelta(seconds=1)


@pytest.fixture(scope="module")
def source(kept):
    return make_source(url="https://news.example/a")


def set_back(request, **fields):
    SnapshotRequest.objects.filter(pk=request.pk).update(**fields)


def test_those_who_work_on_sources_ask_for_copies_and_the_machine(source, people):
    may = who_may(lambda by: request_snapshot(source, by=by), people)

    assert may == WORKERS | {"machine"}


def test_who_asked_and_for_what_stays_on_it(source, people):
    request = request_snapshot(source, by=people["reporter"], past_robots=True)

    request.refresh_from_db()
    assert (request.source, request.asked_by) == (source, people["reporter"])
    assert (request.state, request.past_robots, request.tries) == ("queued", True, 0)
    assert str(request) == f"{source}: waiting"


def test_a_source_without_an_address_has_nothing_to_fetch(people):
    letter = make_source(url="", title="A letter")

    with refused(code="no_address"):
        request_snapshot(letter, by=people["reporter"])


def test_a_retracted_source_is_not_fetched(source, people):
    assert not who_may(lambda by: request_snapshot(take_back(source), by=by), people)


def test_one_at_a_time_is_asked_for(source, people):
    request_snapshot(source, by=people["editor"])

    with refused(code="under_way") as caught:
        request_snapshot(source, by=people["reporter"])

    assert str(people["editor"]) in caught.value.messages[0]


@pytest.mark.parametrize(
    "left",
    [
        {"state": "running", "heard_at": timezone.now() - LONG_AGO},
        {"state": "queued", "due_at": timezone.now() - LONG_AGO},
    ],
)
def test_one_that_nobody_works_on_gives_way(source, people, left):
    first = request_snapshot(source, by=people["reporter"])
    set_back(first, **left)

    second = request_snapshot(source, by=people["reporter"])

    first.refresh_from_db()
    assert (first.state, second.state) == ("lost", "queued")
    assert not first.begin()


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("state_is_known", {"state": "stuck"}),
        ("done_with_its_copy", {"state": "done"}),
        ("failed_with_its_reason", {"state": "failed"}),
    ],
)
def test_the_database_refuses_what_cannot_be(source, people, rule, broken):
    request = request_snapshot(source, by=people["reporter"])

    with pytest.raises(IntegrityError, match=f"snapshotrequest_{rule}"), transaction.atomic():
        set_back(request, **broken)


def test_the_database_refuses_two_at_a_time(source, people):
    request_snapshot(source, by=people["reporter"])

    with pytest.raises(IntegrityError), transaction.atomic():
        SnapshotRequest(source=source, asked_by=people["editor"]).save()
