"""What readers see anew is called back from the CDN, and no publication waits for that."""

import time
from datetime import timedelta

import pytest
import urllib3
from django.db import connection, transaction
from django.utils import timezone

from claims import addresses, purging
from claims.actions import purge_copies as module
from claims.actions.purge_copies import purge, purge_copies
from claims.models import Purge
from claims.models.purge import WAITS
from tests.factories import machine, make_article, make_claim, make_editor, make_note, make_verdict
from tests.rulings import make_draft, make_next_version, make_published_ruling
from tests.servers import running_site

pytestmark = pytest.mark.django_db

ANSWERS = {
    "refuses": lambda request: request.answer(status=403),
    "is busy": lambda request: request.answer(status=503),
    "leads elsewhere": lambda request: request.answer(status=302, Location="http://127.0.0.1:9/"),
    "is slow": lambda request: (time.sleep(1), request.answer()),
    "hangs up": lambda request: request.connection.close(),
    "speaks in riddles": lambda request: request.wfile.write(b"\x00\xff riddle\r\n\r\n"),
}


@pytest.fixture
def cdn(settings):
    """A CDN on this machine: Varnish, until another is chosen."""
    with running_site() as site:
        settings.CDN, settings.PURGE_KEY = "varnish", "secret-key"
        settings.PURGE_URLS = [site.at("/", lambda request: request.answer())]
        yield site


@pytest.fixture
def stored(django_capture_on_commit_callbacks):
    """Do something as if its transaction were stored; return the purges that wait."""

    def done(deed):
        Purge.objects.all().delete()
        connection.run_on_commit.clear()  # of what came before in the test's one transaction
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        return Purge.objects.count()

    return done


def test_publication_correction_and_retraction_each_ask_once(cdn, stored):
    made = []

    assert stored(lambda: made.append(make_published_ruling())) == 1
    assert stored(lambda: made.append(make_next_version(made[-1], why="Other words."))) == 1
    assert stored(lambda: make_next_version(made[-1], "retraction")) == 1


@pytest.mark.slow
def test_whatever_else_readers_see_asks_too(cdn, stored):
    article, editor = make_published_ruling().claim.article, make_editor()

    def hidden():
        article.confidential = True
        article.save_by(editor)

    def renamed():
        editor.byline = "Another Name"
        editor.save_by(editor)

    assert [stored(deed) for deed in (hidden, renamed)] == [1, 1]


def test_what_no_reader_sees_asks_nothing(cdn, stored):
    claim = make_claim(make_article())

    rows = [make_draft(claim, body=""), make_note(claim), make_verdict(claim)]

    assert not any(module.may_show(row.history.latest()) for row in rows)
    assert module.may_show(claim.history.latest())  # its article's page tells of it


@pytest.mark.slow
def test_without_a_cdn_nothing_is_asked_and_nothing_may_be_copied(client, settings, stored):
    made = []

    assert stored(lambda: made.append(make_published_ruling())) == 0
    answer = client.get(addresses.ruling_address(made[0].page))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Cache-Tag" not in answer.headers


@pytest.mark.slow
def test_pages_may_be_copied_by_the_cdn_alone_and_tell_their_tag(cdn, client):
    page = client.get(addresses.ruling_address(make_published_ruling().page))
    head = client.get("/transparency.json")

    assert page.headers["Cache-Control"] == "max-age=0, must-revalidate, s-maxage=3600"
    assert page.headers["Cache-Tag"] == page.headers["Surrogate-Key"] == purging.TAG
    assert head.headers["Cache-Control"] == "no-cache"


@pytest.mark.slow
def test_what_is_taken_back_asks_nothing(cdn, stored):
    def taken_back():
        with transaction.atomic():
            make_published_ruling()
            transaction.set_rollback(True)

    assert stored(taken_back) == 0


def test_varnish_is_asked_by_the_tag(cdn):
    asked = Purge.objects.create()

    assert purge_copies(asked, by=machine()).done_at

    ((path, headers),) = cdn.seen
    assert path == "/"
    assert (headers["Cache-Tag"], headers["Purge-Key"]) == (purging.TAG, "secret-key")
    asked.refresh_from_db()
    assert asked.done_at
    assert purge_copies(asked, by=machine()).done_at
    assert len(cdn.seen) == 1


