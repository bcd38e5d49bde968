"""A source from an address or a file: what was found is shown, and stored once it is confirmed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Journal, Snapshot, SnapshotRequest, Source
from tests.admin.desk import (
    desk_of,
    errors_of,
    fill,
    form_of,
    list_of,
    messages_of,
    words_of,
)
from tests.documents.pdfs import pdf
from tests.documents.words import docx
from tests.factories import make_source
from tests.fetching.conftest import site
from tests.width import wide

__all__ = ["site"]
pytestmark = pytest.mark.django_db

FIND = "/admin/claims/source/find/"
REPORT = pdf(
    ["The treaty lapsed."],
    ["It was not renewed."],
    Title="The treaty",
    Author="Jo Doe",
    CreationDate="D:20240206",
)
PAGE = b"""<html><head><title>The treaty | Paper</title>
<meta property="og:site_name" content="Paper"></head>
<body><article><h1>The treaty</h1><p>The treaty lapsed in 1996, the ministry said on Monday,
and it was not renewed in the years that followed.</p></article></body></html>"""


def find(desk, **given):
    """Return the form of a new source as it is shown after this was looked at."""
    answer = fill(desk, FIND, **given)
    assert answer.status_code == 302, errors_of(answer)
    return desk.get(answer.url)


def save(desk, page, **typed):
    return desk.post(list_of(Source, "add"), {**form_of(page), **typed})


def uploaded(raw, name="report.pdf"):
    return SimpleUploadedFile(name, raw)


def test_the_list_leads_there():
    assert FIND in desk_of("reporter").get(list_of(Source)).text
    assert FIND not in desk_of("reader").get(list_of(Source)).text


@pytest.mark.slow
def test_a_file_fills_the_form_in_and_nothing_is_stored():
    desk = desk_of("reporter")
    before = Journal.position()

    page = find(desk, file=uploaded(REPORT))

    found = form_of(page)
    assert (found["title"], found["publisher"], found["published_on"]) == (
        "The treaty",
        "Jo Doe",
        "2024-02-06",
    )
    assert "Nothing is stored yet. This is what “report.pdf” says of itself" in messages_of(page)
    assert "Written by: Jo Doe" in messages_of(page)
    assert Journal.position() == before


@pytest.mark.slow
def test_the_file_is_kept_as_a_copy_once_the_source_is_saved(
    django_capture_on_commit_callbacks,
):
    desk = desk_of("reporter")
    page = find(desk, file=uploaded(REPORT), url="https://ministry.example/r.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        save(desk, page, publisher="The ministry")

    source, copy = Source.objects.get(), Snapshot.objects.get()
    assert (source.publisher, source.url) == ("The ministry", "https://ministry.example/r.pdf")
    assert (copy.source, copy.origin, copy.media_type) == (source, "uploaded", "application/pdf")
    assert copy.text[copy.pages[1] :] == "It was not renewed."
    assert not SnapshotRequest.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("held", wide(["", "rubbish"], every=2))
def test_a_source_is_stored_without_a_file_that_is_gone(django_capture_on_commit_callbacks, held):
    desk = desk_of("reporter")
    page = find(desk, file=uploaded(docx(), "a.docx"))

    with django_capture_on_commit_callbacks(execute=True):
        save(desk, page, held=held, title="The treaty")

    assert Source.objects.get().title == "The treaty"
    assert not Snapshot.objects.exists()


@pytest.mark.slow
def test_what_another_person_looked_at_is_not_theirs(django_capture_on_commit_callbacks):
    page = find(desk_of("reporter"), file=uploaded(REPORT))

    with django_capture_on_commit_callbacks(execute=True):
        save(desk_of("reporter"), page)

    assert not Snapshot.objects.exists()


@pytest.mark.slow
def test_an_address_fills_the_form_in(site):
    url = site.at("/a", lambda r: r.answer(PAGE))
    desk = desk_of("reporter")

    page = find(desk, url=url)

    found = form_of(page)
    assert (found["title"], found["publisher"], found["url"]) == ("The treaty", "Paper", url)
    assert found["accessed_on"]
    save(desk, page)
    assert SnapshotRequest.objects.get().source.url == url


def test_what_cannot_be_read_is_a_source_all_the_same():
    page = find(desk_of("reporter"), file=uploaded(b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png"))

    assert "could not be read" in messages_of(page)


@pytest.mark.parametrize(
    ("given", "told"),
    wide(
        [
            ({}, "Give an address or choose a file."),
            ({"url": "http://127.0.0.1/"}, "private"),
            ({"url": "ftp://a.example"}, "http"),
            ({"file": (b" ", "a.txt")}, "empty"),
        ],
        every=2,
    ),
)
def test_what_leads_nowhere_is_told(given, told):
    if "file" in given:
        given = {"file": uploaded(*given["file"])}

    answer = fill(desk_of("reporter"), FIND, **given)

    assert answer.status_code == 200
    assert told in errors_of(answer)


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_may_add_no_source_is_refused(role):
    assert desk_of(role).get(FIND).status_code == 403
    assert "Look at it" in words_of(desk_of("reporter").get(FIND))


@pytest.mark.slow
def test_that_the_desk_has_an_address_already_is_told_before_and_after_it_is_stored():
    desk, url = desk_of("reporter"), "https://ministry.example/r.pdf"
    make_source(url=f"{url}#page=3", title="<b>The report</b>")

    found = find(desk, file=uploaded(REPORT), url=url)
    told = "The desk has this address already: The Archive, <b>The report</b>"
    assert told in messages_of(found)

    stored = save(desk, found, publisher="The ministry")
    assert told in messages_of(desk.get(stored.url))


@pytest.mark.slow
def test_of_an_address_that_nobody_cited_nothing_is_told():
    desk = desk_of("reporter")
    make_source(url="https://ministry.example/r.pdf", title="Another")
    make_source(url="", title="A letter")

    found = find(desk, file=uploaded(REPORT), url="https://ministry.example/r")

    assert "already" not in messages_of(found)
    assert "already" not in messages_of(desk.get(save(desk, found).url))
