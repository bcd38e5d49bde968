"""
Stored copies as web archives read them: WARC/1.1, ISO 28500:2017.

What was fetched is a `response`, what was uploaded by hand a `resource`. A response is kept
unpacked: the headers that say how it was packed on its way are renamed as archives do it.
"""

import re
import tempfile
from collections.abc import Iterable
from datetime import UTC
from http import HTTPStatus
from typing import IO

from django.conf import settings
from django.core.files import File
from django.db.models import QuerySet
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.models import Claim, Redaction, Snapshot

CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
UNTRUE = {"content-encoding", "transfer-encoding", "content-length"}  # once a body is unpacked
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")  # a header's name: RFC 9110, 5.6.2
STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


def copies_on(claim: Claim) -> QuerySet[Snapshot]:
    """
    Return the stored copies of the sources that a claim's evidence cites, the oldest first.

    Those whose file was removed, as a law demands, are left out.
    """
    cited, lost = claim.evidence.live().values("source"), Redaction.objects.lost("snapshot", "raw")
    rows = Snapshot.objects.filter(source__in=cited).exclude(pk__in=lost).select_related("source")
    return rows.defer("text", "pages").order_by("fetched_at", "pk")


def export_warc(claim: Claim) -> IO[bytes]:
    """
    Return the copies on a claim as an open WARC file at its beginning.

    Raises OSError if a copy's file cannot be read.
    """
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    try:
        write_warc(copies_on(claim), file, name=f"claim-{claim.public_id}.warc")
    except OSError:
        file.close()
        raise
    file.seek(0)
    return file


def write_warc(copies: Iterable[Snapshot], out: IO[bytes], *, name: str) -> None:
    """
    Write copies to an open file, one at a time, behind a record that says who wrote them.

    Raises OSError if a copy's file cannot be read.
    """
    writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
    fields = {"software": "Claimbench", "format": "WARC File Format 1.1", "conformsTo": CONFORMS}
    info = fields | {"isPartOf": settings.SITE_URL}
    writer.write_record(writer.create_warcinfo_record(name, info))
    for copy in copies:
        with copy.raw.open("rb") as raw:
            writer.write_record(record_of(writer, copy, raw))


def record_of(writer: WARCWriter, copy: Snapshot, raw: "File[bytes]") -> ArcWarcRecord:
    """Return one copy as a record, with its digest and the moment at which it was made."""
    fetched = copy.origin == Snapshot.Origin.FETCHED
    told = {
        "WARC-Date": copy.fetched_at.astimezone(UTC).strftime(STAMP),
        "WARC-Payload-Digest": f"sha256:{copy.sha256}",
    }
    return writer.create_warc_record(
        address_of(copy),
        "response" if fetched else "resource",
        payload=raw,
        length=raw.size,
        warc_content_type="" if fetched else copy.media_type,
        http_headers=headers_of(copy, raw.size) if fetched else None,
        warc_headers_dict=told,
    )


def address_of(copy: Snapshot) -> str:
    """Return where a copy is from; what has no address is named by its digest (RFC 8141)."""
    return copy.final_url or copy.source.url or f"urn:sha256:{copy.sha256}"


def headers_of(copy: Snapshot, length: int) -> StatusAndHeaders:
    """Return what the server said, true for the body as it is kept."""
    status = copy.status or HTTPStatus.OK
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    said = [
        (f"x-archive-orig-{name}" if name in UNTRUE else name, " ".join(str(value).split()))
        for name, value in copy.headers.items()
        if TOKEN.fullmatch(name)
    ]
    lines = [*said, ("content-length", str(length))]
    return StatusAndHeaders(f"{int(status)} {phrase}", lines, protocol="HTTP/1.1")