@pytest.mark.parametrize(
    ("name", "path", "header"),
    [
        ("fastly", "/service/x/purge/claimbench", ("Fastly-Key", "secret-key")),
        ("cloudflare", "/service/x/purge_cache", ("Authorization", "Bearer secret-key")),
    ],
)
def test_each_cdn_is_asked_in_its_own_way(cdn, settings, name, path, header):
    settings.CDN, settings.PURGE_URLS = name, [cdn.url("/service/x/")]
    body = []
    cdn.at(path, lambda request: (body.append(request.body), request.answer(b"{}")))

    assert purge_copies(by=machine()).done_at

    assert header in cdn.seen[0][1].items()
    assert body == [b'{"tags": ["claimbench"]}' if name == "cloudflare" else b""]


@pytest.mark.parametrize("name", [*ANSWERS, "is not there"])
def test_a_cdn_that_does_not_say_so_keeps_the_purge_open(cdn, settings, monkeypatch, name):
    pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=0.3))
    monkeypatch.setattr(purging, "HTTP", pool)
    if name in ANSWERS:
        cdn.at("/", ANSWERS[name])
    else:
        settings.PURGE_URLS = ["http://127.0.0.1:9/"]
    asked = Purge.objects.create()
    start = time.monotonic()

    assert not purge_copies(asked, by=machine()).done_at

    assert time.monotonic() - start < 5
    asked.refresh_from_db()
    assert (asked.attempts, asked.done_at) == (1, None)
    assert "127.0.0.1" in asked.error
    assert "secret" not in asked.error


def test_each_server_is_asked_though_another_fails(cdn, settings):
    settings.PURGE_URLS = ["http://127.0.0.1:9/", *settings.PURGE_URLS]

    assert not purge_copies(by=machine()).done_at

    assert len(cdn.seen) == 1


@pytest.mark.django_db(transaction=True)
def test_a_purge_that_failed_is_tried_again_later_each_time(cdn, settings, monkeypatch):
    cdn.at("/", ANSWERS["is busy"])
    later = []
    monkeypatch.setattr(
        type(purge), "using", lambda task, run_after: later.append(run_after) or Queue()
    )
    asked = Purge.objects.create()
    start = timezone.now()

    for _n in range(len(WAITS) + 2):
        purge.call(asked.pk)

    waits = [round((due - start).total_seconds()) for due in later]
    assert len(later) == len(WAITS)
    assert all(abs(w - expected) < 10 for w, expected in zip(waits, WAITS, strict=True))


class Queue:
    def enqueue(self, *_args):
        pass


def test_a_purge_that_worked_settles_those_that_failed_before(cdn):
    failed = Purge.objects.create(attempts=3, error="127.0.0.1: answered 503")

    assert purge_copies(by=machine()).done_at

    failed.refresh_from_db()
    assert failed.done_at
    assert not Purge.objects.in_trouble().exists()


def test_a_purge_that_worked_leaves_one_that_is_about_to_begin(cdn):
    coming = Purge.objects.create()

    assert purge_copies(by=machine()).done_at

    coming.refresh_from_db()
    assert coming.done_at is None


def test_one_that_waits_will_do_for_the_next_change_too(cdn, stored):
    Purge.objects.create()
    module.ask_for_purge()
    assert Purge.objects.count() == 1

    Purge.objects.get().begin()
    module.ask_for_purge()

    assert Purge.objects.count() == 2


def test_one_that_the_queue_lost_keeps_no_later_change_from_asking(cdn, monkeypatch):
    def breaks(*_args):
        message = "no queue"
        raise OSError(message)

    with monkeypatch.context() as queue:
        queue.setattr(type(purge), "enqueue", breaks)
        with pytest.raises(OSError, match="no queue"):
            module.ask_for_purge()
    Purge.objects.update(asked_at=timezone.now() - timedelta(minutes=3))
    lost = Purge.objects.get()

    module.ask_for_purge()

    assert Purge.objects.count() == 2
    assert purge_copies(by=machine()).done_at
    lost.refresh_from_db()
    assert lost.done_at


@pytest.mark.slow
def test_nothing_that_the_queue_does_keeps_a_ruling_from_being_published(
    cdn, monkeypatch, django_capture_on_commit_callbacks
):
    def breaks(*_args):
        raise OSError

    monkeypatch.setattr(module.Purge.objects, "create", breaks)

    with django_capture_on_commit_callbacks(execute=False) as waiting:
        ruling = make_published_ruling()

    assert ruling.stage == "published"
    assert module.ask_for_purge in waiting


def test_one_that_nobody_takes_up_is_trouble_after_a_while():
    Purge.objects.create()
    assert not Purge.objects.in_trouble().exists()

    Purge.objects.update(asked_at=timezone.now() - timedelta(minutes=3))

    assert Purge.objects.in_trouble().exists()
