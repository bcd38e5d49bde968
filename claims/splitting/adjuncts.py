"""The fine grain: a clause once without its adjuncts, and once with each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.splitting.coordination import BINDING_NOUNS
from claims.splitting.cues import TOGETHER
from claims.splitting.grammar import (
    conjuncts,
    is_actual,
    is_negated,
    is_proviso,
    is_verb,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.variants import Choice

ADJUNCTS = frozenset({"prep", "npadvmod", "advcl", "agent"})
LOOSE = frozenset(
    {"in", "at", "on", "with", "for", "during", "from", "about", "to", "by", "against"}
)
COMPLETING = frozenset({"as", "into", "of", "like", "than"})
NEEDY = frozenset({"aimed", "based", "born", "known", "located", "linked", "set", "used"})
COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "dative"})


def grained(choice: Choice, root: Token, quoted: frozenset[int]) -> Iterator[Choice]:
    """Yield the clause's fine statements; a denied or bound clause stays one."""
    members = [member for member in conjuncts(root) if member.i in choice]
    parts = [] if len(members) != 1 else _adjuncts(members[0], choice, quoted)
    if not parts:
        yield choice
        return
    inside = [frozenset(token.i for token in part.subtree) & choice for part in parts]
    core = choice.difference(*inside)
    if _stands_without(_verbs(members[0], choice)[-1], choice, len(parts)):
        yield core
    for part in inside:
        yield core | part


def exemplified(choice: Choice, root: Token) -> Iterator[Choice]:
    """Yield "shows such as X" once without the example, and once as "X" alone."""
    example = next((t for t in root.subtree if t.i in choice and _is_example(t)), None)
    noun = None if example is None else example.head
    if example is None or noun is None or not is_actual(noun):
        yield choice
        return
    inside = frozenset(token.i for token in example.subtree) & choice
    named = [c for c in example.children if c.dep_ == "pobj"]
    yield choice - inside
    for name in named:
        phrase = frozenset(token.i for token in noun.subtree) & choice
        yield (choice - phrase) | (frozenset(token.i for token in name.subtree) & choice)


def _is_example(token: Token) -> bool:
    """Whether the word is "including" or "such as" on the object of a clause."""
    such = token.lower_ == "as" and any(child.lower_ == "such" for child in token.children)
    if token.dep_ != "prep" or not (such or token.lower_ == "including"):
        return False
    return token.head.dep_ in {"dobj", "pobj"} and token.head.tag_ in {"NNS", "NNPS"}


def _adjuncts(head: Token, choice: Choice, quoted: frozenset[int]) -> list[Token]:
    """Return the parts of the clause that it can be said without."""
    verbs = _verbs(head, choice)
    inside = [c for verb in verbs for c in verb.children if c.i in choice]
    if any(is_negated(v) for v in verbs) or any(_is_bound(c) for c in inside):
        return []
    parts = [c for c in inside if _is_adjunct(c)] + _on_nouns(verbs, choice)
    return sorted((p for p in parts if p.i not in quoted), key=lambda token: token.i)


def _is_adjunct(child: Token) -> bool:
    """Whether the part of a clause adds a time, a place, a manner, an agent or a reason."""
    if child.dep_ not in ADJUNCTS or child.left_edge.text == "-" or child.lower_ in COMPLETING:
        return False
    if child.head.lemma_ == "be":
        return any(c.dep_ in {"attr", "acomp"} for c in child.head.children)
    return child.dep_ != "npadvmod" or child.ent_type_ in {"DATE", "TIME"}


def _verbs(head: Token, choice: Choice) -> list[Token]:
    """Return the verb and those that complete it: "hopes to take", "said it took"."""
    verbs = [head]
    for verb in verbs:
        verbs += [
            c
            for c in verb.children
            if c.i in choice
            and is_verb(c)
            and (c.dep_ == "xcomp" or (c.dep_ == "ccomp" and c.i > verb.i and subject_of(c)))
        ]
    return verbs


def _is_bound(child: Token) -> bool:
    """Whether the clause says something else without this part."""
    if any(token.lower_ in TOGETHER for token in child.subtree):
        return True
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


def _on_nouns(verbs: list[Token], choice: Choice) -> list[Token]:
    """Return the prepositional phrases that add to an object: "a deal *with Iran*"."""
    objects = [c for v in verbs for c in v.children if c.dep_ in {"dobj", "attr"} and c.i in choice]
    return [
        part
        for noun in objects
        for part in noun.children
        if part.dep_ == "prep" and part.i in choice and part.lower_ in LOOSE
        if noun.lemma_ not in BINDING_NOUNS and _complete(noun)
    ]


def _complete(noun: Token) -> bool:
    """Whether the noun names something without what follows it."""
    return noun.tag_ in {"NNS", "NNP", "NNPS"} or any(c.i < noun.i for c in noun.children)


def _stands_without(verb: Token, choice: Choice, parts: int) -> bool:
    """Whether the verb says something when all its adjuncts are left out."""
    if any(c.i in choice and c.dep_ in COMPLEMENTS for c in verb.children):
        return True
    return parts > 0 and verb.lower_ not in NEEDY and verb.lemma_ != "be"
