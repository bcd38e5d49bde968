"""What a URL asks for, taken apart once, so that what is checked is what is fetched."""

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from claims.fetching.errors import FetchError

PORTS = {"http": 80, "https": 443}
MAX_CHARACTERS = 2000
UNWANTED = re.compile(r"[\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """One request: whom to connect to, and what to ask for."""

    scheme: str
    host: str  # in ASCII; an IPv6 address without brackets
    port: int
    path: str  # with the query

    @property
    def netloc(self) -> str:
        """Return the host as the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """Return the address of what is asked for, without a fragment."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    def follow(self, location: str) -> "Target":
        """Return where a redirect from here leads; FetchError if that may not be fetched."""
        with suppress(UnicodeError):  # headers arrive as Latin-1, and mean UTF-8
            location = location.encode("latin-1").decode()
        try:
            return read_target(urljoin(self.url, location))
        except ValueError as error:
            raise _malformed(location) from error


def read_target(url: str) -> Target:
    """Take a URL apart; FetchError if it is not a plain http(s) address."""
    url = url.strip()
    if len(url) > MAX_CHARACTERS:
        message = _("The address is longer than %(limit)s characters. Shorten it.")
        raise FetchError(message % {"limit": MAX_CHARACTERS}, code="url_too_long")
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise _malformed(url) from error
    if UNWANTED.search(url) or not parts.host or not parts.scheme:
        raise _malformed(url)
    if parts.scheme not in PORTS:
        message = _("“%(url)s” is not a web address. It must begin with http:// or https://.")
        raise FetchError(message % {"url": url}, code="scheme")
    if parts.auth is not None:
        message = _("The address holds a user name or password. Remove what stands before the @.")
        raise FetchError(message, code="userinfo")
    port = parts.port or PORTS[parts.scheme]
    return Target(parts.scheme, parts.host.strip("[]"), port, parts.request_uri)


def _malformed(url: str) -> FetchError:
    """Say that something is no address."""
    message = _("“%(url)s” is not a web address. It should look like https://example.org/page.")
    return FetchError(message % {"url": url[:200]}, code="url")
