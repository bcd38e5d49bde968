"""Looking at an address again: what it gives now, and what that says about the page."""

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from claims.archiving.capture import Capture, CaptureError, capture

MISSING = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
NOT_ASKED = {"off", "busy"}  # nothing is fetched from here, or others here are at it
SILENT = {
    *("unreachable", "unknown_host", "silent", "too_slow"),
    *("broken_off", "certificate", "compression"),
}
FOR_GOOD = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,300})", re.IGNORECASE)
HEAD = 65_536  # bytes in which a page names its title
LONGEST_NOTICE = 250  # words: a page that says of itself that it is not there says little else
NOT_THERE = re.compile(
    r"\b404\b|not found|no longer (?:available|exists?)|does(?: not|n.t) exist|page unavailable"
    r"|no encontrad|no existe|no disponible|introuvable|n.existe (?:pas|plus)|nicht gefunden"
    r"|nicht mehr verfügbar|non trovat|não encontrad|niet gevonden|nie znaleziono",
    re.IGNORECASE,
)
HOME = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?)?/?")


class Answer(StrEnum):
    """What an address that was asked gave."""

    PAGE = "page"
    GONE = "gone"  # the server itself calls it so
    SILENCE = "silence"  # nobody answered, or a server in trouble: it says nothing about the page
    REFUSAL = "refusal"  # not to us: robots.txt, a login, a law; it says nothing either


class Doubt(StrEnum):
    """What makes an answer look like none, though the server calls it a page."""

    NONE = ""
    HOME = "home"  # it was sent on to the site's first page
    TITLE = "title"  # it says of itself that it is not there


@dataclass(frozen=True, slots=True)
class Look:
    """
    What an address gave.

    `capture` is there if it gave a page.
    """

    url: str
    answer: Answer
    capture: Capture | None = None
    status: int | None = None
    note: str = ""

    @property
    def final_url(self) -> str:
        """Where it ended, or nothing if nothing came."""
        return self.capture.final_url if self.capture else ""

    @property
    def moved(self) -> bool:
        """Whether the server says that the page has another address for good."""
        if self.capture is None or is_same_address(self.url, self.final_url):
            return False
        steps = [redirect.status for redirect in self.capture.redirects]
        return bool(steps) and all(status in FOR_GOOD for status in steps)

    @property
    def doubt(self) -> Doubt:
        """What makes the answer look like none; it is a guess, to be held against the text."""
        if self.capture is None:
            return Doubt.NONE
        if not is_home(self.url) and is_home(self.final_url):
            return Doubt.HOME
        said = NOT_THERE.search(title_of(self.capture))
        short = len(self.capture.text.split()) <= LONGEST_NOTICE
        return Doubt.TITLE if said and short else Doubt.NONE


def look_again(url: str) -> Look:
    """
    Fetch what stands at an address now; what was not got is told in the note.

    Raises CaptureError if the address was not even asked, on this side's account. It takes
    seconds: never call it within a transaction.
    """
    try:
        got = capture(url)
    except CaptureError as error:
        if error.code in NOT_ASKED:
            raise
        return Look(url, _answer(error), status=error.status, note=str(error))
    return Look(url, Answer.PAGE, capture=got, status=got.status, note=_sent_on(got))


def _answer(error: CaptureError) -> Answer:
    """Return what it means that no copy came."""
    if error.status in MISSING:
        return Answer.GONE
    in_trouble = error.status is not None and error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Answer.SILENCE if in_trouble or error.code in SILENT else Answer.REFUSAL


def _sent_on(got: Capture) -> str:
    """Return where an address sent on to, in words, if it did."""
    if is_same_address(got.url, got.final_url):
        return ""
    return _("It leads on to %(url)s.") % {"url": got.final_url}


def is_same_address(one: str, other: str) -> bool:
    """Whether two addresses differ in scheme, www. or a last stroke at most."""
    return _bare(one) == _bare(other)


def _bare(url: str) -> tuple[str, str, str]:
    """Return the parts of an address that tell pages apart."""
    parts = urlsplit(url)
    host = parts.netloc.casefold().removeprefix("www.")
    return host.removesuffix(":443").removesuffix(":80"), parts.path.rstrip("/"), parts.query


def is_home(url: str) -> bool:
    """Whether an address is that of a site's first page, in whatever language."""
    parts = urlsplit(url)
    return not parts.query and bool(HOME.fullmatch(parts.path.casefold() or "/"))


def title_of(got: Capture) -> str:
    """Return the title that a web page gives itself, or nothing."""
    if "html" not in got.media_type:
        return ""
    found = TITLE.search(got.content, 0, HEAD)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""
