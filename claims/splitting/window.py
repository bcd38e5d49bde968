"""Whom a pronoun may mean, for a wording that is not the default splitter's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from claims.splitting.grammar import may_be_person

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def sole_name(sentences: Iterable[Span]) -> list[str]:
    """Return the one name that the sentences tell of; nothing where anybody else is told of."""
    known = [*sentences]
    names = {name.split()[-1]: name for sentence in known for name in names_in(sentence)}
    rivals = any(_is_somebody(token) for sentence in known for token in sentence)
    return [*names.values()] if len(names) == 1 and not rivals else []


def full_names(sentences: Iterable[Span], of: Span) -> list[str]:
    """Return the names of several words whose last one the sentence has, unless two share it."""
    said = {token.text for token in of}
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for name in names_in(sentence):
            if " " in name and name.split()[-1] in said:
                found.setdefault(name.split()[-1], set()).add(name)
    return [name for names in found.values() if len(names) == 1 for name in names]


def names_in(sentence: Span) -> Iterator[str]:
    """Yield each row of proper nouns."""
    for is_name, run in groupby(sentence, key=lambda token: token.pos_ == "PROPN"):
        if is_name:
            yield " ".join(token.text for token in run)


def _is_somebody(token: Token) -> bool:
    """Whether somebody is told of without a name: "the chef", "his sister"."""
    return (
        token.pos_ == "NOUN"
        and may_be_person(token)
        and any(child.dep_ in {"det", "poss"} for child in token.children)
    )
