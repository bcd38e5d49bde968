"""
Whether a claim says what its sentence says, whoever worded it.

The drafts of the default splitter are held to this while they are made (see guards.py). Here a
finished wording is held against its sentence: it may come from anywhere, nothing is believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from claims.splitting.alignment import Alignment
from claims.splitting.binding import claims_more, lacks_a_part, loses_a_cue
from claims.splitting.grammar import QUOTES, quote_pairs
from claims.splitting.guards import DANGLING_TAGS
from claims.splitting.scope import is_supposed, loses_its_speaker, parts_a_pair
from claims.splitting.selection import states
from claims.splitting.ties import is_untied
from claims.text.sentences import find_sentences

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

QUOTATION = re.compile(r"[\"“„«](.+?)[\"”“»]", re.DOTALL)
MARK = f"[{re.escape(''.join(mark for mark in QUOTES if len(mark) == 1))}]"
FIGURE = re.compile(r"[-−]?[$€£]?\d+(?:[.,:/]\d+)*%?")
BRACKETS = re.compile(r"\([^()]*\)")
PLAIN_MARKS = frozenset(" .,'’")


class Breach(StrEnum):
    """What is wrong with a wording; the values are counted in the log."""

    MARK = "mark"
    FIGURE = "figure"
    QUOTATION = "quotation"
    SENTENCE = "sentence"
    WORD = "word"
    CUE = "cue"
    PART = "part"
    MORE = "more"
    PAIR = "pair"
    SPEAKER = "speaker"
    SUPPOSED = "supposed"
    TIE = "tie"


def breach_of(claim: Span, sentence: Span, *, around: Sequence[str] = ()) -> Breach | None:
    """
    Return the first thing in which a claim says other than its sentence, or None.

    `around` are the texts that may name whom a pronoun means. Denials, modals, conditions,
    limits and speakers must be there and stay with what they belong to.
    """
    written = breach_in_writing(claim.text, sentence.text, around)
    return written or _breach_in_meaning(Alignment(claim, sentence, around))


def breach_in_writing(claim: str, sentence: str, around: Sequence[str]) -> Breach | None:
    """Return what is wrong with the signs, figures and quotations of a claim."""
    known = {*sentence, *PLAIN_MARKS}.union(*around)
    strange = any(not char.isalnum() and char not in known for char in claim)
    texts = (sentence, *around)
    if strange or any(not any(said in text for text in texts) for said in BRACKETS.findall(claim)):
        return Breach.MARK  # brackets are told with all that stands in them, or not at all
    if not {*FIGURE.findall(claim)} <= {*FIGURE.findall(sentence)}:
        return Breach.FIGURE
    if any(quoted not in sentence for quoted in QUOTATION.findall(claim)):
        return Breach.QUOTATION
    return None if len(find_sentences(claim)) == 1 else Breach.SENTENCE


def _breach_in_meaning(alignment: Alignment) -> Breach | None:
    """Return what is wrong with what a claim says; the questions go from plain to subtle."""
    kept = alignment.kept
    asked: tuple[tuple[Breach, Callable[[], bool]], ...] = (
        (Breach.SENTENCE, lambda: not _is_sentence(alignment.claim)),
        (Breach.WORD, lambda: bool(alignment.added)),
        (Breach.QUOTATION, lambda: _cuts_a_quotation(alignment)),
        (Breach.CUE, lambda: loses_a_cue(kept)),
        (Breach.PART, lambda: lacks_a_part(kept)),
        (Breach.MORE, lambda: claims_more(kept)),
        (Breach.PAIR, lambda: parts_a_pair(kept)),
        (Breach.SPEAKER, lambda: loses_its_speaker(kept)),
        (Breach.SUPPOSED, lambda: any(is_supposed(word, kept) for word in _told(alignment))),
        (Breach.TIE, lambda: is_untied(alignment)),
    )
    return next((breach for breach, is_met in asked if is_met()), None)


def _is_sentence(said: Sequence[Token]) -> bool:
    """Whether there are a subject, a finite verb and an end that does not dangle."""
    return any(states(token) for token in said) and said[-1].tag_ not in DANGLING_TAGS


def _told(alignment: Alignment) -> list[Token]:
    """Return the words of the sentence in which the claim's own statement stands."""
    root = alignment.root
    words = [alignment.of(root)] if alignment.of(root) else map(alignment.of, root.children)
    return [word for word in words if word is not None]


def _cuts_a_quotation(alignment: Alignment) -> bool:
    """Whether a quotation of the sentence is told in part, or without its marks."""
    claimed = alignment.root.doc.text
    for opening, closing in quote_pairs(alignment.full):
        inside = opening.doc[opening.i + 1 : closing.i]
        said = any(token in alignment.kept for token in inside)
        words = re.escape(inside.text.rstrip(".,"))
        if said and not re.search(rf"{MARK}{words}[.,]?{MARK}", claimed):
            return True
    return False
