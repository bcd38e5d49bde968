"""
Where a passage stands in a text: the values of W3C Web Annotation selectors.

A TextPositionSelector is `start` and `end`, a TextQuoteSelector `exact`, `prefix` and `suffix`.
All offsets are code points.
"""

from typing import NamedTuple

CONTEXT_SIZE = 32


class Anchor(NamedTuple):
    """A passage with its place and what stands around it."""

    quote: str
    start: int
    end: int
    prefix: str
    suffix: str


def context_of(text: str, start: int, end: int, size: int = CONTEXT_SIZE) -> tuple[str, str]:
    """Return up to `size` characters before and after `text[start:end]`, as prefix and suffix."""
    return text[max(0, start - size) : start], text[end : end + size]


def anchor(text: str, start: int, end: int, size: int = CONTEXT_SIZE) -> Anchor:
    """Return the anchor of `text[start:end]`."""
    return Anchor(text[start:end], start, end, *context_of(text, start, end, size))
