"""Where a quotation stands word for word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.text.quotations.pattern import HINGE, Gap, Pattern
from claims.text.quotations.words import Words

MOST = 100_000  # places of all parts together that are looked at
NEIGHBOURS = 4  # places of the part before that are tried for each place


@dataclass(frozen=True, slots=True)
class Place:
    """A part's first word and the word behind its last, and the place of the part before."""

    first: int
    last: int
    before: "Place | None" = None

    @property
    def parts(self) -> list["Place"]:
        """All parts up to this one, in order."""
        return [*(self.before.parts if self.before else []), self]


def places_of(words: Words, pattern: Pattern, codes: Mapping[str, str]) -> list[Place]:
    """Return each place, in order, where the parts of a pattern follow each other."""
    first, *others = ("".join(codes[key] for key in part) for part in pattern.parts)
    most = MOST // len(pattern.parts)
    found = _occurrences(words, first, most)
    for part, gap in zip(others, pattern.gaps, strict=True):
        found = _followed(words, found, _occurrences(words, part, most), gap)
    return found


def _occurrences(words: Words, part: str, most: int) -> list[Place]:
    """Return where a part stands, cut out of no longer word; of overlapping places the first."""
    found: list[Place] = []
    at = words.codes.find(part)
    for _try in range(most):
        if at < 0:
            break
        torn = words.is_torn(at, at + len(part))
        if not torn:
            found.append(Place(at, at + len(part)))
        at = words.codes.find(part, at + (1 if torn else len(part)))
    return found


def _followed(
    words: Words, before: Sequence[Place], places: Sequence[Place], gap: Gap
) -> list[Place]:
    """Return the places of a part that follow one of the part before, at the gap's distance."""
    found: list[Place] = []
    at = 0
    for place in places:
        while at < len(before) and before[at].last <= place.first:
            at += 1
        near = reversed(before[max(0, at - NEIGHBOURS) : at])
        parent = next((one for one in near if _spans(words, one, place, gap)), None)
        if parent is not None:
            found.append(Place(place.first, place.last, parent))
    return found


def _spans(words: Words, one: Place, other: Place, gap: Gap) -> bool:
    """Whether what lies between two places may be passed over."""
    if other.first - one.last > gap.farthest:
        return False
    passed = range(one.last, other.first)
    return gap.allows([words.key(index) for index in {*passed[:HINGE], *passed[-HINGE:]}])
