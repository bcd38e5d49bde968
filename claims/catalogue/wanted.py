"""What somebody looks for, and the marks that the rulings meant by it have in the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.catalogue.names import claimant_refs, is_claimant, topic_refs
from claims.models.listing import Kind, block_of, facet, name_facet
from claims.text.words import words_of

YEAR = 62  # blocks of six days to which the index can be narrowed
LAST = 2**63 - 1

Marks = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words, filters, and between which keys."""

    words: str = ""
    rating: str = ""
    topic: str = ""
    language: str = ""
    claimant: str = ""  # a public id, or words of a name
    first: int = 0
    last: int = LAST

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return self == Wanted()


def marks_of(wanted: Wanted) -> list[list[str]] | None:
    """Return the marks of which a ruling must have one of each list; none if that cannot be."""
    marks = [[facet(kind, ref)] for kind, ref in simple_filters(wanted) if ref]
    if wanted.topic:
        marks.append([facet(Kind.TOPIC.value, slug) for slug in topic_refs(wanted.topic)])
    if not wanted.claimant:
        return marks
    if is_claimant(wanted.claimant):
        refs = claimant_refs(wanted.claimant)
        return [*marks, [facet(Kind.CLAIMANT.value, ref) for ref in refs]]
    words = words_of(wanted.claimant)
    return [*marks, *([name_facet(word)] for word in words)] if words else None


def simple_filters(wanted: Wanted) -> list[tuple[str, str]]:
    """Return the filters whose values pages hold as they are."""
    return [(Kind.RATING.value, wanted.rating), (Kind.LANGUAGE.value, wanted.language)]


def blocks_of(wanted: Wanted) -> list[int] | None:
    """Return the blocks of days that are asked for, or nothing where they are many."""
    first, last = block_of(wanted.first), block_of(wanted.last)
    return list(range(first, last + 1)) if last - first < YEAR else None
