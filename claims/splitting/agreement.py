"""Verbs that agree with what is left of their subject."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from claims.splitting.grammar import AUXILIARIES, SUBJECTS, conjuncts, is_verb
from claims.splitting.inflection import is_past_form, third_person

if TYPE_CHECKING:
    from spacy.tokens import Token

SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "'re": "'s"}


def agreeing(kept: Collection[Token]) -> dict[int, str]:
    """Return the singular forms for verbs whose joint subject is down to one singular noun."""
    changed: dict[int, str] = {}
    for subject in kept:
        verb = subject if subject.dep_ not in {*SUBJECTS, "conj"} else _verb_of(subject)
        if verb != subject and _is_last_of_several(subject, kept):
            changed |= _made_singular(verb, kept)
    return changed


def _verb_of(subject: Token) -> Token:
    """Return the verb that a subject, or a member of one, belongs to; else the token itself."""
    head = subject
    while head.dep_ == "conj":
        head = head.head
    return head.head if head.dep_ in SUBJECTS else subject


def _is_last_of_several(subject: Token, kept: Collection[Token]) -> bool:
    head = subject
    while head.dep_ == "conj":
        head = head.head
    members = conjuncts(head)
    singular = subject.tag_ in {"NN", "NNP"} or subject.lower_ in {"he", "she", "it"}
    return len(members) > 1 and singular and sum(member in kept for member in members) == 1


def _made_singular(verb: Token, kept: Collection[Token]) -> dict[int, str]:
    """Return the singular form of each verb that takes the subject, or of its auxiliary."""
    changed: dict[int, str] = {}
    for member in conjuncts(verb):
        if member not in kept or not is_verb(member):
            continue
        helpers = [c for c in verb.children if c.dep_ in AUXILIARIES and c in kept]
        carrier = helpers[0] if helpers else member
        if carrier.lower_ in SINGULAR:
            changed[carrier.i] = SINGULAR[carrier.lower_]
        elif is_past_form(carrier.lower_) or carrier.tag_ == "VBG":
            continue
        elif carrier.tag_ == "VBP" or (not helpers and carrier.lower_ == carrier.lemma_):
            changed[carrier.i] = third_person(carrier.lemma_)
        changed |= {c.i: "" for c in member.children if c.lower_ in {"all", "both"} and c in kept}
    return changed
