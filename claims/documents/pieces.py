"""What readers of foreign formats share: pieces become a text, words about it details."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from claims.text.blocks import Block, BlockKind, normalise
from claims.text.dates import is_partial_date

BETWEEN_BLOCKS = "\n\n"
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
    """Return what a file says of itself, on one line each, as far as it can be believed."""
    said = {name: " ".join(normalise(str(found.get(name) or "")).split()) for name in DETAILS}
    if not is_partial_date(said["published_on"]):
        said["published_on"] = ""
    if not _is_web_address(said["url"]):
        said["url"] = ""
    return said


def _is_web_address(url: str) -> bool:
    """Whether a file's word on its own address can be one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
