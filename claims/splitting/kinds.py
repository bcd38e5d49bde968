"""What sort of statement a draft makes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from claims.splitting.base import Kind
from claims.splitting.cues import FORESEE, FUTURE, INTERPRET, POSSIBLE, SEEN_AS, SHOULD, VALUES
from claims.splitting.grammar import AUXILIARIES, conjuncts, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTIVE = frozenset({"i", "we"})
MINDS = frozenset({"think", "believe", "feel", "hope", "wish", "love", "hate", "prefer"})
LOOKING_AHEAD = frozenset({"likely", "unlikely", "bound", "set", "due", "poised", "going"})


def kind_of(head: Token, kept: Collection[Token], *, reports: bool) -> Kind:
    """Return the kind of a claim that hangs on `head` and says the words `kept`."""
    if reports:
        return Kind.ATTRIBUTED
    inside = [c for child in head.children for c in conjuncts(child) if c in kept]
    if _is_opinion(head, inside):
        return Kind.OPINION
    return Kind.PREDICTION if _is_prediction(head, inside) else Kind.FACT


def _is_opinion(head: Token, inside: list[Token]) -> bool:
    if any(c.dep_ in AUXILIARIES and c.lower_ in SHOULD for c in inside):
        return True
    if head.lemma_ in MINDS and any(c.lower_ in SUBJECTIVE for c in inside):
        return True
    if head.lemma_ in SEEN_AS and any(c.dep_ == "auxpass" for c in inside):
        complete = {"oprd", "xcomp"} if head.lemma_ in {"consider", "deem"} else set()
        return any(c.lower_ == "as" or c.dep_ in complete for c in inside)
    if head.lemma_ in INTERPRET and any(c.dep_ == "dobj" for c in inside):
        return not any(g.ent_type_ == "ORDINAL" for c in inside for g in c.children)
    return any(_is_judgement(child) for child in inside)


def _is_judgement(child: Token) -> bool:
    """Whether a complement values its subject."""
    if child.dep_ == "acomp":
        return child.lemma_.lower() in VALUES or child.lower_ in VALUES
    return child.dep_ == "attr" and any(
        part.lower_ in VALUES for part in child.children if part.dep_ == "amod"
    )


def _is_prediction(head: Token, inside: list[Token]) -> bool:
    auxiliaries = {c.lower_ for c in inside if c.dep_ in AUXILIARIES}
    if auxiliaries & FUTURE:
        return True
    if auxiliaries & (POSSIBLE - {"can"}) and "have" not in auxiliaries:
        return True
    if head.lemma_ in FORESEE or head.lower_ in LOOKING_AHEAD:
        return any(c.dep_ == "xcomp" for c in inside)
    return any(
        c.lower_ in LOOKING_AHEAD and any(is_verb(g) for g in c.children)
        for c in inside
        if c.dep_ in {"acomp", "oprd"}
    )
