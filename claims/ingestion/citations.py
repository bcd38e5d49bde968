"""What a file or a page says of itself, for whoever cites it; its words may be beyond reading."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings

from claims.documents import Document, DocumentError, reader_for
from claims.fetching import FetchError, fetch
from claims.ingestion.rules import check_size
from claims.ingestion.values import IngestionError

NOTHING_KNOWN = Document("", ())


def cited_file(name: str, raw: bytes) -> tuple[Document, str]:
    """
    Return what a file says, and why it cannot be read if it cannot: a picture is a source too.

    Raises IngestionError if the file is empty or too large.
    """
    check_size(len(raw), settings.COPY_MAX_BYTES)
    return _read(raw, name=name)


def cited_page(url: str) -> tuple[Document, str]:
    """
    Return what the page at an address says, with its address, and why it cannot be read.

    Raises IngestionError if it cannot be fetched.
    """
    try:
        page = fetch(url, max_bytes=settings.COPY_MAX_BYTES, accept=settings.COPY_TYPES)
    except FetchError as error:
        raise IngestionError(str(error), code=error.code) from error
    document, why = _read(page.content, charset=page.charset, media_type=page.media_type)
    if urlsplit(document.url).hostname != urlsplit(page.final_url).hostname:
        document = replace(document, url=page.final_url)
    return document, why


def _read(
    raw: bytes, *, name: str = "", charset: str | None = None, media_type: str = ""
) -> tuple[Document, str]:
    """Return the document, or an empty one and why there is no other."""
    try:
        reader = reader_for(raw, name=name, media_type=media_type)
        return reader.read(raw, name=name, charset=charset), ""
    except DocumentError as error:
        if error.code == "empty":
            raise IngestionError(str(error), code=error.code) from error
        return NOTHING_KNOWN, str(error)
