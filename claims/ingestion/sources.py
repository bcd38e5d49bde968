"""A pasted text, a file, an address: three ways in, one result."""

from dataclasses import replace
from typing import Unpack
from urllib.parse import urlsplit

from django.conf import settings

from claims.documents import Document, DocumentError, plain_document, reader_for
from claims.fetching import FetchError, fetch
from claims.ingestion.rules import check_size, completed
from claims.ingestion.values import Details, Ingested, IngestionError


def from_text(text: str, *, url: str = "", **details: Unpack[Details]) -> Ingested:
    """Take in a text that somebody pasted; `url` is where it appeared. Raises IngestionError."""
    original = text.encode(errors="replace")
    check_size(len(original))
    document = completed(plain_document(text), details, url=url)
    return Ingested(document, original, "text/plain")


def from_file(
    name: str,
    raw: bytes,
    *,
    url: str = "",
    charset: str | None = None,
    **details: Unpack[Details],
) -> Ingested:
    """Take in a file of a known format, whatever it is called. Raises IngestionError."""
    document, media_type = _read(raw, name=name, charset=charset)
    return Ingested(completed(document, details, url=url), raw, media_type, file_name=name)


def from_url(url: str, **details: Unpack[Details]) -> Ingested:
    """
    Fetch a page and take it in. Raises IngestionError.

    Its address is the one that the page names as its own, if that is on the server which
    answered, and else the one where the redirects ended.
    """
    try:
        page = fetch(
            url, max_bytes=settings.ARTICLE_MAX_BYTES, max_file_bytes=settings.COPY_MAX_BYTES
        )
    except FetchError as error:
        raise IngestionError(str(error), code=error.code) from error
    document, media_type = _read(page.content, charset=page.charset, media_type=page.media_type)
    if urlsplit(document.url).hostname != urlsplit(page.final_url).hostname:
        document = replace(document, url=page.final_url)
    document = completed(document, details)
    return Ingested(document, page.content, media_type, final_url=page.final_url)


def _read(
    raw: bytes, *, name: str = "", charset: str | None = None, media_type: str = ""
) -> tuple[Document, str]:
    """Return what a reader makes of the bytes, and what they turned out to be."""
    check_size(len(raw), settings.COPY_MAX_BYTES)
    try:
        reader = reader_for(raw, name=name, media_type=media_type)
        if reader.is_text:
            check_size(len(raw))
        return reader.read(raw, name=name, charset=charset), reader.media_type
    except DocumentError as error:
        raise IngestionError(str(error), code=error.code) from error
