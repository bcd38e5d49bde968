"""Fetching one page: redirects followed one by one, each checked like the first address."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus

from django.conf import settings
from django.utils.translation import gettext as _
from urllib3 import HTTPResponse

from claims.fetching.deadline import Deadline
from claims.fetching.errors import FetchError
from claims.fetching.exchange import exchange
from claims.fetching.failures import status_refused
from claims.fetching.manners import note, take_turn
from claims.fetching.robots import require_welcome
from claims.fetching.targets import Target, read_target

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
FILES = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
    }
)
ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
MAX_BYTES = 5_000_000
MAX_SECONDS = 20.0
MAX_REDIRECTS = 5
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Redirect:
    """One step on the way to the page: who sent on, and with which status (301, 308: for good)."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it arrived: unpacked, but not yet decoded."""

    url: str
    final_url: str
    status: int
    headers: dict[str, str]  # names in lower case
    media_type: str  # empty where the server named none
    charset: str | None
    content: bytes
    fetched_at: datetime
    redirects: tuple[Redirect, ...] = ()  # in their order; the last one led to `final_url`


def fetch(
    url: str,
    *,
    max_bytes: int = MAX_BYTES,
    seconds: float = MAX_SECONDS,
    redirects: int = MAX_REDIRECTS,
    accept: frozenset[str] = PAGES | FILES,
    max_file_bytes: int = 0,
    obey_robots: bool = False,
) -> Fetched:
    """
    Return the page at a public http(s) address, of one of the accepted media types.

    The limits hold for the unpacked body and for the whole transfer, redirects included; for the
    types in FILES, `max_file_bytes` goes before a smaller `max_bytes`. A person who asks for one
    page to read is no crawler; what fetches without one obeys robots.txt.
    Raises FetchError, whose text says what was wrong and what to do.
    """
    require_switched_on()
    deadline = Deadline(seconds)
    target = read_target(url)
    hops: list[Redirect] = []
    hosts: set[str] = set()
    while len(hops) <= redirects:
        if target.host not in hosts:
            take_turn(target.host, deadline)
            hosts.add(target.host)
        if obey_robots:
            require_welcome(target, deadline)
        with exchange(target, deadline) as answer:
            location = answer.get_redirect_location()
            if not location:
                limits = (max_bytes, max(max_bytes, max_file_bytes))
                page = _receive(answer, url, target, limits, accept)
                return replace(page, redirects=tuple(hops))
        hops.append(Redirect(target.url, answer.status))
        target = target.follow(location)
    message = _("The address redirects more than %(limit)s times. Give the page's own address.")
    raise FetchError(message % {"limit": redirects}, code="redirects")


def require_switched_on() -> None:
    """Raise FetchError on a machine that must not reach out."""
    if not settings.FETCH:
        message = _(
            "Fetching is switched off at this desk. Save the page and upload the file, or ask"
            " whoever runs the desk (FACTCHECK_FETCH)."
        )
        raise FetchError(message, code="off")


def _receive(
    answer: HTTPResponse,
    url: str,
    target: Target,
    limits: tuple[int, int],
    accept: frozenset[str],
) -> Fetched:
    """Return the page that an answer holds, read no further than the first thing refused."""
    left_alone = note(target.host, answer.status, answer.headers.get("Retry-After", ""))
    if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        raise status_refused(answer.status, target.host, left_alone=left_alone)
    media_type, charset = _content_type(answer.headers.get("Content-Type", ""))
    if media_type and not _is_accepted(media_type, accept):
        message = _(
            "The address leads to a file of the type %(type)s, not to a web page, a text, a PDF or"
            " a Word file. Give the address of the page itself."
        )
        raise FetchError(message % {"type": media_type}, code="media_type")
    return Fetched(
        url=url,
        final_url=target.url,
        status=answer.status,
        headers=_headers(answer),
        media_type=media_type,
        charset=charset,
        content=_body(answer, limits[media_type in FILES]),
        fetched_at=datetime.now(UTC),
    )


def _is_accepted(media_type: str, accept: frozenset[str]) -> bool:
    """Whether a type is among the accepted ones, which may name a whole family: "image/*"."""
    return bool(accept & {media_type, f"{media_type.partition('/')[0]}/*", "*/*"})


def _content_type(header: str) -> tuple[str, str | None]:
    """Return media type and charset, in lower case, as the server names them."""
    if not header.strip():
        return "", None
    message = Message()
    message["Content-Type"] = header
    return message.get_content_type(), message.get_content_charset()


def _headers(answer: HTTPResponse) -> dict[str, str]:
    """Return what the server said, names in lower case, repeated ones joined; no cookies."""
    told: dict[str, str] = {}
    for header, said in answer.headers.items():
        name, value = header.lower(), "".join(filter(str.isprintable, said))
        told[name] = f"{told[name]}, {value}" if name in told else value
    told.pop("set-cookie", None)  # a session is nobody's evidence
    return told


def _body(answer: HTTPResponse, max_bytes: int) -> bytes:
    """Return the unpacked body; FetchError as soon as it is known to be too large."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        message = _("The page is packed in a way that was not asked for (%(encoding)s).")
        raise FetchError(message % {"encoding": encoding}, code="compression")
    if (answer.length_remaining or 0) > max_bytes and not encoding:
        raise _too_large(max_bytes)
    content = bytearray()
    while piece := answer.read(PIECE):
        content += piece
        if len(content) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(content)


def _too_large(max_bytes: int) -> FetchError:
    """Say how much is too much."""
    message = _("The page is larger than %(limit)s MB. Paste the part that matters as text.")
    return FetchError(message % {"limit": f"{max_bytes / 1_000_000:g}"}, code="too_large")
