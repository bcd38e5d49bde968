"""Which addresses lead to a copy at a web archive, and of which page and day it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

from claims.text.links import is_web_address


@dataclass(frozen=True, slots=True)
class Archived:
    """A copy at an archive; what its address does not tell is empty or None."""

    archive: str
    original: str = ""
    taken_at: datetime | None = None


# A moment of fourteen digits, a mark that asks for the bytes alone (id_) or the like, the page.
WAYBACK = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}[^/].*)", re.IGNORECASE)
DATED = re.compile(r"/(\d{4}\.?\d{2}\.?\d{2}-?\d{6}|\d{14})/(https?:/{1,2}[^/].*)", re.IGNORECASE)
SHORT = re.compile(r"/[A-Za-z0-9]{4,12}/?")
PERMA = re.compile(r"/[A-Z0-9]{4}-[A-Z0-9]{4}/?", re.IGNORECASE)
GHOST = re.compile(r"/(?:archive|varchive)/[A-Za-z0-9_-]{4,20}/?")
MEGALODON = re.compile(r"/(\d{4}-\d{4}-\d{4}-\d{2})/(.+)")
ITEM = re.compile(r"/(?:details|download)/[A-Za-z0-9][A-Za-z0-9._-]{1,99}(?:/.*)?")


def read_archived(url: str) -> Archived | None:
    """Return what an address at a known web archive leads to, or None for any other address."""
    if not is_web_address(url):
        return None
    parts = urlsplit(url)
    if parts.port not in (None, 80, 443):
        return None
    reader = READERS.get(parts.hostname or "")
    return reader(parts) if reader else None


def is_copy_of(archived: Archived, url: str) -> bool:
    """Whether a copy is of this page, as far as its address tells."""
    return not archived.original or same_page(archived.original) == same_page(url)


def same_page(url: str) -> str:
    """Return an address without what archives change in it: scheme, www, fragment, last slash."""
    parts = urlsplit(re.sub(r"^(https?):/+", r"\1://", url, flags=re.IGNORECASE))
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def wayback(parts: SplitResult) -> Archived | None:
    """Return a copy at the Wayback Machine."""
    return dated("Wayback Machine", WAYBACK.fullmatch(whole(parts)))


def wayback_or_item(parts: SplitResult) -> Archived | None:
    """Return a copy or an item at the Internet Archive's own address."""
    item = Archived("Internet Archive") if ITEM.fullmatch(parts.path) else None
    return wayback(parts) or item


def archive_today(parts: SplitResult) -> Archived | None:
    """Return a copy at archive.today or one of its mirrors."""
    name = "archive.today"
    short = Archived(name) if SHORT.fullmatch(parts.path) and not parts.query else None
    return dated(name, DATED.fullmatch(whole(parts))) or short


def megalodon(parts: SplitResult) -> Archived | None:
    """Return a copy at Megalodon."""
    found = MEGALODON.fullmatch(whole(parts))
    return found and moment("Megalodon", found[1], f"http://{found[2]}")


def named(archive: str, path: re.Pattern[str]) -> Callable[[SplitResult], Archived | None]:
    """Return a reader of addresses that tell neither page nor day."""
    return lambda parts: Archived(archive) if path.fullmatch(parts.path) else None


def whole(parts: SplitResult) -> str:
    """Return the path with the query, which belongs to the archived page."""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def dated(archive: str, found: re.Match[str] | None) -> Archived | None:
    """Return the copy that an address with a moment and a page in it leads to."""
    return found and moment(archive, found[1], found[2])


def moment(archive: str, digits: str, original: str) -> Archived | None:
    """Return a copy of a page, if its moment is one that can have been."""
    try:
        taken = datetime.strptime(re.sub(r"\D", "", digits), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Archived(archive, original, taken)


TODAY = ("today", "ph", "is", "li", "md", "vn", "fo")
READERS: dict[str, Callable[[SplitResult], Archived | None]] = {
    "web.archive.org": wayback,
    "archive.org": wayback_or_item,
    "www.archive.org": wayback_or_item,
    "perma.cc": named("Perma.cc", PERMA),
    "ghostarchive.org": named("Ghostarchive", GHOST),
    "megalodon.jp": megalodon,
    **{f"archive.{ending}": archive_today for ending in TODAY},
}
