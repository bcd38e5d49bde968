"""Names that the parser hangs on the wrong word: "the firm's agent Ann Lee", "in Bray, Ireland"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.grammar import is_plural

if TYPE_CHECKING:
    from spacy.tokens import Token


SHORTEST = 3  # words before the state: "in Xalapa,"


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


def hang_on_town(part: Token) -> None:
    """Hang the state on the town before it: "in Xalapa, Veracruz, in 2012"."""
    left = part.left_edge.i
    doubled = any(c.dep_ in {"nsubj", "dep"} and c.i < left for c in part.head.children)
    if part.ent_type_ != "GPE" or (part.dep_ == "nsubj" and not doubled):
        return
    if left < SHORTEST or part.doc[left - 1].text != ",":
        return
    town = part.doc[left - 2]
    where = town.head
    if (
        town.pos_ == "PROPN"
        and town.dep_ == "pobj"
        and where.lower_ in {"in", "from", "at", "near"}
    ):
        for child in [child for child in part.rights if child.dep_ == "prep"]:
            child.head = part.head
        part.head, part.dep_ = town, "appos"
