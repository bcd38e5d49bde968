"""Names right behind what they are called, made the head of both: "the firm's agent Ann Lee"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.grammar import is_plural

if TYPE_CHECKING:
    from spacy.tokens import Token


def lead_by_name(part: Token) -> None:
    """Hang the word for a person on the name behind it, as the parser does without an article."""
    noun = part.head
    if not is_byname(part, noun):
        return
    later = [child for child in noun.rights if child != part]
    part.head, part.dep_ = noun.head, noun.dep_
    noun.head, noun.dep_ = part, "compound"
    for child in later:
        child.head = part


def is_byname(part: Token, noun: Token) -> bool:
    """Whether a name is read as an apposition to the noun right before it, without a comma."""
    right_behind = part.left_edge.i == noun.i + 1
    person = part.ent_type_ == "PERSON" and part.pos_ == "PROPN" and part.right_edge == part
    role = noun.tag_ == "NN" and not is_plural(noun) and noun.ent_type_ == ""
    placed = noun.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
    plain = not any(c.dep_ in {"conj", "cc", "relcl", "acl"} for c in (*noun.children,))
    return right_behind and person and role and placed and plain
