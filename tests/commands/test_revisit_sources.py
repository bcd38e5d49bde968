"""The scheduled visits: in order, politely, one run at a time, whatever happens to a run."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from claims.history import verify
from claims.management.commands import revisit_sources as module
from claims.models import Visit
from tests.actions.outcomes import take_back
from tests.factories import make_evidence, make_source, make_visit
from tests.fetching.conftest import site
from tests.revisited import Paper
from tests.servers import running_site
from tests.views.pages import make_page

__all__ = ["site"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _hurry(monkeypatch):
    monkeypatch.setattr(module, "HOST_PAUSE", 0.0)


@pytest.fixture
def paper(site):
    return Paper(site)


def cited(url, **fields):
    source = make_source(url=url)
    make_evidence(source=source, **fields)
    return source


def run(**options):
    call_command("revisit_sources", **options)


def visited():
    return list(Visit.objects.order_by("pk").values_list("source_id", flat=True))


def test_it_sums_up_in_a_line(paper, capsys):
    cited(paper.put("/a"))
    cited(paper.site.at("/b", lambda r: r.answer(status=410)))

    run()

    said = capsys.readouterr()
    assert said.out == "2 visited: 1 first, 1 gone. Claims that wait for a person: 1.\n"
    assert said.err == ""


def test_with_more_words_each_source_is_a_line(paper, capsys):
    gone = cited(paper.site.at("/b", lambda r: r.answer(status=410)))

    run(verbosity=2)

    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith(f"{gone.pk} {gone.url}: gone. 127.0.0.1 has removed this page.")


def test_it_is_quiet_at_verbosity_0(paper, capsys):
    cited(paper.put("/a"))

    run(verbosity=0)

    assert capsys.readouterr() == ("", "")


def test_published_rulings_come_first_then_what_was_seen_longest_ago(paper):
    now = timezone.now()
    lately, long_ago, never = (cited(paper.put(f"/{name}")) for name in "abc")
    for source, days in ((lately, 10), (long_ago, 20)):
        make_visit(source, "unchanged", visited_at=now - timedelta(days=days))
    public = cited(paper.put("/d"))
    make_visit(public, "unchanged", visited_at=now - timedelta(days=9))
    make_page(public.evidence.get().claim)

    run(limit=3)

    assert visited()[3:] == [public.pk, never.pk, long_ago.pk]


def test_what_was_visited_lately_is_left_out(paper):
    source = cited(paper.put("/a"))
    make_visit(source, "unchanged", visited_at=timezone.now() - timedelta(days=3))

    run()
    assert len(visited()) == 1

    run(older_than=2)
    assert len(visited()) == 2


def test_only_what_live_evidence_cites_is_visited(paper):
    make_source(url=paper.put("/a"))
    retracted = cited(paper.put("/b"))
    take_back(retracted.evidence.get())
    cited("")

    run()

    assert not paper.site.seen


def test_one_source_is_visited_at_once(paper):
    first, second = cited(paper.put("/a")), cited(paper.put("/b"))
    make_visit(second, "unchanged")

    run(source=second.pk)

    assert visited() == [second.pk, second.pk]
    assert first.pk not in visited()


def test_a_source_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="There is no source 987654"):
        run(source=987654)


@pytest.mark.parametrize("name", ["older_than", "limit"])
def test_a_number_that_makes_no_sense_is_wrong_usage(name):
    with pytest.raises(CommandError) as wrong:
        run(**{name: -1})

    assert wrong.value.returncode == 2


def test_a_source_that_is_refused_does_not_stop_the_others(paper, capsys, monkeypatch):
    first, second = cited(paper.put("/a")), cited(paper.put("/b"))
    real = module.revisit_source

    def visit(source, **given):
        if source == first:
            take_back(first.evidence.get())
            take_back(first)
        return real(source, **given)

    monkeypatch.setattr(module, "revisit_source", visit)
    with pytest.raises(CommandError, match="1 of the sources"):
        run()

    assert visited() == [second.pk]
    assert first.url in capsys.readouterr().err


def test_a_host_is_left_in_peace_and_others_are_visited_meanwhile(paper, monkeypatch):
    monkeypatch.setattr(module, "HOST_PAUSE", 0.5)
    one, other = cited(paper.put("/a")), cited(paper.put("/b"))
    with running_site() as elsewhere:
        between = cited(Paper(elsewhere).put("/c").replace("127.0.0.1", "127.0.0.2"))

        began = time.monotonic()
        run()

    assert visited() == [one.pk, between.pk, other.pk]
    assert time.monotonic() - began >= 0.5


def test_two_runs_at_once_are_one(paper):
    cited(paper.put("/a"))

    with module.alone() as first, pytest.raises(CommandError, match="nothing was done"):
        run()

    assert first
    assert not paper.site.seen
    run()
    assert len(visited()) == 1


RUN = """
import sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from claims.management.commands import revisit_sources
connection.settings_dict["NAME"] = {name!r}
settings.FETCH_ALLOW_LOOPBACK = True
revisit_sources.HOST_PAUSE = 0.0
call_command("revisit_sources", verbosity=2)
"""


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_killed_keeps_what_it_visited_and_the_next_goes_on(paper):
    sources = [cited(paper.put(f"/{number}")) for number in range(3)]
    paper.site.at("/1", lambda r: r.drip(b"", every=0.05))
    code = RUN.format(name=connection.settings_dict["NAME"])
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=os.environ)
    deadline = time.monotonic() + 120
    while not any(path == "/1" for path, _headers in paper.site.seen):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert visited() == [sources[0].pk]

    paper.put("/1")
    run()

    assert visited() == [source.pk for source in sources]
    assert list(verify()) == []
