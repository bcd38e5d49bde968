"""One page of the public site as a file: as readers get it, with links that files can answer."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404

from claims.answers import REMEMBERED, answer_at, rendered
from claims.site.addresses import (
    file_for,
    inside,
    is_asset,
    link_to,
    needs_application,
)

OK = 200
LINK = re.compile(  # begins with what is rare, so that a page is searched at once
    r'="(?:(?:(?<=\bhref=")|(?<=\bsrc=")|(?<=\bsrcset=")|(?<=\baction="))(?P<link>[^"]*)'
    r'|(?<=\bcontent=")(?P<shared>https?:[^"]*))"'
    r"|=&quot;(?<=&lt;iframe src=&quot;)(?P<framed>https?:[^&]*)&quot;"
)
NEXT = re.compile(r'(?P<before>"next": )"(?P<link>[^"\\]+)"')
WHOLE = ("/", "https:", "http:")  # how a link begins that leads to the same from every page
PLACE = re.compile(r"<loc>([^<]+)</loc>")


@dataclass(frozen=True, slots=True)
class Page:
    """What becomes of an address: a file's name and content, and what it leads to."""

    file: str
    body: bytes
    links: list[str] = field(default_factory=list)  # addresses on this site


class MissingError(Exception):
    """Nothing stands at an address that a page leads to; str() says which."""


def page_at(address: str) -> Page:
    """Return what stands at an address. Raises MissingError if nothing can be kept of it."""
    if is_asset(address):
        return asset(address)
    media_type, body = answer_to(address)
    file = file_for(address, media_type)
    if file is None:
        message = f"{address}: no file can be called so"
        raise MissingError(message)
    if media_type == "text/html":
        links: list[str] = []
        text = LINK.sub(follower(address, links), body.decode())
        return Page(file, text.encode(), links)
    if media_type.endswith("xml"):
        parts: list[str] = []
        text = PLACE.sub(placer(address, parts), body.decode())
        return Page(file, text.encode(), parts)
    if media_type == "application/json":
        following: list[str] = []
        text = NEXT.sub(leader(address, following), body.decode())
        return Page(file, text.encode(), following)
    if media_type == "application/ld+json":
        return Page(file, body, [page_after(address)])
    return Page(file, body)


def page_after(address: str) -> str:
    """Return the address of the next page of a list that does not say whether it goes on."""
    parts = urlsplit(address)
    number = int(parse_qs(parts.query).get("page", ["1"])[0])
    return f"{parts.path}?page={number + 1}"


def leader(page: str, links: list[str]) -> Callable[[re.Match[str]], str]:
    """Return what writes where a list for machines goes on as its file has it, and notes it."""

    def written(found: re.Match[str]) -> str:
        address = inside(found["link"], page)
        if address is None or needs_application(address):
            return found[0]
        links.append(address)
        return f'{found["before"]}"{settings.SITE_URL}{as_file(found["link"], address)}"'

    return written


def placer(page: str, links: list[str]) -> Callable[[re.Match[str]], str]:
    """Return what writes a sitemap's address as its file has it, and notes where it leads."""

    def written(found: re.Match[str]) -> str:
        address = inside(html.unescape(found[1]), page)
        if address is None or needs_application(address):
            return found[0]
        links.append(address)
        if not urlsplit(address).query:
            return found[0]
        return f"<loc>{html.escape(settings.SITE_URL + as_file(found[1], address))}</loc>"

    return written


def follower(page: str, links: list[str]) -> Callable[[re.Match[str]], str]:
    """Return what writes a link as files can answer it, and notes where it leads."""

    def written(found: re.Match[str]) -> str:
        link = found["link"]
        told = found["shared"] or found["framed"] or link or ""  # others are told it whole
        if told.startswith("#"):
            return found[0]
        address, filed = followed(told, "/" if told.startswith(WHOLE) else page)
        links.extend(filter(None, [address]))
        return f'="{filed}"' if filed and link is not None else found[0]

    return written


@lru_cache(maxsize=REMEMBERED)
def followed(link: str, page: str) -> tuple[str | None, str]:
    """Return where a link leads that has a file, and how it is written where that is told anew."""
    link = html.unescape(link)
    address = inside(link, page)
    if address is None:
        return None, ""
    if needs_application(address):
        return None, html.escape(f"{settings.APPLICATION_URL}{address}")
    return address, html.escape(as_file(link, address))


def as_file(link: str, address: str) -> str:
    """Return the link to an address, where its file is called otherwise than the address."""
    parts = urlsplit(address)
    is_named = parts.path.endswith("/") or "." in parts.path.rpartition("/")[2]
    if is_asset(address) or (is_named and not parts.query):
        return link
    try:
        media_type = "" if is_named else answer_to(address)[0]
    except MissingError:  # told where the address itself is made
        return link
    file = file_for(address, media_type)
    return link_to(file) if file else link


def asset(address: str) -> Page:
    """Return a file of the pages themselves. Raises MissingError if it is not there."""
    name = urlsplit(address).path.removeprefix(settings.STATIC_URL)
    found = finders.find(name)
    try:
        body = Path(found).read_bytes() if isinstance(found, str) else collected(name)
    except OSError as error:
        message = f"{address}: no such file; run manage.py collectstatic"
        raise MissingError(message) from error
    return Page(f"{settings.STATIC_URL.strip('/')}/{name}", body)


def collected(name: str) -> bytes:
    """Return a file as collectstatic left it, with its digest in its name. Raises OSError."""
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())


def answer_to(address: str) -> tuple[str, bytes]:
    """Return the media type and body of what a reader gets. Raises MissingError if nothing."""
    try:
        response = rendered(answer_at(address))
    except Http404 as error:
        message = f"{address}: no such page"
        raise MissingError(message) from error
    if response.status_code != OK:
        message = f"{address}: answers {response.status_code}"
        raise MissingError(message)
    media_type = str(response.headers["Content-Type"]).partition(";")[0]
    return media_type, b"".join(response)
