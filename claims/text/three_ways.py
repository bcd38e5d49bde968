"""
What becomes of a value that two people changed from the same beginning.

What one of the two changed is taken over by itself, and what both changed to the same is no
conflict. Only where they typed different things does somebody have to choose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claims.text.diff import Change, word_diff


class Outcome(StrEnum):
    """Who changed a value."""

    SAME = "same"  # nobody
    MINE = "mine"
    THEIRS = "theirs"
    ALIKE = "alike"  # both, to the same
    CONFLICT = "conflict"  # both, to different things


@dataclass(frozen=True, slots=True)
class ThreeWays:
    """One value as it was, as somebody else saved it meanwhile, and as this person typed it."""

    base: str | None  # None if it is not known what it was: then every difference is a conflict
    theirs: str
    mine: str

    @property
    def outcome(self) -> Outcome:
        """Who changed the value."""
        if self.theirs == self.mine:
            return Outcome.SAME if self.mine == self.base else Outcome.ALIKE
        if self.mine == self.base:
            return Outcome.THEIRS
        return Outcome.MINE if self.theirs == self.base else Outcome.CONFLICT

    @property
    def taken(self) -> str:
        """The value to go on with: where it takes a choice, what this person typed."""
        return self.theirs if self.outcome == Outcome.THEIRS else self.mine

    @property
    def their_words(self) -> list[Change]:
        """What they changed, word by word."""
        return word_diff(self.base or "", self.theirs)

    @property
    def my_words(self) -> list[Change]:
        """What this person changed, word by word."""
        return word_diff(self.base or "", self.mine)


def three_ways(
    names: Iterable[str],
    base: Mapping[str, str],
    theirs: Mapping[str, str],
    mine: Mapping[str, str],
) -> dict[str, ThreeWays]:
    """Return each named value three ways, in this order; `base` may lack what is not known."""
    return {name: ThreeWays(base.get(name), theirs[name], mine[name]) for name in names}
