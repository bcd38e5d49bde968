"""
Which of the ways to say a sentence are kept: a small linear model, learned from human claims.

Each grain gets the chance that people would have written it, from what it leaves out and how.
The weights stand in weights.json; `python -m tests.bench.train_selector` makes them again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from claims.splitting.contents import CONTENT
from claims.splitting.grammar import COMPLEMENTS, SUBJECTS, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Draft
    from claims.splitting.grains import Grain, Part

WEIGHTS = Path(__file__).with_name("weights.json")
REPEATING = frozenset({"fine"})  # where people tell a clause again with each of its parts
STATEMENTS = frozenset({"age", "absolute", "apposition", "cause", "contrast", "relative"})
MANY = 5  # above it, numbers count as one
ALIKE = 0.9  # shared words, as a Dice coefficient, above which two claims say the same


def chosen(grains: Sequence[Grain], granularity: str) -> list[Grain]:
    """
    Return the grains that people would write, in their order.

    One after another is taken: the one that adds most to what is told already, as long as it
    adds enough. What the sentence says is never lost: a draft that says something which no
    chosen claim says is kept whole, whatever its chance. Above the fine grain no claim repeats
    a part of another.
    """
    options = options_of(grains)
    kept = selected(options, granularity, weights()[granularity])
    plain = [o.grain for o in options if not o.beside]
    beside = [o.grain for o in options if o.beside]
    return [*(g for g in plain if g in kept), *beside]


def selected(options: Sequence[Option], granularity: str, model: dict[str, float]) -> list[Grain]:
    """Return the grains that are told by the weights of a model, contents among them."""
    told_first = told_anyhow(options, granularity)
    relating = granularity in REPEATING
    kept = [o.grain for o in taken(options, told_first, model, relating=relating)]
    own = [o.grain for o in options if not o.beside]
    beside = [o.grain for o in options if o.beside]
    told = [grain for grain in kept if grain not in beside]
    told += uncovered(own, told)
    if granularity not in REPEATING:
        told = [grain for grain in told if not any(is_within(grain, other) for other in told)]
    return [*told, *beside]


def told_anyhow(options: Sequence[Option], granularity: str) -> list[Option]:
    """Return what is told whatever its chance: contents, and statements above the fine grain."""
    statements = granularity not in REPEATING
    return [o for o in options if o.beside or (statements and is_statement(o.grain))]


def taken(
    options: Sequence[Option],
    told: Sequence[Option],
    model: dict[str, float],
    *,
    relating: bool = True,
) -> list[Option]:
    """
    Return what is told, and after it each option that adds enough to what was taken before.

    Where nothing was learned of how they stand to each other, each counts for itself.
    """
    limit = log(model["threshold"] / (1 - model["threshold"]))
    kept, left = [*told], [o for o in options if o not in told]
    for option in left:
        option.weigh(told if relating else None, model)
    while left:
        best = max(left, key=lambda option: option.value(model))
        left.remove(best)
        if best.value(model) < limit:
            break
        if not any(alike(best.grain.draft, o.grain.draft) for o in kept if not o.beside):
            kept.append(best)
            for option in left if relating else ():
                option.meet(best)
    return kept


@dataclass(slots=True, eq=False)
class Option:
    """A grain that may be taken, and how it stands to those that were taken before it."""

    grain: Grain
    group: int  # the draft that it is a way to say
    beside: bool  # told under a report, whatever else is
    places: int  # the words that it says, as bits
    carried: int  # those of them that a claim would miss
    base: float = 0.0
    said: int = 0
    alike: float = 0.0
    within: bool = False
    over: bool = False
    shapes: tuple[str, ...] = ()
    taken: int = 0  # how many are told of the sentence
    same: int = 0  # and how many of its own draft
    _value: float | None = None

    def meet(self, other: Option) -> None:
        """Take note that another one is told."""
        shared = (self.places & other.places).bit_count()
        total = self.places.bit_count() + other.places.bit_count()
        self.alike = max(self.alike, 2 * shared / total if total else 0.0)
        self.said |= other.carried
        self.taken += 1
        if self.group == other.group:
            self.same += 1
            self.shapes = tuple(sorted({*self.shapes, other.grain.shape}))
        self.within |= shared == self.places.bit_count()
        self.over |= shared == other.places.bit_count()
        self._value = None

    def weigh(self, told: Sequence[Option] | None, model: dict[str, float]) -> None:
        """Take note of its own features and of what is told; None lets it count for itself."""
        self.base = sum(model.get(feature, 0.0) for feature in features(self.grain))
        for other in told or ():
            self.meet(other)
        if told is None:
            self._value = self.base

    def value(self, model: dict[str, float]) -> float:
        """Return the log odds that it adds what people would write."""
        if self._value is None:
            self._value = self.base + sum(model.get(name, 0.0) for name in self.relations())
        return self._value

    def relations(self) -> Iterator[str]:
        """Yield the names of what can be said of it beside those that are told."""
        shape, own = self.grain.shape, self.carried.bit_count()
        fresh = (self.carried & ~self.said).bit_count()
        new = 4 * fresh // own if own else 0
        yield f"alike={int(10 * self.alike)}"
        yield f"alike={int(10 * self.alike)} {shape}"
        yield f"new={new} {shape}"
        yield f"fresh={min(fresh, 4)} new={new}"
        yield f"taken={min(self.taken, MANY)} new={new}"
        yield f"taken={min(self.taken, MANY)} {shape}"
        yield f"same={min(self.same, MANY)} parts={min(self.grain.parts, MANY)} {shape}"
        if self.within:
            yield f"within {shape}"
        if self.over:
            yield f"over {shape}"
        for other in self.shapes:
            yield f"beside {other} {shape}"


def options_of(grains: Sequence[Grain]) -> list[Option]:
    """Return the grains with where their words stand."""
    found, group = [], 0
    for grain in grains:
        group += grain.shape == "whole"
        tokens = grain.draft.tokens()
        first = grain.draft.head.sent.start
        places = sum(1 << (t.i - first) for t in set(tokens) if t.text[0].isalnum())
        carried = sum(1 << (t.i - first) for t in set(tokens) if carries(t))
        found.append(Option(grain, group, CONTENT in grain.draft.operations, places, carried))
    return found


def uncovered(grains: Sequence[Grain], kept: list[Grain]) -> Iterator[Grain]:
    """Yield the whole drafts that say something which no kept claim says."""
    said = {token.i for grain in kept for token in grain.draft.tokens()}
    for grain in grains:
        own = {t.i for t in grain.draft.tokens() if carries(t)}
        if grain.shape == "whole" and not own <= said and grain not in kept:
            said |= own
            yield grain


def is_statement(grain: Grain) -> bool:
    """Whether the sentence states this beside its main clause, so that it is told at any grain."""
    return grain.shape == "whole" and origin_of(grain.draft) in STATEMENTS


def is_within(grain: Grain, other: Grain) -> bool:
    """Whether another claim says all that this one says, and more."""
    own, more = ({token.i for token in g.draft.tokens()} for g in (grain, other))
    return own < more and origin_of(grain.draft) == origin_of(other.draft)


def carries(token: Token) -> bool:
    """Whether the word carries something that a claim would miss."""
    return token.pos_ in {"ADJ", "NOUN", "NUM", "PROPN", "VERB"}


def alike(a: Draft, b: Draft) -> bool:
    """Whether two drafts say the same in nearly the same words."""
    one, other = word_bag(a), word_bag(b)
    shared = sum((one & other).values())
    return 2 * shared >= ALIKE * (sum(one.values()) + sum(other.values()))


def word_bag(draft: Draft) -> Counter[str]:
    """Return the draft's words, each as often as it stands there."""
    said = (word if isinstance(word, str) else word.lower_ for word in draft.words)
    return Counter(word for word in said if word[0].isalnum() and word not in {"a", "an", "the"})


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the learned weights of each granularity, by feature, with its threshold."""
    loaded: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def features(grain: Grain) -> Iterable[str]:
    """Yield the names of what can be said of a grain."""
    draft, head = grain.draft, grain.draft.head
    origin = origin_of(draft)
    shape = grain.shape
    length = sum(not isinstance(w, str) and w.text[0].isalnum() for w in draft.words)
    yield "always"
    yield f"origin={origin}"
    yield f"shape={shape}"
    yield f"shape={shape} parts={min(grain.parts, 4)}"
    yield f"origin={origin} shape={shape}"
    yield f"shape={shape} length={min(length // 3, 8)}"
    yield f"origin={origin} length={min(length // 3, 8)}"
    yield f"head={head.dep_} {shape}"
    yield f"sentence={min(len(head.sent) // 6, MANY)} {shape}"
    if is_verb(head):
        yield from of_verb(draft, head, shape)
    else:
        yield f"word={head.lemma_.lower()} {origin}"
    if grain.part is not None:
        yield from of_part(grain.part)


def origin_of(draft: Draft) -> str:
    """Return the step that made the draft what it is."""
    steps = [step for step in draft.operations if step not in {"adjunct", "coordination"}]
    return steps[-1] if steps else "main"


def of_verb(draft: Draft, verb: Token, shape: str) -> Iterator[str]:
    """Yield what the verb of a grain tells of it."""
    kept = set(draft.tokens())
    children = [c for c in verb.children if c in kept]
    complete = any(c.dep_ in COMPLEMENTS for c in children)
    subject = next((c for c in children if c.dep_ in SUBJECTS), None)
    yield f"complete={complete} {shape}"
    yield f"verb={verb.lemma_} {shape}"
    yield f"be={verb.lemma_ == 'be'} {shape}"
    yield f"subject={subject.pos_ if subject is not None else None} {shape}"
    yield f"passive={any(c.dep_ == 'auxpass' for c in children)} {shape}"
    yield f"preps={min(sum(c.dep_ == 'prep' for c in children), 3)} {shape}"


def of_part(part: Part) -> Iterator[str]:
    """Yield what the part that a grain is told for tells of it."""
    token, head = part.token, part.token.head
    place = "verb" if is_verb(head) else "noun"
    inner = next((c for c in token.children if c.dep_ in {"pobj", "pcomp"}), None)
    entity = "" if inner is None else inner.ent_type_ or inner.dep_
    yield f"level={part.level}"
    yield f"part={token.dep_}"
    yield f"part={token.dep_} on={place} level={part.level}"
    yield f"part={token.dep_} {token.lower_} on={place}"
    yield f"prep={token.lower_} {entity}"
    yield f"length of part={min(len(part.inside) // 2, 6)} on={place}"
    yield f"on={head.dep_}"
    if place == "verb":
        yield f"{head.lemma_} {token.lower_}"
