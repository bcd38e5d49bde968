"""The history of a row as a person reads it."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.gate import sentences
from claims.history.deeds import as_read
from claims.models import Body, Claim, Recorded, Redaction, RuleSet, Ruling, Snapshot, User
from claims.text import diff

BOOKKEEPING = {"id", "public_id", "revision", "created_at", "frozen", "approved_digest"}
BOOKKEEPING |= {"found_start", "found_end", "finding"}
NAMED_AFTER: dict[type[models.Model], tuple[str, ...]] = {  # rows whose names hold others' names
    Body: ("article",),
    Claim: ("article",),
    Ruling: ("rating", "claim"),
    Snapshot: ("source",),
}

Names = dict[tuple[type[models.Model], Any], str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, as a person reads it, and what differs word by word."""

    name: str
    before: str
    after: str

    @property
    def words(self) -> list[diff.Change]:
        """The runs of words that stayed, went or came."""
        return diff.word_diff(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a row's history."""

    class Kind(models.TextChoices):
        """What became of the row."""

        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        RETRACTED = "retracted", _("retracted")
        DISCARDED = "discarded", _("discarded")
        RESTORED = "restored", _("taken up again")

    kind: Kind
    by: User
    at: datetime.datetime
    reason: str
    fields: list[FieldChange]
    version: Any  # the history row, with all values as they were saved
    removed: list[Redaction]  # what the law took out of it since


def changes(row: Recorded) -> list[Change]:
    """
    Return what happened to a row, newest first.

    The number of queries does not grow with the number of changes.
    """
    history = row.history  # type: ignore[attr-defined]
    versions = list(history.select_related("history_user").order_by("-history_id"))
    fields = read_fields(history.model)
    names = names_in([(fields, versions)], getattr(versions[0], "article_id", None))
    removed = _removed(row)
    return [
        change_from(before, version, fields, names, removed[version.journal_position])
        for version, before in pairwise([*versions, None])
    ]


def read_fields(model: Any) -> list[Any]:
    """Return the columns of a history table that tell a person something."""
    return [field for field in model.tracked_fields if field.name not in BOOKKEEPING]


def _removed(row: Recorded) -> dict[int, list[Redaction]]:
    """Return what the law took out of a row's history, by position."""
    found: dict[int, list[Redaction]] = defaultdict(list)
    for redaction in Redaction.objects.of_row(row).select_related("asked_by", "approved_by"):
        for position in redaction.after:
            found[int(position)].append(redaction)
    return found


def change_from(
    before: Any | None, version: Any, fields: list[Any], names: Names, removed: list[Redaction]
) -> Change:
    """Return the entry that a history row makes after the one before it."""
    return Change(
        kind=_kind(version, before),
        by=version.history_user,
        at=version.history_date,
        reason=_reason(version.history_change_reason or ""),
        fields=list(field_changes(fields, names, version, before)),
        version=version,
        removed=removed,
    )


def _reason(reason: str) -> str:
    """Return why a row was changed, as a person reads it."""
    return as_read(reason)


def _kind(version: Any, before: Any | None) -> Change.Kind:
    """Return what became of the row between two of its history rows."""
    if before is None:
        return Change.Kind.CREATED
    was, now = (getattr(row, "retracted_at", None) for row in (before, version))
    if now and not was:
        of_a_ruling = issubclass(version.instance_type, Ruling)
        return Change.Kind.DISCARDED if of_a_ruling else Change.Kind.RETRACTED
    return Change.Kind.RESTORED if was and not now else Change.Kind.CHANGED


def field_changes(
    fields: list[Any], names: Names, version: Any | None, before: Any | None
) -> Iterator[FieldChange]:
    """Yield the fields whose text differs between two history rows of one row."""
    for field in fields:
        was = as_text(field, getattr(before, field.attname, None), names)
        now = as_text(field, getattr(version, field.attname, None), names)
        if was != now:
            yield FieldChange(str(field.verbose_name), was, now)


def names_in(read: Iterable[tuple[list[Any], list[Any]]], article: int | None) -> Names:
    """
    Return how each row that history rows point at is called, with one query for each table.

    `read` holds the fields and the history rows of one table after another; `article` is the one
    that they are about, if they are about one.
    """
    pks: dict[type[models.Model], set[Any]] = defaultdict(set)
    for fields, versions in read:
        for field in fields:
            if field.is_relation:
                pks[field.related_model].update(getattr(v, field.attname) for v in versions)
    return {
        (model, row.pk): _called(row, article)
        for model, wanted in pks.items()
        for row in _rows(model).in_bulk(wanted - {None}).values()
    }


def _called(row: models.Model, article: int | None) -> str:
    """Return a row's name, unless it is a claim of another article that not everybody may see."""
    if isinstance(row, Claim) and row.article.confidential:
        own = article in (None, row.article_id)
        return str(row) if own else gettext("a claim of a confidential article")
    return str(row)


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return all rows of a model, each with what its name is made of."""
    return model._base_manager.select_related(*NAMED_AFTER.get(model, (None,)))


def as_text(field: Any, value: Any, names: Names) -> str:
    """Return a stored value as a person reads it."""
    if value is None:
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), f"#{value}")
    if field.name == "overridden_rules":
        return "\n".join(sentences(value))
    if field.name == "levels":
        return _levels(value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _levels(levels: dict[str, str]) -> str:
    """Return how much each publication rule binds, a line each."""
    told = zip(sentences(levels), levels.values(), strict=True)
    return "\n".join(f"{sentence}: {RuleSet.Level(level).label}" for sentence, level in told)


def _plain(value: Any) -> str:
    """Return a value without a meaning of its own in words."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list | dict):
        return _lines(value)
    return _localised(value)


def _lines(value: list[Any] | dict[str, Any]) -> str:
    """Return JSON as a person reads it: a line for each entry of a list."""
    entries = value if isinstance(value, list) else [value]
    return "\n".join(
        entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False)
        for entry in entries
    )


def _localised(value: Any) -> str:
    """Return a number, a date or a time as the reader's language writes it."""
    if isinstance(value, datetime.datetime):
        with suppress(OverflowError):  # a day at the end of the calendar has no tomorrow
            value = timezone.localtime(value)
    return str(formats.localize(value))
