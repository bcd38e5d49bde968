"""What the rules look at."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, Q

from claims.gate.voices import VoiceGroup, voices_in
from claims.models import (
    Attribution,
    Claim,
    Evidence,
    Inquiry,
    Ruling,
    Search,
    Snapshot,
    SourceTie,
    Verdict,
)

COPIES = Snapshot.objects.only("source", "final_url", "text_sha256", "fetched_at")


@dataclass(frozen=True)
class Case:
    """A claim with all that hangs on it, loaded once."""

    claim: Claim
    ruling: Ruling | None = None
    evidence: tuple[Evidence, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    searches: tuple[Search, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    claimants: tuple[Attribution, ...] = ()
    ties: tuple[SourceTie, ...] = ()  # what people said of any two of the sources

    @classmethod
    def of(cls, claim: Claim, ruling: Ruling | None = None) -> "Case":
        """Load a claim's case."""
        evidence = tuple(
            claim.evidence.live()
            .with_notes_age()
            .select_related("source")
            .prefetch_related(Prefetch("source__snapshots", COPIES))
            .order_by("number")
        )
        cited = {piece.source_id for piece in evidence}
        ties = SourceTie.objects.live().filter(Q(one__in=cited) & Q(other__in=cited))
        return cls(
            claim=claim,
            ruling=ruling,
            evidence=evidence,
            verdicts=tuple(claim.verdicts.live().select_related("rating")),
            searches=tuple(claim.searches.live()),
            inquiries=tuple(claim.inquiries.live()),
            claimants=tuple(claim.attributions.live().select_related("claimant")),
            ties=tuple(ties.select_related("one", "other")) if cited else (),
        )

    @property
    def rests_on_nothing(self) -> bool:
        """Whether the ruling is no degree of truth, and nothing is cited."""
        rating = self.ruling.rating if self.ruling else None
        return rating is not None and rating.value is None and not self.evidence

    @property
    def is_translation(self) -> bool:
        """Whether it is a translation that is to be published."""
        return self.ruling is not None and bool(self.ruling.edition)

    @cached_property
    def original(self) -> Ruling | None:
        """The version that a translation translates."""
        return self.ruling.original() if self.ruling else None

    @cached_property
    def newest(self) -> Ruling | None:
        """What stands now in the place of what a translation translates: it, or its withdrawal."""
        return self.ruling.newest_original() if self.ruling else None

    @cached_property
    def voices(self) -> list[VoiceGroup]:
        """
        The sources for and against the claim, in groups that count once each.

        One whose passage is in no stored copy of it is no voice.
        """
        weighed = (p for p in self.evidence if p.stance != Evidence.Stance.CONTEXT)
        central = (p.source for p in weighed if p.found != Evidence.Found.ABSENT)
        return voices_in(list({id_of(source): source for source in central}.values()), self.ties)


def id_of(source: object) -> object:
    """Return what tells one source from another, stored or not."""
    return getattr(source, "pk", None) or id(source)
