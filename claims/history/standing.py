"""A claim as it stood at a moment, with all its parts."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from claims.history.parts import Part, parts_for
from claims.history.reading import Names, as_text, names_in
from claims.history.timeline import told_fields
from claims.models import Claim, User
from claims.models.journal import SealedHistory

LEFT_OUT = {"retracted_at", "retracted_by", "retraction_reason"}  # what stood was not retracted
LEFT_OUT |= {"start", "end", "prefix", "suffix"}  # the passage says it
LEFT_OUT |= {"headers", "pages", "passages", "operations"}  # what programs keep for programs


@dataclass(frozen=True, slots=True)
class Stood:
    """One row as it stood: the names of its fields and what they held."""

    row: int
    since: datetime.datetime
    by: User
    values: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PartStood:
    """The rows of one part that stood."""

    part: Part
    rows: list[Stood]


def as_it_stood(
    claim: Claim,
    user: User,
    *,
    on: datetime.datetime | None = None,
    position: int | None = None,
) -> list[PartStood]:
    """
    Return what of a claim stood at a moment, or right after a position of the journal.

    What was retracted by then is left out; so is all that this person may not see today, others'
    verdicts among it. A claim that was not there yet gives nothing.
    """
    until = {"history_date__lte": on} if position is None else {"journal_position__lte": position}
    found = {part: _versions(part, claim, user, until) for part in parts_for(user)}
    read = [(told_fields(part), versions) for part, versions in found.items()]
    names = names_in(read, claim.article_id)
    return [
        PartStood(part, [_stood(part, version, names) for version in versions])
        for part, versions in found.items()
        if versions
    ]


def is_digest(name: str) -> bool:
    """Whether a column holds a digest, which says nothing to a person."""
    return name.endswith(("digest", "sha256"))


def _versions(part: Part, claim: Claim, user: User, until: dict[str, Any]) -> list[SealedHistory]:
    """Return the newest history row of each row of a part, of those up to a moment."""
    every = part.versions(claim, user).filter(**until).order_by()
    newest = every.values("id").annotate(newest=Max("history_id")).values("newest")
    versions = part.history._default_manager.filter(history_id__in=newest)
    standing = versions.select_related("history_user").order_by("id")
    return [row for row in standing if getattr(row, "retracted_at", None) is None]


def _stood(part: Part, version: Any, names: Names) -> Stood:
    """Return a history row as a person reads it, without what it leaves empty."""
    told = [
        (str(field.verbose_name), as_text(field, getattr(version, field.attname), names))
        for field in told_fields(part)
        if field.name not in LEFT_OUT and not is_digest(field.name)
    ]
    filled = [(name, value) for name, value in told if value]
    return Stood(version.id, version.history_date, version.history_user, filled)
