"""
How far several people who judge the same things agree: Krippendorff's alpha.

Formula: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). It takes any
number of observers and any number of missing values, and leaves the agreement out that chance
would bring. 1 is perfect agreement, 0 is what chance gives, below 0 is worse than that.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import permutations, product
from typing import TypeVar

RELIABLE = 0.8  # Krippendorff, Content Analysis (2004), p. 241: what can be relied on
TENTATIVE = 0.667  # the same page: the lowest from which tentative conclusions can be drawn

V = TypeVar("V", bound=Hashable)
Pairs = Mapping[tuple[V, V], float]  # how often two values met on one unit


def coincidences(units: Iterable[Sequence[V]]) -> dict[tuple[V, V], float]:
    """
    Return how often each two values met, given the values that each unit got.

    A unit with m values holds m(m-1) ordered pairs, each of which counts 1/(m-1); one with fewer
    than two values says nothing about agreement and is left out.
    """
    found: Counter[tuple[V, V]] = Counter()
    for values in units:
        for pair in permutations(values, 2):
            found[pair] += 1 / (len(values) - 1)  # type: ignore[assignment]
    return dict(found)


def nominal(units: Iterable[Sequence[V]]) -> float | None:
    """Return alpha of values that are names: they are the same or not. None if undefined."""
    return _alpha(coincidences(units), lambda one, other: float(one != other))


def interval(units: Iterable[Sequence[float]]) -> float | None:
    """Return alpha of values with equal distances between them. None if undefined."""
    return _alpha(coincidences(units), lambda one, other: (one - other) ** 2)


def ordinal(units: Iterable[Sequence[float]]) -> float | None:
    """Return alpha of values that stand in an order, whatever lies between. None if undefined."""
    pairs = coincidences(units)
    often = frequencies(pairs)

    def difference(one: float, other: float) -> float:
        low, high = sorted((one, other))
        between = sum(n for value, n in often.items() if low <= value <= high)
        return (between - (often[one] + often[other]) / 2) ** 2

    return _alpha(pairs, difference)


def frequencies(pairs: Pairs[V]) -> dict[V, float]:
    """Return how often each value was given, on units that more than one observer judged."""
    found: dict[V, float] = {}
    for (one, _other), n in pairs.items():
        found[one] = found.get(one, 0.0) + n
    return found


def _alpha(pairs: Pairs[V], difference: Callable[[V, V], float]) -> float | None:
    """Return 1 less observed over expected disagreement; None where all values are the same."""
    often = frequencies(pairs)
    expected = sum(often[c] * often[k] * difference(c, k) for c, k in product(often, often))
    if not expected:
        return None
    observed = sum(n * difference(c, k) for (c, k), n in pairs.items())
    return 1 - (sum(often.values()) - 1) * observed / expected
