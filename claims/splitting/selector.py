"""
Which of the ways to say a sentence are kept, as learned from human claims.

One after another is told: the one that adds most to what is told already, as a small network
foresees it, as long as it adds enough. The network stands in weights.json;
`python -m tests.bench.train_selector` makes it again.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

from claims.splitting.attribution import attributed_by
from claims.splitting.network import Network, network
from claims.splitting.traits import carries, origin_of
from claims.splitting.ways import Telling, Ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.splitting.grains import Grain
    from claims.splitting.traits import Figures
    from claims.splitting.ways import Flags

REPEATING = frozenset({"fine"})  # where people tell a clause again with each of its parts
STATEMENTS = frozenset({"age", "absolute", "apposition", "cause", "contrast", "relative"})
ENOUGH = {"fine": 0.25, "medium": 0.25}  # how much of a human claim it must add
WHOLE = 0.6  # log odds by which a clause is rather kept whole above the fine grain
GRAIN = 2.0  # the figure that stands for a grain above the fine one


def chosen(grains: Sequence[Grain], granularity: str) -> list[Grain]:
    """
    Return the grains that people would write, in their order, and then what somebody said.

    What the sentence says is never lost: a draft that says something which no chosen claim says
    is kept whole, whatever its chance. Above the fine grain no claim repeats a part of another.
    """
    if len(grains) == 1:
        return [*grains]
    return selected(Ways(grains), granularity, network(), ENOUGH[granularity]) if grains else []


def selected(ways: Ways, granularity: str, model: Network, enough: float) -> list[Grain]:
    """Return the grains that are told by a model, which must add so much."""
    kept = taken(ways, granularity, model, enough)
    own = [g for g, beside in zip(ways.grains, ways.beside, strict=True) if not beside]
    told = [g for g, it, beside in zip(ways.grains, kept, ways.beside, strict=True) if it > beside]
    told += uncovered(own, told)
    if granularity not in REPEATING:
        told = [grain for grain in told if not any(is_within(grain, other) for other in told)]
    besides = [g for g, beside in zip(ways.grains, ways.beside, strict=True) if beside]
    return [*(grain for grain in own if grain in told), *besides]


def taken(ways: Ways, granularity: str, model: Network, enough: float) -> Flags:
    """Return which are told: what is told anyhow, and after it each that adds enough."""
    telling = Telling(ways, told_anyhow(ways, granularity))
    left = ~telling.told
    limit = log(enough / (1 - enough))
    prepared = model.prepared(ways.names, figures_at(ways, granularity))
    if granularity not in REPEATING:
        divisible = [grain.shape == "whole" and grain.parts > 0 for grain in ways.grains]
        prepared[:, 0] += WHOLE * np.array(divisible)
    while left.any():
        values = np.where(left, model.values(prepared, telling.relations()), -np.inf)
        best = int(values.argmax())
        if values[best] < limit:
            break
        left[best] = False
        if not ways.repeats(best, telling.told):
            telling.tell(best)
    return telling.told


def told_anyhow(ways: Ways, granularity: str) -> Flags:
    """
    Return what is told whatever its chance: contents, and statements above the fine grain.

    At the fine grain those statements are, too, that tell who said what is told as a content.
    """
    besides = [g for g, beside in zip(ways.grains, ways.beside, strict=True) if beside]
    credited = {attributed_by(grain.draft) for grain in besides}
    every = granularity not in REPEATING
    statements = [is_statement(g) and (every or g.draft.head in credited) for g in ways.grains]
    anyhow: Flags = ways.beside | np.array(statements)
    return anyhow


def figures_at(ways: Ways, granularity: str) -> Figures:
    """Return the figures of each grain, and for which granularity one is chosen."""
    flag = 0.0 if granularity in REPEATING else GRAIN
    return np.hstack([ways.figures, np.full((len(ways.grains), 1), flag, np.float32)])


def uncovered(grains: Sequence[Grain], kept: list[Grain]) -> Iterator[Grain]:
    """Yield the whole drafts that say something which no kept claim says."""
    said = {token.i for grain in kept for token in grain.draft.tokens()}
    for grain in grains:
        if grain.shape == "whole" and grain not in kept:
            own = {t.i for t in grain.draft.tokens() if t.i not in said and carries(t)}
            if own:
                said |= own
                yield grain


def is_statement(grain: Grain) -> bool:
    """Whether the sentence states this beside its main clause, so that it is told at any grain."""
    return grain.shape == "whole" and origin_of(grain.draft) in STATEMENTS


def is_within(grain: Grain, other: Grain) -> bool:
    """Whether another claim says all that this one says, and more."""
    own, more = ({token.i for token in g.draft.tokens()} for g in (grain, other))
    return own < more and origin_of(grain.draft) == origin_of(other.draft)
