"""What a splitter asked about words of a wording, followed as the wording changes."""

from collections.abc import Iterable
from typing import Any

Doubt = dict[str, Any]  # start, end, words, antecedent, confidence: see claims.splitting.Suggestion

POINTING = frozenset({"this", "that", "these", "those"})


def still_asked(doubts: Iterable[Doubt], before: str, after: str) -> list[Doubt]:
    """Return the doubts about words that a change left alone, each at its new place."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    shift = len(after) - len(before)
    moved = (_moved(doubt, head, len(before) - tail, shift) for doubt in doubts)
    return [doubt for doubt in moved if doubt is not None and _stands(doubt, after)]


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    differs = (
        n for n, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs
    )
    return next(differs, min(len(one), len(other)))


def _moved(doubt: Doubt, first: int, last: int, shift: int) -> Doubt | None:
    """Return a doubt at its new place, None if it is about what changed from first to last."""
    if doubt["end"] <= first:
        return doubt
    if doubt["start"] >= last:
        return doubt | {"start": doubt["start"] + shift, "end": doubt["end"] + shift}
    return None


def _stands(doubt: Doubt, text: str) -> bool:
    """Whether the words stand there whole: no letter or digit has come to touch them."""
    start, end = doubt["start"], doubt["end"]
    touched = text[max(start - 1, 0) : start] + text[end : end + 1]
    return text[start:end] == doubt["words"] and not any(c.isalnum() for c in touched)


def can_be_written(doubt: Doubt) -> bool:
    """Whether what is meant can stand in the words' place: a bare "this" means a sentence."""
    return str(doubt["words"]).lower() not in POINTING


def written_in(text: str, doubt: Doubt) -> str:
    """Return the text with what the words may mean in their place, capital where they had one."""
    meant = str(doubt["antecedent"])
    if doubt["start"] == 0 or text[: doubt["start"]].rstrip()[-1:] in (".", "!", "?", "“", '"'):
        meant = meant[:1].upper() + meant[1:]
    return text[: doubt["start"]] + meant + text[doubt["end"] :]
