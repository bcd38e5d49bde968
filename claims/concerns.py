"""What later visits mean for what is cited: asked of the rows, never stored."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import Acknowledgement, Claim, Evidence, Ruling, Snapshot, Source, Visit
from claims.models.ruling import RulingQuerySet


@dataclass(frozen=True, slots=True)
class Concern:
    """A piece of evidence whose page, or whose passage there, is not what it was."""

    evidence: Evidence
    visit: Visit
    kind: Visit.Concern
    acknowledged: Acknowledgement | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has said yet that it stays as it is."""
        return self.acknowledged is None


def cited_copy(source: Source) -> Snapshot | None:
    """
    Return the copy that stands for what the desk read, if there is one.

    It is the newest that evidence cites, else the newest that no later visit brought.
    """
    copies = source.snapshots.order_by("-fetched_at", "-pk")
    cited = Evidence.objects.live().filter(source=source).values("snapshot")
    chosen = copies.filter(pk__in=cited.exclude(snapshot=None)).first()
    return chosen or copies.exclude(visits__outcome=Visit.Outcome.CHANGED).first()


def cited_passages(source: Source) -> list[str]:
    """Return the passages that evidence, or a page in force, quotes from a source's address."""
    evidence = Evidence.objects.live().filter(source__url=source.url)
    quotes = [*evidence.values_list("quote", flat=True)]
    rulings = Ruling.objects.published().standing().filter(claim__evidence__source__url=source.url)
    for ruling in rulings.distinct():
        items = ruling.page["evidence"]
        quotes += [item["quote"] for item in items if item["source"]["url"] == source.url]
    return list(dict.fromkeys(filter(None, quotes)))


def newest_visits(urls: Iterable[str]) -> dict[str, Visit]:
    """Return, for each address that was visited, the last visit that says something about it."""
    visits = Visit.objects.telling().of(filter(None, urls)).newest()
    return {visit.url: visit for visit in visits.select_related("compared_with")}


def concerns_about(evidence: Iterable[Evidence]) -> list[Concern]:
    """Return what needs a person's eye about these pieces, with who took note of it already."""
    pieces = list(evidence)
    visits = newest_visits({piece.source.url for piece in pieces})
    met = [(piece, visits[piece.source.url]) for piece in pieces if piece.source.url in visits]
    found = [(piece, visit, visit.concern_with(piece.quote)) for piece, visit in met]
    troubled = [(piece, visit, kind) for piece, visit, kind in found if kind is not None]
    seen = acknowledgements_of([piece for piece, _visit, _kind in troubled])
    return [
        Concern(piece, visit, kind, covering(seen.get(piece.pk, []), piece, visit))
        for piece, visit, kind in troubled
    ]


def acknowledgements_of(pieces: list[Evidence]) -> dict[int, list[Acknowledgement]]:
    """Return what was acknowledged about each of these pieces, the newest first."""
    given: dict[int, list[Acknowledgement]] = {}
    rows = Acknowledgement.objects.live().filter(evidence__in=[piece.pk for piece in pieces])
    for row in rows.select_related("visit"):
        given.setdefault(row.evidence_id, []).append(row)
    return given


def covering(
    given: Iterable[Acknowledgement], piece: Evidence, visit: Visit
) -> Acknowledgement | None:
    """Return the acknowledgement that holds for what a visit met, if one does."""
    kind = visit.concern_with(piece.quote)
    return next(
        (a for a in given if a.covers(visit) and a.visit.concern_with(piece.quote) == kind), None
    )


def concern_of(piece: Evidence) -> Concern | None:
    """Return what needs a person's eye about a piece of evidence, if anything does."""
    return next(iter(concerns_about([piece])), None)


def concerns_of(claim: Claim) -> list[Concern]:
    """Return what needs a person's eye about the evidence on a claim."""
    return concerns_about(claim.evidence.live().select_related("source").order_by("number"))


def waiting_claims() -> set[int]:
    """Return the keys of the claims with evidence whose page changed or went, unacknowledged."""
    concerns = concerns_about(troubled_evidence())
    return {concern.evidence.claim_id for concern in concerns if concern.waits}


def changed_under(rulings: RulingQuerySet, waiting: Collection[int]) -> RulingQuerySet:
    """
    Return those in force that no longer stand as they were published, `waiting_claims()` given.

    A cited page is not what it was, the passage in the article waits for a person, or the desk's
    rows tell something else (`is_outdated`). Of a translation, that its original was corrected or
    withdrawn since (`is_left_behind`): what else changed is mended there first.
    """
    rows = rulings.live().filter(stage=Ruling.Stage.PUBLISHED)
    outdated = Q(pk__in=rows.outdated())
    behind = Q(pk__in=rows.behind().values("pk"))
    adrift = Q(claim__in=Claim.objects.adrift().values("pk"))
    changed = rows.filter(outdated | behind | Q(edition="") & (adrift | Q(claim__in=waiting)))
    return changed.annotate(is_outdated=outdated, is_left_behind=behind)


def troubled_evidence() -> "QuerySet[Evidence]":
    """Return the live evidence on pages that were not met as they were."""
    outcomes = (Visit.Outcome.CHANGED, Visit.Outcome.GONE, Visit.Outcome.UNREACHABLE)
    troubled = Visit.objects.telling().newest().filter(outcome__in=outcomes)
    urls = set(troubled.order_by().values_list("url", flat=True))  # few, and none on most days
    sources = Source.objects.filter(url__in=urls)
    return Evidence.objects.live().filter(source__in=sources.values("pk")).select_related("source")
