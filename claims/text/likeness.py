"""Which names may be one name: the same but for case, accents, signs and order, or nearly so."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import combinations

NEAR = 0.86  # of SequenceMatcher's ratio: one or two letters in a name of two words
BEGINNING = 4  # letters of a word by which names are brought together to be compared
COMMON = 120  # names that share a beginning which is still worth comparing


def plain(name: str) -> str:
    """Return a name without case, accents and signs, its words in order of the alphabet."""
    letters = unicodedata.normalize("NFKD", name).casefold()  # some signs stand for capitals
    bare = unicodedata.normalize("NFKD", letters)
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(sorted(kept.split()))


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; 1 where they are the same when plain."""
    return likeness_of(*sorted([plain(one), plain(other)]))


def likeness_of(first: str, second: str) -> float:
    """Return how alike two names are that are plain already."""
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


def alike_pairs(names: Iterable[tuple[int, str]]) -> list[tuple[float, int, int]]:
    """
    Return the pairs of names that may be one, the most alike first: their likeness and two keys.

    Names are compared that share the beginning of a word; one that hundreds have tells nothing.
    """
    blocks: dict[str, set[int]] = defaultdict(set)
    plains = {key: plain(name) for key, name in names}
    for key, bare in plains.items():
        for word in bare.split():
            blocks[word[:BEGINNING]].add(key)
    compared = {
        pair
        for block in blocks.values()
        if len(block) <= COMMON
        for pair in combinations(sorted(block), 2)
    }
    near = (
        (likeness_of(*names_of), *pair)
        for pair in compared
        if may_be_near(*(names_of := sorted(plains[key] for key in pair)))
    )
    return sorted((n for n in near if n[0] >= NEAR), key=lambda n: (-n[0], n[1], n[2]))


def may_be_near(first: str, second: str) -> bool:
    """
    Whether two plain names are worth comparing letter by letter, which takes long.

    A report of another year is another report: names with other figures are not.
    """
    if figures_of(first) != figures_of(second):
        return False
    if len({*first.split()} & {*second.split()}) > 1:
        return True
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR


def figures_of(name: str) -> set[str]:
    """Return the words of a plain name that hold a figure."""
    return {word for word in name.split() if any(sign.isdigit() for sign in word)}
