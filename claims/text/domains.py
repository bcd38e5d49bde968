"""Whose address it is: the registered domain, also of what stands in an archive."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from publicsuffixlist import PublicSuffixList

# Archives that name the archived page in their own address: …/web/20240102030405id_/https://…
ARCHIVED = re.compile(
    r"^https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|vn|md|fo))"
    r"/(?:\d{4,14}[a-z_]*|\*|newest|oldest)/(.+)$",
    re.IGNORECASE,
)
# Archives whose short addresses do not say whose page it is.
ARCHIVES = frozenset(
    ["archive.org", "perma.cc", "webcitation.org", "ghostarchive.org", "megalodon.jp"]
    + [f"archive.{end}" for end in ("today", "ph", "is", "li", "vn", "md", "fo")]
)
IP_ADDRESS = re.compile(r"[\d.]+|.*:.*")


@lru_cache(maxsize=1)
def suffixes() -> PublicSuffixList:
    """Return the public suffix list that came with its package: no network is asked."""
    return PublicSuffixList(accept_unknown=True)


def archived_address(url: str) -> str:
    """Return the address of the page that an archive's address names, or the address itself."""
    match = ARCHIVED.match(url)
    if match is None:
        return url
    inner = unquote(match[1]) if "://" not in match[1] else match[1]
    return inner if "://" in inner else f"http://{inner}"


def registered_domain(url: str) -> str:
    """
    Return the domain that somebody registered, by the public suffix list; nothing if unknown.

    Below private suffixes (github.io, blogspot.com) each name is somebody else's. What stands in
    an archive is the archived page's; an archive's short address does not tell whose it is.
    """
    try:
        host = (urlsplit(archived_address(url)).hostname or "").rstrip(".")
    except ValueError:
        return ""
    domain = host_owner(host)
    return "" if domain in ARCHIVES else domain


@lru_cache(maxsize=2048)
def host_owner(host: str) -> str:
    """Return the registered domain of a host; a number, or a name that has none, is its own."""
    if IP_ADDRESS.fullmatch(host):
        return host
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return host
    return str(suffixes().privatesuffix(host) or host)
