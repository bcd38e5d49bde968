"""
What changed on a ruling's page since a moment: row by row, field by field, word by word.

Only words that people type and readers see are compared (WORDS of each model), as they stood in
history at that moment. The number of queries does not grow with the number of rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from claims.history.reading import FieldChange, field_changes, names_in
from claims.models import (
    Article,
    Attribution,
    Claim,
    Claimant,
    Correction,
    Evidence,
    Inquiry,
    Recorded,
    Ruling,
    Search,
    Source,
    Tagging,
    Topic,
)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of the page whose words differ from what they were."""

    class Kind(models.TextChoices):
        """What became of the row on the page."""

        ADDED = "added", _("added since")
        CHANGED = "changed", _("changed since")
        GONE = "gone", _("taken back since")

    kind: Kind
    what: str
    row: str
    fields: list[FieldChange]


@dataclass(frozen=True, slots=True)
class Since:
    """A moment to look back to, and what changed after it."""

    class Event(models.TextChoices):
        """What happened at that moment."""

        RETURNED = "returned", _("Since it was last returned")
        APPROVED = "approved", _("Since it was last approved")
        PUBLISHED = "published", _("Since the version before was published")

    event: Event
    at: datetime
    rows: list[RowChange]


def looked_back(ruling: Ruling) -> list[Since]:
    """Return what changed since the version was last returned, approved, and published before."""
    return [Since(event, at, words_since(ruling, at)) for event, at in moments(ruling)]


def moments(ruling: Ruling) -> list[tuple[Since.Event, datetime]]:
    """Return when a version was last returned and approved, and the one before published."""
    stages = ruling.history.order_by("history_id").values_list("stage", "history_date")
    found: dict[Since.Event, datetime] = {}
    for (before, _then), (stage, at) in pairwise(stages):
        if before == stage:
            continue
        if stage == Ruling.Stage.DRAFT:
            found[Since.Event.RETURNED] = at
        if stage == Ruling.Stage.APPROVED:
            found[Since.Event.APPROVED] = at
    last = ruling.public_before().aggregate(at=Max("published_at"))["at"]
    if last:
        found[Since.Event.PUBLISHED] = last
    return [(event, found[event]) for event in Since.Event if event in found]


def words_since(ruling: Ruling, moment: datetime) -> list[RowChange]:
    """Return each row that the page shows, or showed then, whose words differ by now."""
    return [
        change
        for model, pks in rows_on(ruling)
        for change in changed_rows(model, pks, ruling, moment)
    ]


def rows_on(ruling: Ruling) -> list[tuple[type[Recorded], set[int]]]:
    """Return which rows make the page, those among them that were taken back."""
    claim = ruling.claim
    evidence = dict(Evidence.objects.filter(claim=claim).values_list("pk", "source"))
    said = dict(Attribution.objects.filter(claim=claim).values_list("pk", "claimant"))
    tagged = dict(Tagging.objects.filter(claim=claim).values_list("pk", "topic"))
    public = {"claim": claim}
    return [
        (Ruling, {ruling.pk}),
        (Correction, set(Correction.objects.filter(after=ruling).values_list("pk", flat=True))),
        (Claim, {claim.pk}),
        (Attribution, set(said)),
        (Claimant, set(said.values())),
        (Tagging, set(tagged)),
        (Topic, set(tagged.values())),
        (Evidence, set(evidence)),
        (Source, set(evidence.values())),
        (Inquiry, set(Inquiry.objects.filter(**public).values_list("pk", flat=True))),
        (Search, set(Search.objects.filter(**public).values_list("pk", flat=True))),
        (Article, {claim.article_id}),
    ]


def changed_rows(
    model: type[Recorded], pks: set[int], ruling: Ruling, moment: datetime
) -> Iterator[RowChange]:
    """Yield the rows of one model whose words differ from what they were."""
    was, now = versions(model, pks, moment), versions(model, pks)
    if model is Ruling and not was:  # a correction begins with the words of the version before
        was = first_version(ruling)
    fields = [f for f in model.history.model.tracked_fields if f.attname in model.WORDS]  # type: ignore[attr-defined]
    names = names_in([(fields, [*was.values(), *now.values()])], ruling.claim.article_id)
    for pk, after in sorted(now.items()):
        before = was.get(pk)
        shown = [row if row is not None and is_shown(row) else None for row in (before, after)]
        changes = list(field_changes(fields, names, shown[1], shown[0]))
        if changes:
            what = str(model._meta.verbose_name)
            yield RowChange(kind_of(*shown), what, called(after), changes)


def kind_of(before: Any, after: Any) -> RowChange.Kind:
    """Return what became of a row between two states, of which one may be missing."""
    if before is None:
        return RowChange.Kind.ADDED
    return RowChange.Kind.GONE if after is None else RowChange.Kind.CHANGED


def is_shown(version: Any) -> bool:
    """Whether readers see a row that stood so."""
    return not version.retracted_at and getattr(version, "public", True)


def called(version: Any) -> str:
    """Return how a row is called on the page: evidence by its citation."""
    number = getattr(version, "number", None)
    return f"[^e{number}]" if number else ""


def versions(model: Any, pks: set[int], moment: datetime | None = None) -> dict[int, Any]:
    """Return the newest history row of each of these rows, at a moment or now."""
    rows = model.history.filter(id__in=pks)
    if moment is not None:
        rows = rows.filter(history_date__lte=moment)
    newest = rows.order_by().values("id").annotate(newest=Max("history_id")).values("newest")
    return {version.id: version for version in model.history.filter(history_id__in=newest)}


def first_version(ruling: Ruling) -> dict[int, Any]:
    """Return with which words a version began."""
    return {ruling.pk: ruling.history.order_by("history_id").first()}
