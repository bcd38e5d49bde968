"""Addresses of the public site: which file each becomes, and which only the application answers."""

import mimetypes
import re
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from django.conf import settings

from claims.answers import REMEMBERED, found_at

INDEX = "index.html"
PUBLIC = "claims"  # the name of the public addresses: all others are the desk's
PAGE = re.compile(r"[1-9]\d{0,8}", re.ASCII)
LONGEST_NAME = 200  # bytes of a folder's or file's name; a page beyond is left out


def inside(link: str, page: str) -> str | None:
    """
    Return the address on this site that a link on a page leads to, or None if it leaves it.

    What stands on the same host and is none of the application's paths is another site.
    """
    if link.startswith(f"{settings.SITE_URL}/"):
        link = link.removeprefix(settings.SITE_URL)
    parts = urlsplit(urljoin(page, link))
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return address if is_asset(address) or found_at(parts.path) else None


def kin_of(address: str) -> str | None:
    """Return the id that all addresses of one ruling have in common; None for most others."""
    found = None if is_asset(address) else found_at(urlsplit(address).path)
    return found.kwargs.get("public_id") if found else None


def is_asset(address: str) -> bool:
    """Whether this is a style sheet, a script or a picture of the pages themselves."""
    return address.startswith(settings.STATIC_URL)


@lru_cache(maxsize=REMEMBERED)
def needs_application(address: str) -> bool:
    """Whether a file cannot answer: what is asked with a query, a form, what changes by itself."""
    parts = urlsplit(address)
    if is_asset(address):
        return False
    found = found_at(parts.path)
    if found is None:
        return False
    asked = set(parse_qs(parts.query, keep_blank_values=True))
    is_live = found.app_name != PUBLIC or getattr(found.func, "needs_application", False)
    return is_live or bool(asked - {"page"})


def file_for(address: str, media_type: str = "") -> str | None:
    """
    Return the file that an address becomes, or None if none can be called so.

    A page of a list, "?page=2", has a folder of its own, or a number in its name; what says by its
    media type alone what it is gets that type's ending.
    """
    parts = urlsplit(address)
    path = PurePosixPath(unquote(parts.path).lstrip("/"))
    number = parse_qs(parts.query).get("page", ["1"])[0]
    if not PAGE.fullmatch(number):
        return None
    if parts.path.endswith("/"):
        path = path / INDEX if number == "1" else path / "page" / number / INDEX
    elif number != "1":
        path = path.with_name(f"{path.stem}-{number}{path.suffix}")
    elif not path.suffix:
        path = path.with_suffix(mimetypes.guess_extension(media_type) or "")
    return str(path) if is_safe(path) else None


def is_safe(path: PurePosixPath) -> bool:
    """Whether a file can be called so, and stays within its folder."""
    if path.is_absolute():
        return False
    hidden = any(name.startswith(".") or "\0" in name for name in path.parts)
    return not (hidden or any(len(name.encode()) > LONGEST_NAME for name in path.parts))


def link_to(file: str) -> str:
    """Return the address under which a web server gives a file."""
    return f"/{file.removesuffix(INDEX)}"
