"""Which of a claim's sources are one voice, and why, in words for the desk."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Fingerprint, Snapshot, Source, SourceTie
from claims.models.fingerprint import VERSION
from claims.text.voices import Group, Kind, Pair, Said, Tie, Voice, group, pair_of
from claims.text.winnowing import shared_words

WHY: dict[Kind, Promise] = {
    "publisher": _("same publisher: %(common)s"),
    "domain": _("same registered domain: %(common)s"),
    "agency": _("both are by, or credit, %(common)s"),
    "text": _("their stored copies share about %(common)s words"),
    "title": _("same title, and nothing else to compare"),
    "person": _("a person says that they are one: %(common)s"),
}


class Why(NamedTuple):
    """Why two sources count once."""

    one: Source
    other: Source
    sentence: str
    by_person: bool


@dataclass(frozen=True, slots=True)
class VoiceGroup:
    """Sources that count once."""

    sources: tuple[Source, ...]
    whys: tuple[Why, ...]

    def __str__(self) -> str:
        names = "; ".join(map(str, self.sources))
        return f"{names} ({'; '.join(dict.fromkeys(why.sentence for why in self.whys))})"


class Compared(NamedTuple):
    """What the texts of some stored copies tell: whom they credit, and what any two share."""

    agencies: dict[int, list[str]]
    shared: dict[Pair, int]


def voices_in(sources: Sequence[Source], ties: Iterable[SourceTie]) -> list[VoiceGroup]:
    """Return the sources in groups that count once each, in the order given."""
    keys = {source.pk or -at: source for at, source in enumerate(sources, start=1)}
    copies = {key: copy for key, source in keys.items() if (copy := newest_copy(source))}
    texts = compared(list(copies.values()))
    of_copy = {copy.pk: key for key, copy in copies.items()}
    shared = {
        pair_of(of_copy[one], of_copy[other]): words for (one, other), words in texts.shared.items()
    }
    voices = [voice_of(key, source, copies.get(key), texts) for key, source in keys.items()]
    said = [Said((t.one_id, t.other_id), t.kind == SourceTie.Kind.ONE, t.because) for t in ties]
    return [in_words(found, keys) for found in group(voices, shared, said)]


def newest_copy(source: Source) -> Snapshot | None:
    """Return the newest stored copy of a source, if it has one."""
    copies = list(source.snapshots.all()) if source.pk else []  # the newest comes first
    return copies[0] if copies else None


def voice_of(key: int, source: Source, copy: Snapshot | None, texts: Compared) -> Voice:
    """Return what is known of a source."""
    addresses = (source.url or source.archived_url, copy.final_url if copy else "")
    agencies = texts.agencies.get(copy.pk, []) if copy else []
    return Voice(key, source.title, source.publisher, addresses, tuple(agencies))


def compared(copies: Sequence[Snapshot]) -> Compared:
    """
    Return what the texts of these copies tell, from what was worked out when they were stored.

    A stored copy never changes, so neither does what two of them share: it is kept.
    """
    if not copies:
        return Compared({}, {})
    named = sorted(f"{copy.pk}:{copy.text_sha256}" for copy in copies)
    key = f"shared-{VERSION}-{hashlib.sha256(' '.join(named).encode()).hexdigest()}"
    found: Compared | None = cache.get(key)
    if found is None:
        found = compare([copy.pk for copy in copies])
        cache.set(key, found, timeout=None)
    return found


def compare(copies: list[int]) -> Compared:
    """Compare the fingerprints of stored copies."""
    prints = list(Fingerprint.objects.filter(pk__in=copies))
    shared = shared_words({row.pk: row.fingerprints for row in prints})
    return Compared({row.pk: row.agencies for row in prints}, shared)


def in_words(found: Group, keys: dict[int, Source]) -> VoiceGroup:
    """Return a group with its reasons as sentences."""
    whys = tuple(why(tie, keys) for tie in found.ties)
    return VoiceGroup(tuple(keys[key] for key in found.keys), whys)


def why(tie: Tie, keys: dict[int, Source]) -> Why:
    """Return a reason as a sentence."""
    one, other = (keys[key] for key in tie.pair)
    return Why(one, other, str(WHY[tie.kind]) % {"common": tie.common}, tie.kind == "person")
