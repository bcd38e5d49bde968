"""What of a text is shown where it was found, with the words that were looked for."""

from collections.abc import Sequence
from typing import NamedTuple

from claims.text.words import Part, spans

BEFORE, ROOM = 60, 240  # characters before the first word found, and in all


class Piece(NamedTuple):
    """A stretch of a text that was looked for, or one that was not."""

    text: str
    is_hit: bool


def places(text: str, parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Return where the words of the parts stand in a text."""
    whole = {word for part in parts for word in part.words}
    firsts = {word[0] for word in whole}
    begun = tuple(part.words[-1] for part in parts if part.begun)
    if not begun:
        return [
            (start, end) for start, end, words in spans(text, firsts) if not whole.isdisjoint(words)
        ]
    return [
        (start, end)
        for start, end, words in spans(text, firsts)
        if any(word in whole or word.startswith(begun) for word in words)
    ]


def snippet(text: str, parts: Sequence[Part], room: int = ROOM) -> list[Piece]:
    """Return a text, cut to what fits around the first word found, as pieces in their order."""
    found = places(text, parts)
    first, last = window(text, found[0][0] if found else 0, room)
    pieces, at = [Piece("…", False)] if first else [], first
    for start, end in found:
        if at <= start and end <= last:
            pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
            at = end
    pieces.append(Piece(text[at:last] + ("…" if last < len(text) else ""), False))
    return [piece for piece in pieces if piece.text]


def window(text: str, hit: int, room: int) -> tuple[int, int]:
    """Return the stretch of a text to show around a place, between whole words."""
    first = 0 if len(text) <= room or hit <= BEFORE else text.find(" ", hit - BEFORE, hit) + 1
    first = first or (0 if hit <= BEFORE or len(text) <= room else hit)
    if len(text) - first <= room:
        return first, len(text)
    space = text.rfind(" ", first + room // 2, first + room)
    return first, space if space > 0 else first + room
