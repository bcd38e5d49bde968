"""Parts of a sentence that state something of their own and can be set aside from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.splitting.draft import ordered

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Word
    from claims.splitting.variants import Variants

CLOSING = frozenset({'"', "”", "’", "''"})
PHRASE_PARTS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case"})


@dataclass(frozen=True, slots=True)
class Aside:
    """
    A part that says something by itself; `told` gives its sentences as words.

    Where `kept`, the part stays in the sentence too, because that would mean something
    else without it.
    """

    part: Token
    operation: str
    told: Callable[[Variants], list[list[Word]]]
    kept: bool = False
    also: tuple[Token, ...] = ()  # what is set aside together with the part


def name_of(noun: Token) -> list[Word]:
    """Return the noun with what identifies it, and with "the" for "a": it is known by now."""
    kept = {noun}
    for child in noun.children:
        if child.dep_ in PHRASE_PARTS or _identifies(child):
            kept |= set(child.subtree)
        elif child.dep_ == "punct" and child.text == "-":
            kept.add(child)
    phrase = [_definite(token, noun) for token in ordered(kept)]
    return phrase if is_specific(noun) or noun.tag_ != "NNS" else ["the", *phrase]


def _identifies(child: Token) -> bool:
    """Whether the noun means something else without this child: "of" phrases, mostly."""
    return child.dep_ == "prep" and child.lower_ == "of"


def _definite(token: Token, noun: Token) -> Word:
    return "the" if token.head == noun and token.lower_ in {"a", "an"} else token


def whole_phrase(noun: Token, variants: Variants) -> list[Word]:
    """Return the noun phrase with its coordination, without what is set aside."""
    chosen = variants.whole(noun)
    return [noun.doc[index] for index in sorted(chosen)]


def rest(choice: frozenset[int], part: Token, *without: Token) -> list[Word]:
    """Return the tokens of a choice in order, without some of them."""
    gone = {token.i for token in without}
    return [part.doc[index] for index in sorted(choice) if index not in gone]


def is_set_off(part: Token) -> bool:
    """Whether a comma, a dash or a bracket stands before the part."""
    left = part.left_edge.i
    if left - 1 > part.sent.start and part.doc[left - 1].text in CLOSING:  # the “X,” which
        left -= 1
    return left > part.sent.start and part.doc[left - 1].text in {",", "(", "–", "—", "-", "--"}


def is_indefinite(noun: Token) -> bool:
    """Whether the noun phrase brings in something new: "a treaty"."""
    return any(child.lower_ in {"a", "an"} and child.dep_ == "det" for child in noun.children)


def is_specific(noun: Token) -> bool:
    """Whether the noun phrase means a certain thing, so that a sentence can be about it."""
    if noun.pos_ == "PROPN" or is_indefinite(noun):
        return True
    known = {"the", "this", "that", "these", "those"}
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in known)
        for child in noun.children
    )
