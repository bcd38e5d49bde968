"""Which addresses a page may link: those that a reader can be sent to without a trap."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

WEB = {"http", "https"}
ANCHOR = re.compile(r"#[A-Za-z0-9_-]{1,40}")
MAIL = re.compile(r"mailto:[^\s@?&]+@[A-Za-z0-9.-]+", re.IGNORECASE)
NEVER = re.compile(r"[\s\x00-\x20\x7f-\xa0\\<>\"\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


@lru_cache(maxsize=5000)
def is_web_address(address: str) -> bool:
    """Whether an address leads to a web page by a host's name, without a login in it."""
    parts = _split(address)
    if parts is None or NEVER.search(address):
        return False
    return parts.scheme in WEB and bool(parts.hostname) and "@" not in parts.netloc


def is_safe_link(address: str) -> bool:
    """Whether a text may link an address: a web page, mail, or a place on the same page."""
    allowed = ANCHOR.fullmatch(address) or MAIL.fullmatch(address)
    return bool(allowed) or is_web_address(address)


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address, or None if it has no valid ones."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # a port that is no number is found only when asked for
    except ValueError:
        return None
    return parts
