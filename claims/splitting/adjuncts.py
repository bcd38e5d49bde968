"""The fine grain: a clause once without its adjuncts, and once with each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.splitting.grammar import conjuncts, is_negated, is_proviso, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.variants import Choice

ADJUNCTS = frozenset({"prep", "npadvmod", "advcl", "agent"})
COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "dative"})
EXAMPLES = frozenset({"including", "like"})


def grained(choice: Choice, root: Token) -> Iterator[Choice]:
    """Yield the clause's fine statements; a denied or bound clause stays one."""
    head = next((member for member in conjuncts(root) if member.i in choice), root)
    several = sum(member.i in choice for member in conjuncts(root)) > 1
    parts = [] if several or is_negated(head) else _adjuncts(head, choice)
    if not parts:
        yield choice
        return
    inside = [frozenset(token.i for token in part.subtree) & choice for part in parts]
    core = choice.difference(*inside)
    last = next((t for t in reversed(_verbs(head, choice))), head)
    needed = not _complements(last, choice)
    if not needed:
        yield core
    for part in inside:
        yield core | part


def _adjuncts(head: Token, choice: Choice) -> list[Token]:
    """Return the parts of the clause that it can be said without."""
    verbs = _verbs(head, choice)
    parts = [
        child
        for verb in verbs
        for child in verb.children
        if child.i in choice and child.dep_ in ADJUNCTS and not _is_bound(child)
        if child.dep_ != "npadvmod" or child.ent_type_ in {"DATE", "TIME"}
    ]
    bound = any(_is_bound(c) for v in verbs for c in v.children if c.i in choice)
    return [] if bound else sorted(parts, key=lambda token: token.i)


def _verbs(head: Token, choice: Choice) -> list[Token]:
    """Return the verb and those that complete it: "hopes to take"."""
    verbs = [head]
    for verb in verbs:
        verbs += [c for c in verb.children if c.dep_ == "xcomp" and is_verb(c) and c.i in choice]
    return verbs


def _is_bound(child: Token) -> bool:
    """Whether the clause says something else without this part."""
    if child.dep_ in {"prep", "advcl"}:
        return (
            is_proviso(child)
            or child.lower_ in {"according", "including", "than", "until", "till"}
            or any(
                c.lower_ in {"if", "unless", "until", "whether", "than", "only"}
                for c in child.children
            )
        )
    return child.lower_ in {"only", "never", "hardly"}


def _complements(head: Token, choice: Choice) -> bool:
    """Whether the verb says something without its adjuncts."""
    return any(c.i in choice and c.dep_ in COMPLEMENTS for c in head.children)
