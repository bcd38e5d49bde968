"""A copy of what stands at an address now, with the text that is in it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from claims.archiving.media_types import media_type_of
from claims.archiving.paywalls import is_cut
from claims.documents import Document, DocumentError, reader_for
from claims.fetching import Fetched, FetchError, Redirect, fetch

WEB_PAGES = {"text/html", "application/xhtml+xml"}  # other files' titles are their makers' slips


@dataclass(frozen=True, slots=True)
class Capture:
    """
    What an address gave: the bytes, what the server said, and the text as far as it can be read.

    `unread` says in words why there is no text: an image, say, is still a copy. Of `redirects`,
    301 and 308 say that the page has moved for good. `cut` says that the page calls itself cut off
    by a paywall.
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
    cut: bool
    pages: tuple[int, ...]  # where pages begin in the text, if it has pages
    fetched_at: datetime
    title: str = ""  # as a web page names itself


class CaptureError(Exception):
    """
    An address that gave no copy; str() says what was wrong and what to do.

    `code` is a stable word for the reason; `status` the answer's HTTP status, if it was that.
    `retry_after` are the seconds after which another attempt makes sense, where one does.
    """

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code
        self.status: int | None = None
        self.retry_after: int | None = None


def capture(url: str, *, past_robots: bool = False) -> Capture:
    """
    Fetch a public http(s) address and read its text. Raises CaptureError.

    It obeys robots.txt, unless a person decided otherwise for this page. It takes seconds: never
    call it within a transaction.
    """
    try:
        page = fetch(
            url,
            max_bytes=settings.COPY_MAX_BYTES,
            accept=settings.COPY_TYPES,
            obey_robots=not past_robots,
        )
    except FetchError as error:
        refusal = CaptureError(str(error), code=error.code)
        refusal.status, refusal.retry_after = error.status, error.retry_after
        raise refusal from error
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
        cut=is_cut(page.content),
        pages=document.pages if document else (),
        fetched_at=page.fetched_at,
        title=document.title if document and media_type in WEB_PAGES else "",
    )


def _read(page: Fetched) -> tuple[Document | None, str, str]:
    """Return the document in a page, its media type, and why there is none if there is none."""
    try:
        reader = reader_for(page.content, media_type=page.media_type)
        document = reader.read(page.content, charset=page.charset)
    except DocumentError as error:
        return None, media_type_of(page.content, page.media_type), str(error)
    return document, reader.media_type, ""
