"""Who says what a sentence reports."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from claims.splitting.asides import is_indefinite, is_set_off
from claims.splitting.cues import REPORTING, words
from claims.splitting.grammar import (
    agrees,
    conjuncts,
    is_actual,
    is_finite,
    subject_of,
    text_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Draft

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


def is_said(verb: Token) -> bool:
    """Whether the text tells that it was said: not "may say", "if she says", "never said"."""
    return is_finite(verb) and is_actual(verb)


def resumes(noun: Token) -> bool:
    """Whether the noun takes up what the sentence has said so far: ", a view shared by X"."""
    return (
        noun.lemma_ in RESUMPTIVE
        and is_indefinite(noun)
        and is_set_off(noun)
        and any(child.dep_ in {"acl", "relcl"} for child in noun.children)
    )


def frame_of(token: Token) -> Token | None:
    """Return the word that credits somebody with the clause the token stands in, the nearest."""
    node, below = token, token
    while True:
        credited = (c for c in node.children if c != below and is_credit(c))
        if credit := next(credited, None):
            return credit
        if node.head == node or resumes(node):
            return None
        if node.dep_ == "ccomp" and node.head.lemma_ in REPORTING and not is_aimed(node.head):
            return node.head
        node, below = node.head, node


def is_aimed(verb: Token) -> bool:
    """Whether the writer only points at what follows: "it is worth to note that"."""
    if not any(child.tag_ == "TO" for child in verb.children):
        return False
    speaker = speaker_of(verb)
    return speaker is None or speaker.lower_ == "it"


def is_credit(part: Token) -> bool:
    """Whether the part says whose statement its clause is: "according to X", ", X said,"."""
    if part.dep_ == "parataxis":
        return part.lemma_ in REPORTING
    return part.lower_ == "according" and part.dep_ in {"prep", "advcl", "acl"}


def speaker_of(verb: Token) -> Token | None:
    """Return who does the reporting, or shares the reporting verb's subject."""
    node = verb
    while subject_of(node) is None and node.dep_ in {"conj", "xcomp"}:
        node = node.head
    subject = subject_of(node)
    if subject is not None and subject.tag_ in {"WP", "WDT"} and node.dep_ == "relcl":
        return node.head
    stands = subject is not None and subject.dep_ == "nsubj" and not is_inverted(subject, node)
    return subject if stands else None


def is_inverted(subject: Token, verb: Token) -> bool:
    """Whether the subject belongs to another verb: "the drug, say its makers, cures"."""
    return text_before(verb) == "," and not agrees(subject, verb)


def credited_by(frame: Token) -> Token | None:
    """Return who is credited by a reporting verb or by "according to"."""
    if frame.lower_ != "according":
        return speaker_of(frame)
    return next((part for part in frame.subtree if part.dep_ == "pobj"), None)


def attributed_by(draft: Draft) -> Token | None:
    """Return the word that credits somebody with the draft, if it does not stand in the draft."""
    if draft.frame is not None:
        return draft.frame
    frame = frame_of(draft.head)
    return frame if frame is not None and frame not in draft.tokens() else None


def is_ascribed(draft: Draft) -> bool:
    """Whether it is known who makes the statement, where somebody is said to make it."""
    credit = attributed_by(draft)
    return credit is None or credited_by(credit) is not None


def claimant_of(head: Token, kept: Collection[Token]) -> Token | None:
    """Return who makes the statement that a claim reports, or None where it reports none."""
    if reports(head, kept):
        return speaker_of(head) if is_said(head) else None
    credits_ = [token for token in kept if is_credit(token)]
    said = (token for token in credits_ if token.head == head or token.dep_ != "parataxis")
    return next((who for token in said if (who := credited_by(token)) is not None), None)
