"""Earlier versions of what rulings are judged by, as readers see them."""

from itertools import groupby
from typing import Any, NamedTuple

from claims.gate import standing
from claims.models import Rating, RuleSet, Scale, Standard
from claims.models.standard import OF_THE_RELEASE


class Earlier(NamedTuple):
    """A version that was in force, with what it said."""

    number: int
    since: Any
    why: str
    content: Any


def earlier_rules() -> list[Earlier]:
    """Return the versions of the publication rules before today's, the newest first."""
    first = RuleSet(version=OF_THE_RELEASE)
    kept = [*RuleSet.objects.kept(), first][1:]
    return [told(rules, standing(rules)) for rules in kept]


def earlier_scales() -> list[Earlier]:
    """Return the versions of the rating scale before today's, the newest first."""
    kept = [*Scale.objects.kept(), Scale(version=OF_THE_RELEASE)][1:]
    numbers = [scale.version for scale in kept]
    steps = Rating.objects.live().filter(scale__in=numbers).order_by("scale", "order")
    by_scale = {number: list(rows) for number, rows in groupby(steps, lambda step: step.scale)}
    return [told(scale, by_scale.get(scale.version, [])) for scale in kept]


def told(version: Standard, content: Any) -> Earlier:
    """Return a version with what it said."""
    return Earlier(version.version, version.in_force_since, version.why, content)
