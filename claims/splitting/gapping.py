"""One verb with two objects, each with its own time or place: "won A in 1990 and B in 2001"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.asides import Aside, whole_phrase
from claims.splitting.cues import TOGETHER
from claims.splitting.grammar import (
    AUXILIARIES,
    conjuncts,
    is_asserted,
    is_finite,
    is_verb,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claims.splitting.draft import Word
    from claims.splitting.variants import Variants

NOUNS = frozenset({"NOUN", "PROPN"})
OBJECTS = frozenset({"conj", "dobj"})


def gapped(part: Token) -> Iterator[Aside]:
    """Yield "he won A in 1990 and B in 2001" as "he won B in 2001"; what is left says the rest."""
    verb = part.head
    if part.dep_ not in OBJECTS or part.pos_ not in NOUNS or not is_verb(verb):
        return
    joint = next((c for c in verb.children if c.dep_ == "cc" and c.i == part.left_edge.i - 1), None)
    subject = subject_of(verb)
    if joint is None or joint.lower_ != "and" or subject is None or not is_plain(verb, part):
        return
    behind = [child for child in verb.children if child.i > part.i and not child.is_punct]
    if not has_own_time(verb, part, joint) or any(c.dep_ != "prep" for c in behind):
        return
    also = (joint, *behind)
    yield Aside(part, "coordination", lambda v: said_again(part, subject, behind, v), also=also)


def is_plain(verb: Token, part: Token) -> bool:
    """Whether the verb says by itself that it is so, and of nothing else."""
    if not is_finite(verb) or not is_asserted(verb) or len(conjuncts(part)) > 1:
        return False
    verbs = [child for child in verb.children if child.dep_ == "conj" and child != part]
    clauses = [c for c in verb.children if c.dep_ in {"advcl", "xcomp", "ccomp", "neg", "prt"}]
    return not verbs and not clauses


def has_own_time(verb: Token, part: Token, joint: Token) -> bool:
    """Whether both objects have the same prepositions behind them, and each its own."""
    first = next((c for c in verb.children if c.dep_ == "dobj" and c.i < joint.i), None)
    if first is None or first == part or takes_two(part, joint):
        return False
    before, after = verb.doc[first.i : joint.i], verb.doc[part.i : verb.sent.end]
    if any(token.lower_ in TOGETHER for token in (*before, *after)):
        return False
    led, following = (phrases(side) for side in (before, after))
    return led == following != []


def phrases(side: Span) -> list[str]:
    """Return the prepositions that tell when, where or with whom, in order."""
    return [t.lower_ for t in side if t.dep_ in {"prep", "dative"} and t.lower_ != "of"]


def takes_two(part: Token, joint: Token) -> bool:
    """Whether two things stand behind the "and": "and Ben the league"."""
    words, after = part.doc[joint.i + 1 : part.i + 1], part.doc[part.i + 1 : part.i + 2]
    if any(not (token.is_punct or token.tag_ in {"IN", "TO"}) for token in after):
        return True
    return any(
        b.tag_ in {"DT", "PRP$", "CD"} and a.pos_ in {*NOUNS, "PRON"} for a, b in pairwise(words)
    )


def said_again(
    part: Token, subject: Token, behind: list[Token], variants: Variants
) -> list[list[Word]]:
    """Return the second statement: subject, verb, the second object and what stands behind it."""
    verb = part.head
    helpers = [child for child in verb.children if child.dep_ in AUXILIARIES]
    tokens = [*variants.doc_words(part), *(t for child in behind for t in child.subtree)]
    return [[*whole_phrase(subject, variants), *helpers, verb, *sorted(tokens, key=lambda t: t.i)]]
