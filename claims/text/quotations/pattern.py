"""
A quotation as what must stand in the text: parts in order, and what may lie between them.

A quotation may declare omissions ("…", "[…]", "(...)"), a capital that was changed ("[T]he") and
that a slip is the source's own ("[sic]"). An omission must not hide a denial or a figure. Any
other word in brackets is one that the source does not have: with it, the quotation is near.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.text.quotations.words import ELLIPSIS

FARTHEST = 300  # words that a declared omission may leave out, about a page
LONGEST_INSERTION = 15  # words in brackets; more is no insertion
MOST_PARTS = 12  # more than so many pieces are no quotation
HINGE = 3  # words at either end of an omission that may hold no denial
# What turns a statement into its contrary, or into one that nobody vouches for: the house's list,
# in the languages of most of its sources.
NEGATIONS = {
    *("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"),
    *("hardly", "barely", "non", "nicht", "kein", "keine", "nie", "ne", "pas", "jamais", "nunca"),
    *("ni", "sin", "não", "nem", "non", "mai", "не", "нет", "ни"),
    *("deny", "denies", "denied", "denying", "refuse", "refuses", "refused", "refusing"),
    *("reject", "rejects", "rejected", "dispute", "disputes", "disputed", "doubt", "doubts"),
    *("doubted", "fail", "fails", "failed", "refute", "refutes", "refuted", "rarely", "seldom"),
    *("scarcely", "unless", "if", "except", "almost", "nearly", "falsely", "wrongly"),
    *("allegedly", "reportedly", "supposedly", "alleged", "unlikely", "impossible", "false"),
    *("niega", "negó", "niegan", "negaron", "rechaza", "rechazó", "desmiente", "desmintió"),
    *("bestreitet", "bestritt", "dementiert", "leugnet", "dément", "refusa", "отрицает"),
}
CLOSING = {"[": "]", "(": ")"}
SLIP = "sic"  # Latin for “so”: it stands for nothing

Word = tuple[str, int, int]


def denies(key: str) -> bool:
    """Whether a word turns what is said into its contrary."""
    word = key.casefold()
    return word in NEGATIONS or word.endswith("n't")


def counts(key: str) -> bool:
    """Whether a word is or holds a figure."""
    return any(letter.isnumeric() for letter in key)


@dataclass(frozen=True, slots=True)
class Gap:
    """What a quotation declares between two parts, or before the first and behind the last."""

    farthest: int = 0
    omits: bool = False

    def allows(self, passed: Sequence[str]) -> bool:
        """Whether these words of the text, the nearest to either end, may be passed over."""
        return not any(denies(key) or counts(key) for key in passed)


@dataclass(slots=True)
class Pattern:
    """Parts that follow each other, a gap before each but the first, and what was declared."""

    parts: list[list[str]] = field(default_factory=list)
    indexes: list[list[int]] = field(default_factory=list)  # of the parts' words in the quotation
    gaps: list[Gap] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)
    is_honest: bool = True

    def say(self, key: str, index: int, gap: Gap | None) -> None:
        """Add a word of the quotation; a gap before it begins a new part."""
        if self.parts and gap is not None:
            self.gaps.append(gap)
        if not self.parts or gap is not None:
            self.parts.append([])
            self.indexes.append([])
        self.parts[-1].append(key)
        self.indexes[-1].append(index)


def literal(words: Sequence[Word]) -> Pattern:
    """Return the pattern of a quotation whose every word must stand in the text."""
    return Pattern(parts=[[key for key, _start, _end in words]])


def declared_in(quote: str, words: Sequence[Word]) -> Pattern | None:
    """
    Return the pattern of what a quotation declares, or None if it declares nothing.

    It is not honest where words stand in brackets that the source need not have.
    """
    pattern = Pattern()
    gap: Gap | None = None
    behind = 0
    for kind, piece in _pieces(words):
        behind += len(piece)
        if kind == "word":
            pattern.say(piece[0][0], behind - 1, gap)
            gap = None
            continue
        pattern.declared.append(quote[piece[0][1] : piece[-1][2]])
        if kind == "letter":
            pattern.say(_other_case(piece[1][0]) + piece[3][0], behind - 1, gap)
            gap = None
        else:
            pattern.is_honest &= kind == "omission" or piece[1][0].casefold() == SLIP
            gap = _wider(gap, Gap(FARTHEST, omits=True) if kind == "omission" else Gap())
    is_one = 0 < len(pattern.parts) <= MOST_PARTS
    return pattern if is_one and pattern.declared else None


def _wider(one: Gap | None, other: Gap) -> Gap:
    """Return the gap that allows what either does."""
    return max(filter(None, [one, other]), key=lambda gap: gap.farthest)


def _other_case(letter: str) -> str:
    """Return the letter that a bracketed one stands for."""
    return letter.swapcase()


def _pieces(words: Sequence[Word]) -> Iterator[tuple[str, Sequence[Word]]]:
    """Yield the quotation's words and what it declares, in order."""
    at = 0
    while at < len(words):
        kind, size = _piece_at(words, at)
        yield kind, words[at : at + size]
        at += size


def _piece_at(words: Sequence[Word], at: int) -> tuple[str, int]:
    """Return what begins at a word of the quotation, and how many words it is."""
    key = words[at][0]
    if key == ELLIPSIS:
        return "omission", 1
    closing = CLOSING.get(key)
    if closing is None:
        return "word", 1
    inside = [word[0] for word in words[at + 1 : at + 2 + LONGEST_INSERTION]]
    if inside[:2] == [ELLIPSIS, closing]:
        return "omission", 3
    if key != "[" or closing not in inside[1:]:
        return "word", 1
    size = inside.index(closing, 1)
    is_letter = size == 1 and len(inside[0]) == 1 and inside[0].isalpha()
    if is_letter and _runs_on(words, at + 2):
        return "letter", 4
    return "insertion", size + 2


def _runs_on(words: Sequence[Word], at: int) -> bool:
    """Whether a word sticks to the bracket at this place."""
    follows = at + 1 < len(words) and words[at + 1][1] == words[at][2]
    return follows and words[at + 1][0][0].isalpha()
