"""What readers of foreign formats share: pieces become a text, words about it details."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from claims.text.blocks import Block, BlockKind, normalise
from claims.text.dates import is_partial_date

BETWEEN_BLOCKS = "\n\n"
# What programs write where no author was given; the house's own list.
NOBODY = frozenset(
    [
        *("admin", "administrator", "anonymous", "(anonymous)", "author", "autor", "default"),
        *("guest", "microsoft", "microsoft office user", "n/a", "none", "office user", "owner"),
        *("python-docx", "root", "unbekannt", "unknown", "unspecified", "user", "usuario"),
        *("windows user", "-"),
    ]
)
DETAILS = ("title", "byline", "publisher", "published_on", "language", "url")


def assembled(pieces: Iterable[tuple[str, int, str]]) -> tuple[str, tuple[Block, ...]]:
    """Return the text that the pieces make together, and each as a block of it."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for kind, level, words in pieces:
        content = normalise(words).strip()
        if not content:
            continue
        blocks.append(Block(BlockKind(kind), start, start + len(content), level))
        texts.append(content)
        start += len(content) + len(BETWEEN_BLOCKS)
    return BETWEEN_BLOCKS.join(texts), tuple(blocks)


def metadata(found: dict[str, Any]) -> dict[str, Any]:
    """
    Return what a file says of itself, on one line each, as far as it can be believed.

    `made_on` is when a file was made or saved; it stands for the day of publication, where that
    is not told, unless the file was made today, as whatever is saved to be brought in.
    """
    said = {name: " ".join(normalise(str(found.get(name) or "")).split()) for name in DETAILS}
    said["published_on"] = said["published_on"] or _earlier(str(found.get("made_on") or ""))
    if not is_partial_date(said["published_on"]):
        said["published_on"] = ""
    if said["byline"].casefold() in NOBODY:
        said["byline"] = ""
    if not _is_web_address(said["url"]):
        said["url"] = ""
    return said


def _earlier(day: str) -> str:
    """Return a day as it is written, unless it is today or still to come."""
    try:
        return day if date.fromisoformat(day) < datetime.now(UTC).date() else ""
    except ValueError:
        return ""


def _is_web_address(url: str) -> bool:
    """Whether a file's word on its own address can be one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
