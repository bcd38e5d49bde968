"""
Claims of one sentence that say nearly the same: a reviewer would read the same twice.

Of a claim and the same one without a small part, the fuller stays. Members of a list that a long
sentence tells one by one, so that all its other words come again each time, are told together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.attribution import attributed_by
from claims.splitting.guards import passes
from claims.splitting.passages import said_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token

    from claims.splitting.draft import Draft, Worded

SAME = 0.9  # Dice coefficient of the words without articles
LISTED = "coordination"


def without_repeats(told: Iterable[Worded], word: Callable[[Draft], Worded]) -> list[Worded]:
    """Return the drafts, in their order, without those that nearly repeat another's words."""
    groups: list[list[Worded]] = []
    bags: dict[int, Counter[str]] = {}
    for one in told:
        bags[id(one)] = Counter(said_in(one.wording))
        near = next((g for g in groups if any(_repeats(one, other, bags) for other in g)), None)
        if near is None:
            groups.append([one])
        else:
            near.append(one)
    return [one for group in groups for one in _fullest(group, word)]


def is_near(one: Worded, other: Worded) -> bool:
    """Whether two wordings have nearly the same words."""
    return _are_near(Counter(said_in(one.wording)), Counter(said_in(other.wording)))


def _are_near(first: Counter[str], second: Counter[str]) -> bool:
    return 2 * (first & second).total() >= SAME * (first.total() + second.total())


def _fullest(group: list[Worded], word: Callable[[Draft], Worded]) -> list[Worded]:
    """Return the fullest of a group, its lists in one draft where they can be."""
    tokens = [set(one.draft.tokens()) for one in group]
    fullest = [
        one
        for one, own in zip(group, tokens, strict=True)
        if not any(own < other for other in tokens)
    ]
    joined = _joined([one.draft for one in fullest]) if len(fullest) > 1 else None
    return fullest if joined is None else [word(joined)]


def _repeats(one: Worded, other: Worded, bags: dict[int, Counter[str]]) -> bool:
    """Whether one of two drafts nearly says what both say, or a list of both could."""
    return _are_near(bags[id(one)], bags[id(other)]) and _is_in_other(one.draft, other.draft)


def _is_in_other(draft: Draft, other: Draft) -> bool:
    if attributed_by(draft) != attributed_by(other):
        return False
    own, others = set(draft.tokens()), set(other.tokens())
    if len(draft.words) - len(own) != len(other.words) - len(others):
        return False  # words of our own stand in one of them only
    listed = draft.operations == other.operations
    return own <= others or others <= own or listed


def _joined(members: list[Draft]) -> Draft | None:
    """Return the members of a list in one draft: the words of all, with commas and "and"."""
    members = sorted(members, key=lambda member: [token.i for token in member.tokens()])
    first = members[0]
    tokens = [set(member.tokens()) for member in members]
    shared = set.intersection(*tokens)
    parts = [own - shared for own in tokens]
    if not all(parts) or _place(parts[0]) < first.head.i:
        return None  # before the verb, that would have to change: "X and Y are"
    if any(_last(a) > _place(b) for a, b in pairwise(parts)):
        return None
    if any(_place(parts[0]) < token.i < _last(parts[-1]) for token in shared):
        return None
    words = _listed(parts)
    if words is None:
        return None
    at = next(n for n, word in enumerate(first.words) if word in parts[0])
    rest = [word for word in first.words[at:] if word not in parts[0]]
    steps = tuple(step for step in first.operations if step != LISTED)
    joined = replace(first, words=[*first.words[:at], *words, *rest], operations=steps)
    return joined if passes(joined) else None


def _listed(parts: list[set[Token]]) -> list[Token | str] | None:
    """Return the parts as a list, None where more than commas and "and" stands between them."""
    words: list[Token | str] = [*_in_order(parts[0])]
    for number, (before, part) in enumerate(pairwise(parts), start=1):
        doc = next(iter(part)).doc
        between = [t for t in doc[_last(before) + 1 : _place(part)] if not t.is_punct]
        if any(t.lower_ != "and" for t in between if t.dep_ == "cc"):
            return None
        words.append("and" if number == len(parts) - 1 else ",")
        words += _in_order(part)
    return words


def _in_order(part: set[Token]) -> list[Token]:
    return sorted(part, key=lambda token: token.i)


def _place(part: set[Token]) -> int:
    return min(token.i for token in part)


def _last(part: set[Token]) -> int:
    return max(token.i for token in part)
