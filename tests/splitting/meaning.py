"""
The sentences of meaning.txt: what may not be claimed for each of them, and what must be.

To add one, write it there under a heading, with a line "- …" for each wording that does not
follow from it and, where it says something plain, a line "+ …" for a claim that must be told.
A line "~ …" is a wording that may be told only as what somebody is reported to have said.
"""

from dataclasses import dataclass, field
from pathlib import Path

SENTENCES = Path(__file__).with_suffix(".txt")


@dataclass(frozen=True)
class Meaning:
    """A text, the wordings that change what it says, and the claims that it makes."""

    text: str
    forbidden: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def read_meanings(lines: list[str]) -> list[Meaning]:
    """Return the texts with the wordings below each of them."""
    found: list[Meaning] = []
    for line in lines:
        sign, _, wording = line.partition(" ")
        if sign == "-":
            found[-1].forbidden.append(wording)
        elif sign == "~":
            found[-1].reported.append(wording)
        elif sign == "+":
            found[-1].expected.append(wording)
        elif line and sign != "#":
            found.append(Meaning(line))
    return found


MEANINGS = read_meanings(SENTENCES.read_text(encoding="utf-8").splitlines())
