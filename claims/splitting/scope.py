"""Under what a statement stands in its sentence: who says it, what is supposed, with whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from claims.splitting.attribution import frame_of
from claims.splitting.binding import RELATIVE, members, picks_some
from claims.splitting.coordination import hold_together
from claims.splitting.cues import RECIPROCAL, words
from claims.splitting.grammar import (
    is_asserted,
    is_verb,
    is_wished,
    shared_subject,
    subject_of,
)
from claims.splitting.limits import is_measure

if TYPE_CHECKING:
    from spacy.tokens import Token

CHOICES = words("or nor either neither")
MUTUAL = words("together jointly mutually respectively each both other another between among")
CONTENT = words("ccomp csubj csubjpass pcomp")


def loses_its_speaker(kept: Collection[Token]) -> bool:
    """Whether what somebody says is told as if it were so."""
    for token in kept:
        if not is_verb(token):
            continue
        frame = frame_of(token)
        if frame is not None and frame not in kept:
            return True
        if any(child.lower_ == "according" and child not in kept for child in _around(token)):
            return True
    return False


def _around(verb: Token) -> Iterator[Token]:
    """Yield what hangs on the verb and on the words above it."""
    for above in (verb, *verb.ancestors):
        yield from above.children


def is_supposed(word: Token, kept: Collection[Token]) -> bool:
    """Whether the statement around a word is not said to be so by what stands above it."""
    clause = word
    while clause.dep_ == "conj":
        clause = clause.head
    if clause.head == clause:
        return False
    if clause.dep_ in CONTENT or (clause.dep_ == "xcomp" and is_verb(clause)):
        return clause.head not in kept
    if clause.dep_ in {"relcl", "acl"} and (_is_content(clause) or picks_some(clause)):
        return True
    return any(verb not in kept for verb in _not_asserted(clause))


def _not_asserted(clause: Token) -> Iterator[Token]:
    """Yield the verbs above a clause that do not say that something is so: "lacks", "may"."""
    below = clause
    for token in clause.ancestors:
        if is_verb(token) and (not is_asserted(token) or is_wished(below, token)):
            yield token
        if token.dep_ == "conj" and subject_of(token) is not None:
            return  # a sentence of its own
        below = token


def _is_content(clause: Token) -> bool:
    """Whether the clause says what a noun is about: "rumours that he was ill", "a plan to go"."""
    mark = next((c for c in clause.children if c.dep_ in {"mark", "aux"} and c.i < clause.i), None)
    return clause.dep_ == "acl" and mark is not None and mark.tag_ not in RELATIVE


def parts_a_pair(kept: Collection[Token]) -> bool:
    """Whether one of several is told alone that did it together, or of which only one did."""
    return any(
        any(member not in kept for member in members(part))
        for token in kept
        for part in _held_together(token)
        if part.tag_ not in RELATIVE
    )


def _held_together(token: Token) -> Iterator[Token]:
    """Yield the words of whose lists no member may be missing, as a word asks."""
    joined = members(token)
    choice = any(child.lower_ in CHOICES for member in joined for child in member.children)
    if len(joined) > 1 and (choice or is_measure(joined) or hold_together(joined)):
        yield token
    if is_verb(token):
        yield from _held_by(token)
    if token.lower_ in {"between", "among"}:
        yield from (child for child in token.children if child.dep_ == "pobj")
    if token.lower_ in MUTUAL and token.dep_ in {"det", "preconj"}:
        yield token.head


def _held_by(verb: Token) -> Iterator[Token]:
    """Yield the subject and object of what is done together: "they are brothers", "mix"."""
    mutual = not MUTUAL.isdisjoint(below.lower_ for below in verb.subtree)
    plural = any(child.dep_ == "attr" and child.tag_ == "NNS" for child in verb.children)
    subject = shared_subject(verb)
    if subject is not None and (verb.lemma_ in RECIPROCAL or mutual or plural):
        yield subject
    if verb.lemma_ in RECIPROCAL:
        yield from (child for child in verb.children if child.dep_ == "dobj")
