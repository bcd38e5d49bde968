"""
Which of the ways to say a sentence are kept: a small linear model, learned from human claims.

Each grain gets the chance that people would have written it, from what it leaves out and how.
The weights stand in weights.json; `python -m tests.bench.train_selector` makes them again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import exp
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
ALIKE = 0.9  # shared words, as a Dice coefficient, above which two claims say the same


def chosen(grains: Sequence[Grain], granularity: str) -> list[Grain]:
    """
    Return the grains that people would write, in their order.

    What the sentence says is never lost: a draft that says something which no chosen claim says
    is kept whole, whatever its chance. Above the fine grain no claim repeats a part of another.
    """
    model = weights()[granularity]
    beside = [grain for grain in grains if CONTENT in grain.draft.operations]
    grains = [grain for grain in grains if grain not in beside]
    stated = [] if granularity in REPEATING else [g for g in grains if is_statement(g)]
    kept = [*stated]
    chances = [(chance(grain, model), -n) for n, grain in enumerate(grains)]
    for likely, place in sorted(chances, reverse=True):
        grain = grains[-place]
        if likely < model["threshold"]:
            break
        if not any(alike(grain.draft, other.draft) for other in kept):
            kept.append(grain)
    kept += uncovered(grains, kept)
    if granularity not in REPEATING:
        kept = [grain for grain in kept if not any(is_within(grain, other) for other in kept)]
    told = [grain for grain in grains if any(grain is other for other in kept)]
    return [*told, *beside]


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


def chance(grain: Grain, model: dict[str, float]) -> float:
    """Return how likely people would have written this, from 0 to 1."""
    total = sum(model.get(feature, 0.0) for feature in features(grain))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


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
