"""One host is not asked too often, by any process, and is left alone when it asks for it."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from django.conf import settings as real
from django.core.cache import caches

from claims.fetching import FetchError, fetch, manners
from claims.fetching.deadline import Deadline

ROOT = Path(__file__).parents[2]
OTHER = """
import sys
from django.conf import settings
settings.configure(FETCH_INTERVAL=60, USE_I18N=False, CACHES={"default": {}, "fetching": {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": sys.argv[1]}})
from claims.fetching.deadline import Deadline
from claims.fetching.manners import take_turn
take_turn("news.example", Deadline(5))
"""


@pytest.fixture
def interval(settings):
    settings.FETCH_INTERVAL = 1
    return settings


def refusal_of(url):
    with pytest.raises(FetchError) as refusal:
        fetch(url)
    return refusal.value


def test_two_pages_of_one_host_are_asked_for_one_after_the_other(site, interval):
    for path in ("/a", "/b"):
        site.at(path, lambda r: r.answer(b"<p>x"))
    start = time.monotonic()

    fetch(site.url("/a"))
    fetch(site.url("/b"))

    assert 0.9 < time.monotonic() - start < 3


def test_redirects_on_one_host_are_one_page(site, interval):
    site.at("/b", lambda r: r.answer(b"<p>x"))
    url = site.at("/a", lambda r: r.answer(status=301, Location="/b"))
    start = time.monotonic()

    fetch(url)

    assert time.monotonic() - start < 0.9


def test_waiting_for_a_turn_has_an_end(interval, monkeypatch):
    monkeypatch.setattr(manners, "LONGEST_WAIT", 0.2)
    manners.take_turn("news.example", Deadline(5))

    with pytest.raises(FetchError) as refusal:
        manners.take_turn("news.example", Deadline(5))

    assert (refusal.value.code, refusal.value.retry_after) == ("busy", 60)


def test_another_process_waits_for_its_turn_too(interval, monkeypatch):
    monkeypatch.setattr(manners, "LONGEST_WAIT", 0.2)
    command = [sys.executable, "-c", OTHER, str(real.CACHES["fetching"]["LOCATION"])]
    subprocess.run(command, cwd=ROOT, check=True, timeout=30)

    with pytest.raises(FetchError, match="Others here"):
        manners.take_turn("news.example", Deadline(5))
    manners.take_turn("other.example", Deadline(5))


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_peace_is_left_alone(site, status):
    url = site.at("/a", lambda r: r.answer(status=status, Retry_After="600"))
    first = refusal_of(url)

    second = refusal_of(url)

    assert (first.code, first.status, first.retry_after) == ("status", status, 600)
    assert (second.code, len(site.seen)) == ("left_alone", 1)
    assert "10 min" in str(second)
    assert 590 < second.retry_after <= 600


def test_peace_is_longer_with_each_refusal_and_forgotten_once_it_answers():
    assert [manners.note("news.example", 503) for _n in range(9)][:4] == [60, 120, 240, 480]
    assert manners.note("news.example", 503) == 3600

    assert manners.note("news.example", 200) == 0
    assert manners.note("news.example", 503) == 60


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("120", 120), ("9" * 400, 86400), ("-5", 0), ("soon", 0), ("", 0), ("²", 0)],
)
def test_a_hosts_word_on_the_time_is_taken_within_a_day(asked, seconds):
    assert manners.asked_for(asked) == seconds


def test_a_hosts_word_on_the_time_may_be_a_date():
    then = datetime.now(UTC) + timedelta(minutes=5)

    assert 290 < manners.asked_for(format_datetime(then, usegmt=True)) <= 300
    assert manners.asked_for("Wed, 21 Oct 2015 07:28:00 GMT") == 0


def test_what_is_known_of_hosts_is_shared_by_all_processes():
    assert "filebased" in real.CACHES["fetching"]["BACKEND"]
    assert caches["fetching"] is not caches["default"]


def test_a_machine_that_must_not_reach_out_does_not(site, settings):
    settings.FETCH = False

    assert refusal_of(site.at("/a", lambda r: r.answer(b"<p>x"))).code == "off"
    assert not site.seen
