"""
The texts of antecedents.txt: what the last claim of each must say, and what none may say.

Under each text, "+ …" is what its last claim says, "= …" a last claim whose words stay, "- …" a
claim that would name the wrong one, "? …" what the reviewer is asked about the last claim.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

TEXTS = Path(__file__).with_suffix(".txt")
SIGNS = "+=-?"


@dataclass(frozen=True)
class Antecedent:
    """A text with the wordings below it, by their sign."""

    text: str
    wordings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_antecedents(lines: list[str]) -> list[Antecedent]:
    """Return the texts with what stands below each of them."""
    found: list[Antecedent] = []
    for line in lines:
        sign, _, wording = line.partition(" ")
        if sign and sign in SIGNS:
            found[-1].wordings[sign].append(wording)
        elif line and sign != "#":
            found.append(Antecedent(line))
    return found


ANTECEDENTS = read_antecedents(TEXTS.read_text(encoding="utf-8").splitlines())
