"""A long text and a real worker in a process of its own: at work, stopped, killed."""

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
from claims.models import BulkJob, Claim, SplitJob
from claims.models.under_way import SILENCE
from tests.admin.desk import at, desk_of, fill, list_of, words_of
from tests.factories import make_article, make_claim

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROOT = Path(__file__).parents[2]
WORKER = """
import sys
import django
from django.conf import settings
settings.SPLITTERS["default"] = settings.SPLITTERS["rules"]  # no seconds to load a parser
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv.pop()
from claims.models import under_way
under_way.BEAT = 0.0
if slow := float(sys.argv.pop()):
    import time
    from claims.splitting import rules
    claims_of = rules.claims_of
    rules.claims_of = lambda text, span: time.sleep(slow) or claims_of(text, span)
    from claims.actions import run_bulk
    change = run_bulk.change_one_of_many
    run_bulk.change_one_of_many = lambda line, by: time.sleep(slow) or change(line, by=by)
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "db_worker", "--interval", "0.1", "--no-startup-delay"])
"""
PARAGRAPHS = 300
TEXT = "\n\n".join(f"The mayor of town {n} left the city in {1000 + n}." for n in range(PARAGRAPHS))


@contextmanager
def worker(slow=0.0):
    """Run `manage.py db_worker` on the tests' database, with a pause at each sentence."""
    name = connection.settings_dict["NAME"]
    command = [sys.executable, "-W", "error", "-c", WORKER, str(slow), name]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def desk(settings):
    settings.SPLITTERS = {**settings.SPLITTERS, "default": settings.SPLITTERS["rules"]}
    settings.SPLIT_AT_ONCE_CHARACTERS = 10
    return desk_of("reporter")


def until(stands, seconds=40, of=SplitJob):
    """Wait until the newest job stands so; return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job = of.objects.first()
        if stands(job):
            return job
        time.sleep(0.05)
    raise AssertionError(f"{job} after {seconds} s: {job.done} of {job.total}")


def halfway(job):
    return job.done > job.total / 10


def test_a_worker_finds_the_claims_of_a_long_text(desk):
    article = make_article(TEXT)
    fill(desk, at(article, "split"))

    with worker():
        job = until(lambda job: not job.is_under_way)

    assert (job.state, job.error) == ("done", "")
    assert article.claims.count() == PARAGRAPHS
    assert f"{PARAGRAPHS} claims were new" in words_of(desk.get(at(article)))
    assert list(verify()) == []


def test_a_person_stops_a_worker_at_its_next_block(desk):
    article = make_article(TEXT)
    fill(desk, at(article, "split"))

    with worker(slow=0.05) as process:
        until(halfway)
        desk.post(at(article, "cancel"))
        stopped = SplitJob.objects.first()
        time.sleep(0.5)

        assert process.poll() is None  # it goes on with other work
        fill(desk, at(article, "split"))
        until(lambda job: job.pk != stopped.pk and job.state == "running")

    stopped.refresh_from_db()
    assert stopped.state == "cancelled"
    assert stopped.done < stopped.total / 2
    assert not article.claims.exists()


def test_a_worker_that_is_killed_leaves_nothing_and_another_begins_anew(desk):
    article = make_article(TEXT)
    fill(desk, at(article, "split"))
    with worker(slow=0.05) as process:
        until(halfway)
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert not article.claims.exists()
    assert list(verify()) == []
    silent_since = timezone.now() - SILENCE - timedelta(seconds=1)
    SplitJob.objects.update(heard_at=silent_since)
    assert "stopped without a word" in words_of(desk.get(at(article)))

    fill(desk, at(article, "split"))
    with worker():
        job = until(lambda job: not job.is_under_way)

    assert job.state == "done"
    assert article.claims.count() == PARAGRAPHS
    assert sorted(SplitJob.objects.values_list("state", flat=True)) == ["done", "lost"]
    assert list(verify()) == []


def test_a_worker_that_is_killed_among_many_claims_leaves_whole_ones_and_the_rest_is_done(desk):
    article = make_article()
    claims = [make_claim(article) for _n in range(60)]
    keys = [claim.pk for claim in claims]
    chosen = desk.post(list_of(Claim), {"action": "drop", "_selected_action": keys})
    fill(desk, chosen.url, reason="Trivial.")

    with worker(slow=0.05) as process:
        until(halfway, of=BulkJob)
        process.send_signal(signal.SIGKILL)
        process.wait()

    job = BulkJob.objects.get()
    dropped = Claim.objects.filter(state="dropped").count()
    assert 0 < dropped == job.lines.filter(outcome="done").count() < len(claims)
    assert list(verify()) == []
    BulkJob.objects.update(heard_at=timezone.now() - SILENCE - timedelta(seconds=1))
    assert "its worker is gone" in words_of(desk.get(at(job)))

    desk.post(at(job, "resume"))
    with worker():
        job = until(lambda job: not job.is_under_way, of=BulkJob)

    assert (job.state, job.done) == ("done", len(claims))
    assert {claim.state for claim in article.claims.all()} == {"dropped"}
    assert {claim.history.count() for claim in article.claims.all()} == {2}
    assert list(verify()) == []
