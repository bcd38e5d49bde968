"""Words that only join a sentence to the one before: a claim that stands by itself has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.splitting.cues import words as word_list
from claims.splitting.grammar import text_after

if TYPE_CHECKING:
    from claims.splitting.draft import Word

# Halliday and Hasan, Cohesion in English (1976), chapter 5: additive, adversative and temporal
# conjunctives. None that gives a reason, a condition or a judgement: those say something.
SINGLE = word_list(
    "however moreover furthermore additionally also besides meanwhile nevertheless nonetheless "
    "similarly likewise overall finally lastly firstly secondly thirdly but and yet"
)
PHRASES = (
    *("for example", "for instance", "in addition", "in other words", "in fact", "in short"),
    *("in summary", "in conclusion", "on the other hand", "in contrast", "by contrast"),
    *("in particular", "as well", "at the same time", "in the meantime", "after all"),
)
LONGEST = max(len(phrase.split()) for phrase in PHRASES)
FEWEST = 2  # more words than these must be left


def without_connective(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words of a claim without the conjunctive at their start; the same if none is."""
    count = length_at_start(words)
    last = words[count - 1] if count else ""
    if isinstance(last, str):
        return words
    parted = text_after(last) == ","
    if not parted and last.dep_ != "cc":  # "finally he left": it says when
        return words
    rest = words[count:]
    if rest and not isinstance(rest[0], str) and rest[0].text == ",":
        rest = rest[1:]
    return rest if len(rest) > FEWEST else words


def length_at_start(words: Sequence[Word]) -> int:
    """Return how many words at the start are a conjunctive."""
    said = [w if isinstance(w, str) else w.lower_ for w in words[:LONGEST]]
    if len(words) <= FEWEST or isinstance(words[0], str) or not words[0].is_sent_start:
        return 0
    for count in range(LONGEST, 1, -1):
        if " ".join(said[:count]) in PHRASES:
            return count
    return int(said[0] in SINGLE)
