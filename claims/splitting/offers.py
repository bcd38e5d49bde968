"""What is offered to the reviewer where a word may mean somebody, and that is not certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.splitting.base import Suggestion

if TYPE_CHECKING:
    from claims.splitting.draft import Word
    from claims.splitting.scene import Reference


def offered(
    doubts: Sequence[Reference], words: Sequence[Word], wording: str
) -> tuple[Suggestion, ...]:
    """Return the doubtful references as they stand in the wording."""
    found = (_suggestion(doubt, words, wording) for doubt in doubts)
    return tuple(suggestion for suggestion in found if suggestion is not None)


def _suggestion(doubt: Reference, words: Sequence[Word], wording: str) -> Suggestion | None:
    tokens = [word for word in words if not isinstance(word, str)]
    meant = "".join(t.text_with_ws for t in tokens if doubt.start <= t.i < doubt.end).strip()
    before = "".join(t.text_with_ws for t in tokens if t.i < doubt.start)
    pattern = re.compile(rf"(?<!\w){re.escape(meant)}(?!\w)", re.IGNORECASE)
    places = list(pattern.finditer(wording))
    nth = len(pattern.findall(before))
    if nth >= len(places):
        return None
    start, end = places[nth].span()
    return Suggestion(start, end, wording[start:end], doubt.means, doubt.confidence)
