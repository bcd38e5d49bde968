import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.actions.store_snapshot import store_snapshot
from claims.models import Snapshot
from tests.actions.outcomes import WORKERS, refused, told, who_may
from tests.factories import make_source

pytestmark = pytest.mark.django_db

TEXT = b"The treaty of 1961 lapsed in 1996, thirty-five years after it was signed in Moscow.\n"


@pytest.fixture(scope="module")
def source(kept):
    return make_source()


def upload(content=TEXT, name="record.txt"):
    return SimpleUploadedFile(name, content)


def test_those_who_work_on_sources_store_copies(source, people):
    assert who_may(lambda by: store_snapshot(source, file=upload(), by=by), people) == WORKERS


def test_the_file_is_kept_as_it_is_with_its_text(source, people):
    assert store_snapshot(source, file=upload(), by=people["reporter"]) == source

    copy = source.snapshots.get()
    with copy.raw.open("rb") as raw:
        assert raw.read() == TEXT
    assert copy.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert "thirty-five years" in copy.text
    assert (copy.media_type, copy.final_url) == ("text/plain", source.url)
    assert told(copy) == (people["reporter"], "copy stored by hand")


def test_another_copy_overwrites_none(source, people):
    for content in (TEXT, TEXT + b"A line more.\n"):
        store_snapshot(source, file=upload(content), by=people["reporter"])

    assert source.snapshots.count() == 2


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_an_empty_file_leaves_nothing(source, people, content):
    file = upload(content)

    with refused(code="empty") as caught:
        store_snapshot(source, file=file, by=people["reporter"])

    assert list(caught.value.message_dict) == ["file"]
    assert not Snapshot.objects.exists()


def test_a_file_that_cannot_be_read_is_a_copy_that_says_why(source, people):
    file = upload(b"\x89PNG\r\n\x1a\n" + bytes(40), name="page.html")

    store_snapshot(source, file=file, by=people["reporter"], what="Page 4 of the print edition")

    copy = source.snapshots.get()
    assert (copy.media_type, copy.text, copy.origin) == ("image/png", "", "uploaded")
    assert (copy.what, copy.status) == ("Page 4 of the print edition", None)
    assert "PNG image" in copy.unread


class Unread(SimpleUploadedFile):
    """A file that must not be read."""

    def read(self, *args):
        pytest.fail("It was read.")


def test_whoever_may_not_store_has_nothing_read(source, people):
    with pytest.raises(PermissionDenied):
        store_snapshot(source, file=Unread("record.txt", TEXT), by=people["reader"])


def test_a_file_that_is_too_large_is_refused_unread(source, people, settings):
    settings.COPY_MAX_BYTES = len(TEXT) - 1

    with refused(code="too_large"):
        store_snapshot(source, file=Unread("record.txt", TEXT), by=people["reporter"])

    settings.COPY_MAX_BYTES = len(TEXT)
    assert store_snapshot(source, file=upload(), by=people["reporter"]) == source
