"""What a check of a quotation found."""

from dataclasses import dataclass, field
from enum import StrEnum

from claims.text.diff import Change

FEWEST_WORDS = 3  # fewer stand in many texts by chance, and prove little


class State(StrEnum):
    """How much of a quotation stands in the text; the values are stored."""

    VERBATIM = "verbatim"
    NEAR = "near"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Found:
    """
    A quotation's place in a text, `text[start:end]` in code points, and what differs there.

    `score` is the share of words, in order, that quotation and place have in common. `words` are
    the changes from the text to the quotation; `parts` the places between declared omissions and
    insertions, which are in `declared`; `places` tells how often it stands there word for word.
    """

    state: State
    score: float = 0.0
    start: int | None = None
    end: int | None = None
    words: list[Change] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)
    places: int = 0
    is_slight: bool = False  # it, or a part of it, is too short to prove that it is meant

    @property
    def differing(self) -> list[Change]:
        """The words that the text has and the quotation has not, and the other way round."""
        return [change for change in self.words if change.kind != "same"]
