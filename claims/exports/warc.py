"""
Stored copies as web archives read them: WARC/1.1, ISO 28500:2017.

What was fetched is a `response`, what was uploaded by hand a `resource`. A response is kept
unpacked: the headers that say how it was packed on its way are renamed as archives do it.
"""

import io
from collections.abc import Iterable
from typing import IO

from django.conf import settings
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.models import Claim, Snapshot

CONTENT_TYPE = "application/warc"
UNTRUE = {"content-encoding", "transfer-encoding", "content-length"}  # once a body is unpacked
ORIGINALLY = "x-archive-orig-"
STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


def copies_on(claim: Claim) -> list[Snapshot]:
    """Return the stored copies of the sources that a claim's evidence cites, in their order."""
    cited = claim.evidence.live().values("source")
    rows = Snapshot.objects.filter(source__in=cited).select_related("source")
    return list(rows.defer("text", "pages").order_by("fetched_at", "pk"))


def write_warc(copies: Iterable[Snapshot], out: IO[bytes], *, name: str) -> None:
    """
    Write copies to an open file, one at a time, behind a record that says who wrote them.

    Raises OSError if a copy's file cannot be read.
    """
    writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
    writer.write_record(about(writer, name))
    for copy in copies:
        with copy.raw.open("rb") as raw:
            content = raw.read()
        writer.write_record(record_of(writer, copy, content))


def about(writer: WARCWriter, name: str) -> ArcWarcRecord:
    """Return the record that says what wrote the file, and by which rules."""
    fields = {
        "software": "Claimbench",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": settings.SITE_URL,
    }
    return writer.create_warcinfo_record(name, fields)


def record_of(writer: WARCWriter, copy: Snapshot, content: bytes) -> ArcWarcRecord:
    """Return one copy as a record, with its digest and when it was made."""
    told = {
        "WARC-Date": copy.fetched_at.strftime(STAMP),
        "WARC-Block-Digest": f"sha256:{copy.sha256}",
    }
    if copy.origin == Snapshot.Origin.FETCHED:
        return writer.create_warc_record(
            copy.final_url,
            "response",
            payload=io.BytesIO(content),
            length=len(content),
            http_headers=headers_of(copy, len(content)),
            warc_headers_dict={"WARC-Date": told["WARC-Date"]} | payload_digest(copy),
        )
    return writer.create_warc_record(
        address_of(copy),
        "resource",
        payload=io.BytesIO(content),
        length=len(content),
        warc_content_type=copy.media_type,
        warc_headers_dict=told | payload_digest(copy),
    )
