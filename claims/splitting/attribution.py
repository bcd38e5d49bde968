"""Who says what a sentence reports."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from claims.splitting.asides import is_indefinite, is_set_off
from claims.splitting.cues import REPORTING, words
from claims.splitting.grammar import conjuncts, is_finite, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

RESUMPTIVE = words("accusation charge claim decision feat figure idea move sentiment step view")


def reported_in(verb: Token) -> Token | None:
    """Return the clause that a reporting verb reports."""
    if verb.lemma_ not in REPORTING:
        return None
    return next((c for c in verb.children if c.dep_ == "ccomp" and is_finite(c)), None)


def reports(verb: Token, kept: Collection[Token]) -> bool:
    """Whether something that the verb reports is among the words of a claim."""
    clause = reported_in(verb)
    return clause is not None and any(member in kept for member in conjuncts(clause))


def resumes(noun: Token) -> bool:
    """Whether the noun takes up what the sentence has said so far: ", a view shared by X"."""
    return (
        noun.lemma_ in RESUMPTIVE
        and is_indefinite(noun)
        and is_set_off(noun)
        and any(child.dep_ in {"acl", "relcl"} for child in noun.children)
    )


def frame_of(token: Token) -> Token | None:
    """Return the reporting verb in whose report the token stands, the nearest one."""
    node = token
    while node.head != node and not resumes(node):
        if node.dep_ == "ccomp" and node.head.lemma_ in REPORTING:
            return node.head
        if node.dep_ == "parataxis" and node.lemma_ in REPORTING and node != token:
            return node
        node = node.head
    return None


def speaker_of(verb: Token) -> Token | None:
    """Return who does the reporting, or shares the reporting verb's subject."""
    node = verb
    while subject_of(node) is None and node.dep_ in {"conj", "xcomp"}:
        node = node.head
    subject = subject_of(node)
    return subject if subject is not None and subject.dep_ == "nsubj" else None


def source_of(kept: Collection[Token]) -> Token | None:
    """Return X of "according to X" among the words of a claim."""
    for token in kept:
        if token.lower_ == "according" and token.dep_ in {"prep", "advcl", "acl"}:
            for part in token.subtree:
                if part.dep_ == "pobj":
                    return part
    return None


def claimant_of(head: Token, kept: Collection[Token]) -> Token | None:
    """Return who makes the statement that a claim reports, or None where it reports none."""
    if reports(head, kept):
        return speaker_of(head)
    for child in head.children:
        if child in kept and child.dep_ == "parataxis" and child.lemma_ in REPORTING:
            return speaker_of(child)
    return source_of(kept)
