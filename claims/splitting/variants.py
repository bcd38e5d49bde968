"""All the ways to say a part of the sentence with one member of each coordination."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from claims.splitting.coordination import shared_with, splittable_members
from claims.splitting.grammar import (
    conjuncts,
    is_quote,
    text_after,
    text_before,
)
from claims.splitting.limits import is_in_title

if TYPE_CHECKING:
    from spacy.tokens import Token

Choice = frozenset[int]
MOST_VARIANTS = 8
EXAMPLES = frozenset({"as", "like", "including"})


class Variants:
    """The variants of each subtree of one sentence, without the parts that are set aside."""

    def __init__(
        self,
        quoted: frozenset[int],
        set_aside: Collection[int],
        *,
        deep: bool = True,
        finest: bool = False,
    ) -> None:
        self.quoted = quoted
        self.set_aside = set_aside
        self.finest = finest  # whether "a quick and mobile player" is two statements
        self.deep = deep  # whether "tools for A and B" is two statements

    def of(self, token: Token) -> list[Choice]:
        """Return the choices of tokens, each of which says one thing about `token`."""
        members = [
            member
            for member in splittable_members(token, self.quoted)
            if member.i not in self.set_aside
        ]
        if not members or (token.dep_ == "amod" and not self.finest):
            return self._with_parts(token, list(token.children))
        return [
            choice
            for member in members
            for choice in self._with_parts(
                member, [*_own_parts(member, members), *shared_with(token, member)]
            )
        ]

    def members(self, token: Token) -> list[Choice]:
        """Return each member of the coordination that starts here, with all that it says."""
        members = splittable_members(token, self.quoted)
        found = []
        for member in members:
            parts = [*_own_parts(member, members), *shared_with(token, member)]
            kept = [self.whole(part) for part in parts if part.i not in self.set_aside]
            found.append(frozenset({member.i}).union(*kept))
        return found

    def whole(self, token: Token) -> Choice:
        """Return the whole subtree as one choice."""
        kept: set[int] = set()
        waiting = [token]
        while waiting:
            node = waiting.pop()
            kept.add(node.i)
            waiting += [child for child in node.children if child.i not in self.set_aside]
        return frozenset(kept)

    def doc_words(self, token: Token) -> list[Token]:
        """Return the whole subtree as tokens in the order of the text."""
        return [token.doc[index] for index in sorted(self.whole(token))]

    def _with_parts(self, token: Token, parts: list[Token]) -> list[Choice]:
        """Return the token with each combination of its parts, or all parts whole if too many."""
        kept = [part for part in parts if part.i not in self.set_aside]
        options = [
            [self.whole(part)] if self._stays_whole(part) else self.of(part) for part in kept
        ]
        if prod(map(len, options)) > MOST_VARIANTS:
            most = max(range(len(options)), key=lambda index: len(options[index]))
            options = [
                option if index == most else [self.whole(kept[index])]
                for index, option in enumerate(options)
            ]
        return [frozenset({token.i}).union(*choice) for choice in product(*options)]

    def _stays_whole(self, part: Token) -> bool:
        """Whether a part only says which thing is meant, so that nothing in it is told apart."""
        if (
            is_in_title(part)
            or part.dep_ in {"relcl", "appos"}
            or (part.dep_ == "acl" and part.tag_ != "VB")
        ):
            return True
        if part.dep_ == "advcl" and any(
            child.dep_ == "mark" or child.tag_ == "WRB" for child in part.children
        ):
            return True
        if self.deep or part.dep_ != "prep" or part.lower_ in EXAMPLES:
            return False
        several = any(c.dep_ == "pobj" and len(conjuncts(c)) > 1 for c in part.children)
        return several and part.head.pos_ in {"NOUN", "PROPN"}


def _own_parts(member: Token, members: list[Token]) -> list[Token]:
    """Return what hangs on a member apart from the coordination itself."""
    after = _behind_all(members)
    if members[0].dep_ == "attr" and {m.tag_ for m in members} == {"NN"}:
        after = _of_roles(members[-1], members)
        shared = _of_roles(member, members)
    else:
        shared = after if member == members[-1] else []
    own = [child for child in member.children if child not in after]
    return [
        child
        for child in (*own, *shared)
        if child.dep_ not in {"conj", "cc", "preconj"}
        and not (child.dep_ == "punct" and not is_quote(child) and child.text not in "()-")
        and not _is_as_well_as(child)
    ]


def _behind_all(members: list[Token]) -> list[Token]:
    """
    Return the parts of the first noun that stand behind the last: "a barn and a house near it".

    They are the last noun's for certain, and may be the first one's.
    """
    first, last = members[0], members[-1]
    if first.pos_ not in {"NOUN", "PROPN"} or first.dep_ in {"attr", "appos"}:
        return []  # "a singer and actor from Leeds" is one person
    behind = [child for child in first.children if child.i > last.i and child.lower_ != "of"]
    return [child for child in behind if child.dep_ in {"prep", "relcl", "acl"}]


def _of_roles(member: Token, members: list[Token]) -> list[Token]:
    """
    Return the "of" phrase behind joined roles: "the founder and head of the firm".

    It is the last one's for certain, and that of all where they have one "the" together.
    """
    first, last = members[0], members[-1]
    behind = [c for c in (*first.rights, *last.rights) if c.lower_ == "of" and c.i > last.i]
    marked = any(c.dep_ in {"det", "poss", "amod"} for m in members[1:] for c in m.lefts)
    shared = not marked and any(c.lower_ == "the" for c in first.lefts)
    return behind if member == last or shared else []


def _is_as_well_as(child: Token) -> bool:
    """Whether the word belongs to "as well as", "both … and" or "and then"."""
    if child.lower_ == "as":
        return text_after(child).lower() == "well"
    if child.lower_ == "well":
        return text_before(child).lower() == "as"
    return child.lower_ == "both" and child.dep_ in {"advmod", "cc", "det"}
