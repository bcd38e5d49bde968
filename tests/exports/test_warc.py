"""Stored copies as web archives read them: the same bytes and digests come back."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from warcio.archiveiterator import ArchiveIterator

from claims.exports import copies_on, export_warc
from claims.models import Snapshot
from tests.actions.outcomes import take_back
from tests.factories import make_claim, make_evidence, make_source, somebody

pytestmark = pytest.mark.django_db
WHEN = datetime(2026, 3, 5, 10, 20, 30, 123456, tzinfo=UTC)
PAGE = b"<!doctype html><html><body><p>Gr\xc3\xb6\xc3\x9fe</p></body></html>\r\n\r\nWARC/1.1\r\n"


def make_copy(source, raw=PAGE, **fields):
    given = {"origin": "fetched", "status": 200, "media_type": "text/html", "fetched_at": WHEN}
    copy = Snapshot(source=source, final_url=source.url, **(given | fields))
    copy.hold(raw)
    copy.save_by(somebody())
    return copy


@pytest.fixture
def claim():
    claim = make_claim()
    make_evidence(claim, make_source(url="https://news.example/größe?a=b"))
    return claim


@pytest.fixture
def source(claim):
    return claim.evidence.get().source


def records(claim):
    with export_warc(claim) as file:
        read = []
        for record in ArchiveIterator(file, check_digests=True):
            content = record.content_stream().read()
            assert record.digest_checker.passed is not False, record.digest_checker.problems
            read.append((record, content))
        return read


def test_it_begins_with_who_wrote_it(claim):
    ((info, content),) = records(claim)

    assert (info.rec_type, info.rec_headers.protocol) == ("warcinfo", "WARC/1.1")
    assert b"software: Claimbench" in content


def test_a_fetched_copy_comes_back_as_it_was(claim, source):
    copy = make_copy(source, headers={"content-type": "text/html", "x-cache": "HIT"})

    _info, (record, content) = records(claim)

    assert (record.rec_type, content) == ("response", PAGE)
    assert record.rec_headers["WARC-Target-URI"] == source.url
    assert record.rec_headers["WARC-Date"] == "2026-03-05T10:20:30.123456Z"
    assert record.rec_headers["WARC-Payload-Digest"] == f"sha256:{copy.sha256}"
    assert record.digest_checker.passed
    assert record.http_headers.get_statuscode() == "200"
    assert record.http_headers["x-cache"] == "HIT"


def test_a_body_that_was_packed_on_its_way_is_not_unpacked_twice(claim, source):
    packed = {"content-encoding": "gzip", "transfer-encoding": "chunked", "content-length": "7"}
    make_copy(source, headers=packed)

    _info, (record, content) = records(claim)

    assert content == PAGE
    assert record.http_headers["content-length"] == str(len(PAGE))
    assert record.http_headers["x-archive-orig-content-encoding"] == "gzip"


def test_a_forged_digest_is_found(claim, source):
    copy = make_copy(source)
    copy.raw.storage.delete(copy.raw.name)
    copy.raw.storage.save(copy.raw.name, ContentFile(b"forged"))

    with export_warc(claim) as file:
        *_others, last = [
            (r.content_stream().read(), r.digest_checker.passed)
            for r in ArchiveIterator(file, check_digests=True)
        ]

    assert last == (b"forged", False)


def test_an_uploaded_copy_is_a_resource(claim, source):
    make_copy(source, b"\x89PNG", origin="uploaded", status=None, media_type="image/png")

    _info, (record, content) = records(claim)

    assert (record.rec_type, content, record.http_headers) == ("resource", b"\x89PNG", None)
    assert record.rec_headers["Content-Type"] == "image/png"


def test_what_has_no_address_is_named_by_its_digest(claim):
    letter = make_source(url="", title="A letter")
    make_evidence(claim, letter)
    copy = make_copy(letter, b"Dear desk", origin="uploaded", status=None, media_type="text/plain")

    _info, (record, _content) = records(claim)

    assert record.rec_headers["WARC-Target-URI"] == f"urn:sha256:{copy.sha256}"


@pytest.mark.parametrize("raw", [b"", b"\0" * 100_000, b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nx"])
def test_any_bytes_come_back(claim, source, raw):
    make_copy(source, raw)

    assert records(claim)[1][1] == raw


def test_headers_that_would_break_out_do_not(claim, source):
    evil = {"x": "a\r\n\r\nWARC/1.1", "x\r\ny": "z", "": "empty", "content-type": "text/html"}
    make_copy(source, headers=evil)

    _info, (record, content) = records(claim)

    assert content == PAGE
    assert record.http_headers["x"] == "a WARC/1.1"
    assert {name for name, _value in record.http_headers.headers} == {
        *("x", "content-type", "content-length")
    }


def test_only_what_live_evidence_cites_is_in_it(claim, source):
    make_copy(source)
    make_copy(make_source(url="https://other.example/"))
    assert copies_on(claim).count() == 1

    take_back(claim.evidence.get())

    assert len(records(claim)) == 1


def test_the_copies_stand_in_the_order_of_their_days(claim, source):
    make_copy(source, b"later", fetched_at=WHEN.replace(year=2027))
    make_copy(source, b"earlier")

    assert [content for _record, content in records(claim)[1:]] == [b"earlier", b"later"]
