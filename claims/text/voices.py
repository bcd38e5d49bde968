"""
Which sources are one voice: same publisher, same registered domain, one agency, one text.

What speaks for it is told in words that a person can check. Being one goes on from each to the
next: if A is one with B and B with C, all three count once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

from claims.text.domains import registered_domain
from claims.text.publishers import agency_called, plain_publisher

Kind = Literal["publisher", "domain", "agency", "text", "title", "person"]
Pair = tuple[int, int]  # two keys, the smaller one first


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of one source; its key is the caller's."""

    key: int
    title: str = ""
    publisher: str = ""
    addresses: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()  # the agencies that its text names

    @property
    def plain(self) -> str:
        """The publisher's name as it is compared."""
        return plain_publisher(self.publisher)

    @property
    def domains(self) -> frozenset[str]:
        """The registered domains of its addresses."""
        return frozenset(filter(None, map(registered_domain, self.addresses)))

    @property
    def agencies(self) -> frozenset[str]:
        """The agencies that it is by, or credits."""
        return frozenset(filter(None, [*self.credits, agency_called(self.publisher)]))


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two sources count once: what they have in common, by name or by number of words."""

    pair: Pair
    kind: Kind
    common: str


@dataclass(frozen=True, slots=True)
class Group:
    """Sources that count once, and the ties that hold them together."""

    keys: tuple[int, ...]
    ties: tuple[Tie, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Said:
    """What a person decided of two sources: that they are one voice, or two."""

    pair: Pair
    one: bool
    reason: str


def pair_of(one: int, other: int) -> Pair:
    """Return two keys in the order of every pair."""
    return (one, other) if one < other else (other, one)


def group(
    voices: Iterable[Voice], shared: dict[Pair, int], said: Iterable[Said] = ()
) -> list[Group]:
    """
    Return the sources in groups that count once each, in the order given.

    `shared` tells how many words two texts share, where that makes them one. What a person said
    of two stands above all that the machine finds between these two; others may still join them.
    """
    known = list(voices)
    decided = {decision.pair: decision for decision in said}
    ties = [*machine_ties(known, shared, decided), *said_ties(known, decided)]
    root = {voice.key: voice.key for voice in known}
    for tie in ties:
        join(root, *tie.pair)
    groups: dict[int, list[int]] = {}
    for voice in known:
        groups.setdefault(find(root, voice.key), []).append(voice.key)
    return [
        Group(tuple(keys), tuple(tie for tie in ties if tie.pair[0] in keys))
        for keys in groups.values()
    ]


def machine_ties(
    voices: list[Voice], shared: dict[Pair, int], decided: dict[Pair, Said]
) -> Iterator[Tie]:
    """Yield what each two have in common, unless a person decided about these two."""
    facts = [Facts(v, v.plain, v.domains, v.agencies) for v in voices]
    for one, other in combinations(facts, 2):
        pair = pair_of(one.voice.key, other.voice.key)
        if pair in decided:
            continue
        for kind, common in in_common(one, other):
            yield Tie(pair, kind, common)
        if pair in shared:
            yield Tie(pair, "text", str(shared[pair]))


class Facts(NamedTuple):
    """What of a source is compared, worked out once."""

    voice: Voice
    publisher: str
    domains: frozenset[str]
    agencies: frozenset[str]


def in_common(one: Facts, other: Facts) -> Iterator[tuple[Kind, str]]:
    """Yield what is said of two sources alike; their titles, where nothing else can be compared."""
    if one.publisher and one.publisher == other.publisher:
        yield "publisher", one.voice.publisher
    for domain in sorted(one.domains & other.domains):
        yield "domain", domain
    for agency in sorted(one.agencies & other.agencies):
        yield "agency", agency
    title, theirs = one.voice.title, other.voice.title
    comparable = (one.publisher and other.publisher) or (one.domains and other.domains)
    if not comparable and title and title.casefold() == theirs.casefold():
        yield "title", title


def said_ties(voices: list[Voice], decided: dict[Pair, Said]) -> Iterator[Tie]:
    """Yield what a person joined."""
    keys = {voice.key for voice in voices}
    for decision in decided.values():
        if decision.one and keys.issuperset(decision.pair):
            yield Tie(decision.pair, "person", decision.reason)


def find(root: dict[int, int], key: int) -> int:
    """Return the key that stands for the group of this one."""
    while root[key] != key:
        root[key] = root[root[key]]
        key = root[key]
    return key


def join(root: dict[int, int], one: int, other: int) -> None:
    """Make two groups one."""
    root[find(root, other)] = find(root, one)
