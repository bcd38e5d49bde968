"""The demo's reference claims, and which proposals of a splitter they answer to."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.models import Claim

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reference:
    """One hand-made claim: `article[start:end] == sentence` (code points)."""

    number: int
    text: str
    sentence: str
    start: int
    end: int
    kind: str
    claimants: list[dict[str, str]]
    claimant_remark: str | None
    rating: str | None
    why: str | None
    rationale: str | None
    not_known: str | None
    evidence: list[dict[str, Any]]


def load(path: Path) -> list[Reference]:
    """Return the references in the order of the article."""
    return [Reference(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def overlap(one: str, other: str) -> float:
    """Return the Dice coefficient of two texts' words, from 0 to 1."""
    a, b = (Counter(WORD.findall(text.casefold())) for text in (one, other))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def matched(references: Iterable[Reference], proposals: Iterable[Claim]) -> dict[int, Claim]:
    """
    Return the proposal for each reference's number, where one is found.

    One to one within the same sentence; the pair with the most words in common goes first.
    """
    waiting = list(proposals)
    pairs = [
        (overlap(reference.text, claim.text), reference.number, claim)
        for reference in references
        for claim in waiting
        if claim.start < reference.end and reference.start < claim.end
    ]
    found: dict[int, Claim] = {}
    taken: set[int] = set()
    for score, number, claim in sorted(pairs, key=lambda p: (-p[0], p[1], p[2].pk)):
        if score > 0 and number not in found and claim.pk not in taken:
            found[number] = claim
            taken.add(claim.pk)
    return found
