"""
Places in a source as data: pages of a document, moments of a recording, and where they lead.

A page is written as printed ("12", "xii"), a moment as a clock shows it ("1:02", "1:02:03"), a
stretch of either with a hyphen ("12-14"). W3C Media Fragments 1.0 and RFC 8118 give the fragments.
"""

import re
from typing import TypedDict
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"  # as W3C's Web Annotation names them
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
DASHES = str.maketrans("‐‑‒–—−", "------")
NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
ARABIC = re.compile(r"[1-9]\d{0,5}", re.ASCII)
CLOCK = re.compile(r"(?:(?:(\d{1,3}):([0-5]\d))|(\d{1,4})):([0-5]\d)", re.ASCII)
RECORDINGS = (".mp4", ".webm", ".ogv", ".mov", ".m4v", ".mp3", ".ogg", ".oga", ".m4a", ".wav")
YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be"}


class FragmentSelector(TypedDict):
    """A place in a source as W3C's Web Annotation writes it."""

    type: str
    conformsTo: str
    value: str


def tidy(value: str) -> str:
    """Return a place as it is kept: hyphens for all dashes, no spaces, small letters."""
    return "".join(value.translate(DASHES).split()).lower()


def page_number(page: str) -> int:
    """Return the number of a page in Arabic or Roman figures, or 0 if it is none."""
    if ARABIC.fullmatch(page):
        return int(page)
    if not page or not ROMAN.fullmatch(page):
        return 0
    values = [NUMERALS[letter] for letter in page]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def pages_of(value: str) -> tuple[str, str] | None:
    """Return the first and the last page, as printed, or None if these are no pages."""
    first, _dash, last = tidy(value).partition("-")
    last = last if _dash else first
    same_kind = first.isdigit() == last.isdigit()
    good = same_kind and 0 < page_number(first) <= page_number(last)
    return (first, last) if good else None


def leaves_out(value: str, page: int) -> bool:
    """Whether pages are named in Arabic figures, and this one is not among them."""
    pages = pages_of(value)
    if pages is None or not pages[0].isdigit():
        return False
    return not page_number(pages[0]) <= page <= page_number(pages[1])


def seconds_of(clock: str) -> int | None:
    """Return the seconds from the start of a recording, or None if this is no moment of one."""
    found = CLOCK.fullmatch(clock)
    if found is None:
        return None
    hours, minutes, lone_minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + (minutes or lone_minutes) * 60 + seconds


def moments_of(value: str) -> tuple[int, int] | None:
    """Return the first and the last second, or None if this is no time code."""
    first, dash, last = tidy(value).partition("-")
    begin = seconds_of(first)
    end = seconds_of(last) if dash else begin
    return None if begin is None or end is None or end < begin else (begin, end)


def media_fragment(value: str) -> str:
    """Return a time code as W3C's Media Fragments write it ("t=62,70"), or nothing for none."""
    moments = moments_of(value)
    if moments is None:
        return ""
    begin, end = moments
    return f"t={begin},{end}" if end > begin else f"t={begin}"


def page_fragment(value: str) -> str:
    """Return the first page as RFC 8118 writes it, or nothing: it knows Arabic figures only."""
    pages = pages_of(value)
    return f"page={pages[0]}" if pages and pages[0].isdigit() else ""


def selectors_of(pages: str, time_code: str) -> list[FragmentSelector]:
    """Return the place as W3C's selectors, each with what it conforms to."""
    found = [(MEDIA_FRAGMENTS, media_fragment(time_code)), (PDF_FRAGMENTS, page_fragment(pages))]
    return [
        FragmentSelector(type="FragmentSelector", conformsTo=conforms, value=value)
        for conforms, value in found
        if value
    ]


def address_at(url: str, *, pages: str = "", time_code: str = "") -> str:
    """Return an address that opens at this place, where it is of a kind that can; else nothing."""
    parts = urlsplit(url)
    moment, path = media_fragment(time_code), parts.path.lower()
    if moment and parts.hostname in YOUTUBE:
        return urlunsplit(parts._replace(query=_from_second(parts.query, moment)))
    if moment and path.endswith(RECORDINGS):
        return urlunsplit(parts._replace(fragment=moment))
    page = page_fragment(pages)
    if page and path.endswith(".pdf"):
        return urlunsplit(parts._replace(fragment=page))
    return ""


def _from_second(query: str, moment: str) -> str:
    """Return YouTube's query with the second at which it starts."""
    kept = [(name, value) for name, value in parse_qsl(query) if name not in ("t", "start")]
    begin = moment.removeprefix("t=").partition(",")[0]
    return urlencode([*kept, ("t", f"{begin}s")])
