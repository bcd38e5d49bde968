"""Which names may be one name: the same but for case, accents, signs and order, or nearly so."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

NEAR = 0.86  # of SequenceMatcher's ratio: one or two letters in a name of two words


def plain(name: str) -> str:
    """Return a name without case, accents and signs, its words in order of the alphabet."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(sorted(kept.split()))


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; 1 where they are the same when plain."""
    first, second = sorted([plain(one), plain(other)])
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shared = set(first.split()) & set(second.split())
    whole = SequenceMatcher(None, first, second, autojunk=False).ratio()
    contained = shared == set(first.split()) or shared == set(second.split())
    return max(whole, NEAR) if contained and len(shared) > 1 else whole


def most_alike(name: str, others: Iterable[tuple[int, str]], limit: int = 8) -> list[int]:
    """Return the keys of the names that may be this one, the most alike first."""
    scored = [(likeness(name, other), key) for key, other in others]
    near = sorted((s for s in scored if s[0] >= NEAR), key=lambda s: (-s[0], s[1]))
    return [key for _score, key in near[:limit]]
