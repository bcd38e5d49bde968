"""Copies and a real worker in a process of its own: they are fetched, put off, asked for anew."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from claims.history import verify
from claims.models import Snapshot, SnapshotRequest, Source
from claims.models.under_way import SILENCE
from tests.admin.desk import at, desk_of, fill, list_of, words_of
from tests.servers import running_site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROOT = Path(__file__).parents[2]
WORKER = """
import sys
import django
from django.conf import settings
settings.FETCH_ALLOW_LOOPBACK, settings.FETCH_INTERVAL = True, 0
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv.pop()
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "db_worker", "--interval", "0.1", "--no-startup-delay"])
"""
TEXT = b"The treaty had lapsed in 1996, the ministry told reporters on Monday in the capital.\n"


@contextmanager
def worker():
    """Run `manage.py db_worker` on the tests' database, with the switch that lets it reach them."""
    command = [sys.executable, "-W", "error", "-c", WORKER, connection.settings_dict["NAME"]]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def site():
    with running_site() as site:
        yield site


def until(stands, seconds=60):
    """Wait until the newest request stands so; return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        request = SnapshotRequest.objects.first()
        if stands(request):
            return request
        time.sleep(0.1)
    raise AssertionError(f"{request} after {seconds} s: {request.error}")


def add(desk, url):
    fill(desk, list_of(Source, "add"), title="The record", url=url)
    return Source.objects.get(url=url)


def test_a_worker_fetches_the_copy_of_a_source_that_was_added(site):
    desk = desk_of("reporter")
    source = add(desk, site.at("/a", lambda r: r.answer(TEXT, content_type="text/plain")))

    with worker():
        request = until(lambda request: not request.is_under_way)

    copy = source.snapshots.get()
    assert (request.state, request.snapshot) == ("done", copy)
    with copy.raw.open("rb") as raw:
        assert raw.read() == TEXT
    assert copy.history.get().history_user == desk.person
    assert "fetched from its address" in words_of(desk.get(at(source)))
    assert list(verify()) == []


def test_a_worker_puts_off_what_a_host_is_too_busy_for(site):
    desk = desk_of("reporter")
    source = add(desk, site.at("/a", lambda r: r.answer(status=503, Retry_After="300")))

    with worker():
        until(lambda request: request.tries == 1 and request.state == "queued")

    assert "the next attempt is at" in words_of(desk.get(at(source)))
    assert not Snapshot.objects.exists()


def test_a_worker_that_is_killed_leaves_no_copy_and_another_can_be_asked_for(site):
    desk = desk_of("reporter")
    source = add(desk, site.at("/a", lambda _request: time.sleep(15)))
    with worker() as process:
        until(lambda request: request.state == "running")
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert not Snapshot.objects.exists()
    silent_since = timezone.now() - SILENCE - timedelta(seconds=1)
    SnapshotRequest.objects.update(heard_at=silent_since)
    assert "stopped without a word" in words_of(desk.get(at(source)))

    site.at("/a", lambda r: r.answer(TEXT, content_type="text/plain"))
    fill(desk, at(source, "fetch"))
    with worker():
        until(lambda request: request.state == "done")

    assert source.snapshots.count() == 1
    assert sorted(SnapshotRequest.objects.values_list("state", flat=True)) == ["done", "lost"]
    assert list(verify()) == []
