"""Many writers at once, and writers that are killed, leave one unbroken journal."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection

from claims.history import verify
from claims.models import Article, Journal, Note, StaleRevision
from tests.factories import make_claim, make_reporter

pytestmark = pytest.mark.django_db(transaction=True)

WRITES = """
import django
django.setup()
from claims.models import Article, User
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
by = User.objects.machine()
print("writing", flush=True)
for number in range(100_000):
    Article(title=f"Article {{number}}", added_by=by).save_by(by)
"""


def write_notes(claim, author, count, failures):
    try:
        for number in range(count):
            Note(claim=claim, author=author, text=f"Note {number}").save_by(author)
    except Exception as error:  # noqa: BLE001 - the test reports whatever a thread met
        failures.append(error)
    finally:
        connection.close()


def test_writers_at_once_leave_an_unbroken_chain():
    claim, failures = make_claim(), []
    before = Journal.position()
    authors = [make_reporter() for _n in range(4)]
    made = Journal.position() - before
    writers = [
        threading.Thread(target=write_notes, args=(claim, author, 10, failures))
        for author in authors
    ]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failures == []
    assert Note.objects.count() == 40
    assert Journal.position() == before + made + 40
    assert list(verify()) == []


def test_two_that_change_one_row_at_once_lose_nothing():
    claim, outcomes = make_claim(), []
    together = threading.Barrier(2)

    def reword(text):
        try:
            mine = type(claim).objects.get(pk=claim.pk)
            mine.text = text
            together.wait()
            mine.save_by(mine.article.added_by)
            outcomes.append("saved")
        except StaleRevision as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=reword, args=(text,)) for text in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["StaleRevision", "saved"]
    assert claim.history.count() == 2


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_an_unbroken_chain():
    code = WRITES.format(name=connection.settings_dict["NAME"])
    pauses = (0.02, 0.11, 0.23, 0.31)
    for pause in pauses:
        writer = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, env=os.environ
        )
        writer.stdout.readline()
        time.sleep(pause)
        until = time.monotonic() + 30
        while pause == pauses[-1] and not Article.objects.exists() and time.monotonic() < until:
            time.sleep(0.01)  # a machine at work takes its time until the first row
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()

    assert Article.objects.exists()
    assert Article.objects.count() == Article.history.count()
    assert list(verify()) == []
