"""A copy of what stands at an address now, with the text that is in it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from claims.documents import Document, DocumentError, reader_for
from claims.fetching import Fetched, FetchError, Redirect, fetch

UNNAMED = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Capture:
    """
    What an address gave: the bytes, what the server said, and the text as far as it can be read.

    `unread` says in words why there is no text: an image, say, is still a copy. Of `redirects`,
    301 and 308 say that the page has moved for good.
    """

    url: str
    final_url: str
    redirects: tuple[Redirect, ...]
    status: int
    headers: dict[str, str]  # names in lower case
    media_type: str
    content: bytes
    sha256: str
    text: str
    unread: str
    pages: tuple[int, ...]  # where pages begin in the text, if it has pages
    fetched_at: datetime


class CaptureError(Exception):
    """
    An address that gave no copy; str() says what was wrong and what to do.

    `code` is a stable word for the reason; `status` the answer's HTTP status, if it was that.
    """

    def __init__(self, message: str, *, code: str, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


def capture(url: str) -> Capture:
    """
    Fetch a public http(s) address and read its text. Raises CaptureError.

    It takes seconds: never call it within a transaction.
    """
    try:
        page = fetch(url, max_bytes=settings.COPY_MAX_BYTES, accept=settings.COPY_TYPES)
    except FetchError as error:
        raise CaptureError(str(error), code=error.code, status=error.status) from error
    document, media_type, unread = _read(page)
    return Capture(
        url=url,
        final_url=page.final_url,
        redirects=page.redirects,
        status=page.status,
        headers=page.headers,
        media_type=media_type,
        content=page.content,
        sha256=hashlib.sha256(page.content).hexdigest(),
        text=document.text if document else "",
        unread=unread,
        pages=tuple(getattr(document, "pages", ())),
        fetched_at=page.fetched_at,
    )


def _read(page: Fetched) -> tuple[Document | None, str, str]:
    """Return the document in a page, its media type, and why there is none if there is none."""
    try:
        reader = reader_for(page.content, media_type=page.media_type)
        document = reader.read(page.content, charset=page.charset)
    except DocumentError as error:
        return None, page.media_type[:100] or UNNAMED, str(error)
    return document, reader.media_type, ""
