"""What the rules look at."""

from dataclasses import dataclass

from django.db.models import Prefetch

from claims.models import Claim, Evidence, Inquiry, Ruling, Search, Snapshot, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at: a claim with all that hangs on it, loaded once."""

    claim: Claim
    ruling: Ruling | None
    evidence: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    searches: tuple[Search, ...]
    inquiries: tuple[Inquiry, ...]

    @classmethod
    def of(cls, claim: Claim, ruling: Ruling | None = None) -> "Case":
        """Load a claim's case."""
        return cls(
            claim=claim,
            ruling=ruling,
            evidence=tuple(
                claim.evidence.live()
                .select_related("source")
                .prefetch_related(Prefetch("source__snapshots", Snapshot.objects.only("source")))
            ),
            verdicts=tuple(claim.verdicts.live().select_related("rating")),
            searches=tuple(claim.searches.live()),
            inquiries=tuple(claim.inquiries.live()),
        )
