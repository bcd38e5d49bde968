"""Copies at the desk: fetched when an address is given, on demand, by hand; handed out unharmed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from claims.models import Snapshot, SnapshotRequest, Source
from tests.actions.outcomes import take_back
from tests.admin.desk import at, desk_of, fill, list_of, messages_of, words_of
from tests.factories import make_snapshot, make_source
from tests.fetching.conftest import site

__all__ = ["site"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def page(request):
    request.answer(
        b"The treaty lapsed in 1996, said the ministry on Monday.", content_type="text/plain"
    )


def add(desk, url, **typed):
    return fill(desk, list_of(Source, "add"), title="The record", url=url, **typed)


def test_a_copy_is_asked_for_when_a_source_with_an_address_is_added():
    desk = desk_of("reporter")

    add(desk, "https://news.example/a")

    request = SnapshotRequest.objects.get()
    assert (request.source.url, request.asked_by) == ("https://news.example/a", desk.person)
    assert "waits for its turn" in words_of(desk.get(at(request.source)))


@pytest.mark.parametrize("typed", [{"url": ""}, {"url": "https://news.example/a", "leave": "on"}])
def test_no_copy_is_asked_for_without_an_address_or_when_nobody_wants_one(typed):
    add(desk_of("reporter"), **typed)

    assert Source.objects.count() == 1
    assert not SnapshotRequest.objects.exists()


@pytest.mark.slow
def test_a_new_address_is_copied_and_another_change_is_not():
    desk, source = desk_of("reporter"), make_source(url="")

    fill(desk, at(source), title="Another title", reason="Typo.")
    assert not SnapshotRequest.objects.exists()

    fill(desk, at(source), url="https://news.example/b", reason="Found it.")
    assert SnapshotRequest.objects.get().source == source


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
def test_without_a_worker_it_is_fetched_once_the_source_is_stored(
    site, django_capture_on_commit_callbacks
):
    desk = desk_of("reporter")
    with django_capture_on_commit_callbacks() as callbacks:
        add(desk, site.at("/a", page))
    assert not site.seen

    for callback in callbacks:
        callback()

    assert Snapshot.objects.get().origin == "fetched"


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
def test_an_attempt_that_failed_is_told_with_its_reason(site, django_capture_on_commit_callbacks):
    desk, source = desk_of("reporter"), make_source(url=site.url("/gone"))

    with django_capture_on_commit_callbacks(execute=True):
        fill(desk, at(source, "fetch"))

    assert "No copy was fetched: There is no such page" in words_of(desk.get(at(source)))

    make_snapshot(source)  # by hand, or on a visit
    assert "No copy was fetched" not in words_of(desk.get(at(source)))


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
def test_trouble_that_may_pass_fails_where_nobody_would_come_back(
    site, django_capture_on_commit_callbacks
):
    desk = desk_of("reporter")
    source = make_source(url=site.at("/a", lambda r: r.answer(status=500)))

    with django_capture_on_commit_callbacks(execute=True):
        fill(desk, at(source, "fetch"))

    assert SnapshotRequest.objects.get().state == "failed"
    assert "HTTP 500" in words_of(desk.get(at(source)))


@pytest.mark.slow
def test_a_second_request_is_told_who_asked_first():
    desk, source = desk_of("reporter"), make_source(url="https://news.example/a")
    fill(desk, at(source, "fetch"))

    response = fill(desk, at(source, "fetch"))

    assert f"{desk.person} asked for it" in words_of(response)
    assert SnapshotRequest.objects.count() == 1


@pytest.mark.slow
def test_a_machine_that_must_not_reach_out_says_so(settings):
    settings.FETCH = False
    desk, source = desk_of("reporter"), make_source(url="https://news.example/a")

    response = fill(desk, at(source, "fetch"))

    assert "switched off" in words_of(response)
    assert not SnapshotRequest.objects.exists()
    assert "No copy is fetched" in messages_of(add_and_look(desk))


def add_and_look(desk):
    return desk.get(add(desk, "https://news.example/b").url)


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_may_not_store_copies_is_offered_none(role):
    desk, source = desk_of(role), make_source(url="https://news.example/a")

    assert desk.get(at(source, "fetch")).status_code == 403
    assert "Fetch a copy now" not in words_of(desk.get(at(source)))


@pytest.mark.slow
def test_a_letter_is_stored_by_hand_with_what_it_is():
    desk, source = desk_of("reporter"), make_source(url="", title="A letter")
    scan = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(40))

    fill(desk, at(source, "store"), file=scan, what="Scan of the letter")

    shown = words_of(desk.get(at(source)))
    assert "uploaded by hand" in shown
    assert "Scan of the letter" in shown
    assert "no quotation can be checked against it" in shown  # it is a picture


def evil_copy(media_type="text/html"):
    return make_snapshot(media_type=media_type, text="<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("media_type", "served"),
    [
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/xhtml+xml", "application/octet-stream"),
        ("application/javascript", "application/octet-stream"),
        ("text/html\r\nX: y", "application/octet-stream"),
        ("image/png", "image/png"),
    ],
)
def test_a_file_is_handed_out_so_that_no_browser_runs_it(media_type, served):
    response = desk_of("reader").get(at(evil_copy(media_type), "file"))

    assert response.status_code == 200
    assert response["Content-Type"] == served
    assert response["Content-Disposition"].startswith('attachment; filename="copy-')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"


def test_a_text_is_shown_as_text():
    response = desk_of("reader").get(at(evil_copy(), "text"))

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.content == b"<script>alert(1)</script>"


@pytest.mark.parametrize("page", ["file", "text"])
def test_who_is_not_at_the_desk_gets_no_copy(client, page):
    copy = make_snapshot()

    assert client.get(at(copy, page)).status_code == 302
    assert desk_of("reader").get(at(copy, page)).getvalue()
    nobody = desk_of("reporter")
    for membership in nobody.person.memberships.all():
        take_back(membership)
    assert nobody.get(at(copy, page)).status_code == 403


def test_files_stand_at_no_address_of_their_own(client):
    copy = make_snapshot()

    for url in (f"/media/{copy.raw.name}", f"/{copy.raw.name}", f"/static/{copy.raw.name}"):
        assert client.get(url).status_code == 404


def test_a_file_that_is_gone_is_told_in_words():
    copy = make_snapshot(text="Gone tomorrow, this one.")
    copy.raw.storage.delete(copy.raw.name)
    desk = desk_of("reader")

    response = desk.get(at(copy, "file"), follow=True)

    assert "cannot be read" in messages_of(response)


def test_a_copy_that_a_paywall_cut_off_says_so():
    copy = make_snapshot(cut=True)

    assert "only a part" in words_of(desk_of("reader").get(at(copy.source)))


@pytest.mark.slow
def test_a_row_that_is_refused_asks_for_no_copy():
    desk = desk_of("reporter")
    with transaction.atomic():
        fill(desk, list_of(Source, "add"), title="x", url="https://news.example/a", kind="nonsense")

    assert not SnapshotRequest.objects.exists()
