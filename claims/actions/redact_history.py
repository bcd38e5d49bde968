"""Remove from a row and its history what the law demands: the one place that lifts a guard."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.publish_checkpoint import publish_after_commit
from claims.models import (
    Body,
    KeptPage,
    Recorded,
    Redaction,
    Snapshot,
    User,
    guards,
    index_entry,
    listing,
)
from claims.models.journal import recorded
from claims.models.redactable import FILES, Marks
from claims.models.sealing import (
    Removal,
    digest_of,
    digest_of_rest,
    leaf_of,
    removal_of,
    salts_of,
    values_of,
)

NEVER_SAVED = (Body, Snapshot)  # rows that have one history row for good


@recorded
def redact_history(redaction: Redaction, *, revision: int, by: User) -> Redaction:
    """
    Carry out what somebody else asked for: marks take the place of contents, digests stay.

    Guards are lifted and put back in this one transaction; if it fails, nothing was removed.
    Raises PermissionDenied if `by` may not, StaleRevision if the request was changed since it
    was read, and ValidationError if a history row is not as it was sealed or a rule would break.
    """
    redaction = Redaction.objects.select_for_update().get(pk=redaction.pk)
    redaction.require_revision(revision)
    if redaction.done_at is not None and by.has_perm("claims.redact_history"):
        raise ValidationError(_("This was carried out already."), code="done")
    if not policy.may_redact(by, redaction):
        raise PermissionDenied
    redaction.clean()
    require_guards()
    row, versions = what_is_named(redaction)
    files = FILES.intersection(redaction.names)
    require_all_asked(row, files)
    require_whole(versions)
    after = remove(row, versions, redaction)
    index_entry.forget()
    listing.forget()
    KeptPage.drop_all()
    redaction.after, redaction.approved_by, redaction.done_at = after, by, timezone.now()
    redaction.save_by(by, redaction.law)
    transaction.on_commit(lambda: remove_files(row, files))
    publish_after_commit()
    return redaction


def require_guards() -> None:
    """Raise ValidationError if a guard is not as it should be: what lifts it must put it back."""
    wrong = [*guards.missing(), *guards.altered()]
    if wrong:
        message = _("The database does not guard its history: %(names)s. Run manage.py migrate.")
        raise ValidationError(message, code="unguarded", params={"names": ", ".join(wrong)})


def what_is_named(redaction: Redaction) -> tuple[Recorded, list[Any]]:
    """Return the row that a redaction names, locked, and its history rows, the oldest first."""
    model: Any = redaction.row_model
    row: Recorded = model._base_manager.select_for_update().get(pk=redaction.row_id)
    rows: Any = model.history.model._base_manager.filter(id=row.pk).order_by("history_id")
    return row, list(rows)


def require_all_asked(row: Recorded, files: Iterable[str]) -> None:
    """Raise ValidationError if a file is also another row's, which nobody asked to remove."""
    for name in files:
        kept = [other for other in sharing(row, name) if not is_asked(other, name)]
        if kept:
            others = ", ".join(f"{other._meta.model_name} {other.pk}" for other in kept)
            message = _("The same file is kept with %(others)s: ask for its removal there too.")
            raise ValidationError(message, code="shared", params={"others": others})


def sharing(row: Recorded, name: str) -> "models.QuerySet[Any]":
    """Return the other rows whose stored file is this row's."""
    rows: models.QuerySet[Any] = type(row)._base_manager.exclude(pk=row.pk)
    stored = getattr(row, name)
    return rows.filter(**{name: stored.name}) if stored else rows.none()


def is_asked(row: Recorded, name: str) -> bool:
    """Whether somebody asked to remove a file of a row, be it done or not."""
    asked = Redaction.objects.live().filter(kind=row._meta.model_name, row_id=row.pk)
    return any(name in names for names in asked.values_list("names", flat=True))


def require_whole(versions: Iterable[Any]) -> None:
    """Raise ValidationError if a history row differs from its seal."""
    for version in versions:
        if digest_of(version, version.journal_fields.split(",")) in (None, version.journal_digest):
            continue
        message = _(
            "The history at position %(position)s is not as it was sealed. Run verify_history and "
            "find out why before anything is removed."
        )
        params = {"position": version.journal_position}
        raise ValidationError(message, code="not_whole", params=params)


def remove(row: Recorded, versions: list[Any], redaction: Redaction) -> dict[str, str]:
    """Put the marks in place; return by position the digest of what remains of each history row."""
    marks, after = Marks(redaction.names), {}
    named = redaction.positions or [version.journal_position for version in versions]
    with guards.lifted([type(row), type(versions[-1])]):
        for version in versions:
            changes = marks.changes(version)
            if changes and version.journal_position in named:
                mark_version(version, changes)
                after[str(version.journal_position)] = digest_of_rest(version)
        changes = marks.changes(row) if versions[-1].journal_position in named else {}
        if changes:
            mark_row(row, changes, by=redaction.asked_by, reason=redaction.law)
    if not (after or changes or FILES.intersection(redaction.names)):
        message = _("There is nothing to remove: these fields are empty.")
        raise ValidationError(message, code="empty")
    return after


def mark_version(version: Any, changes: dict[str, Any]) -> None:
    """Put marks in a history row, whose digest still follows from what is left of its salt."""
    names = version.journal_fields.split(",")
    removal = removal_of(version.journal_salt) or unremoved(names, version.journal_salt)
    leaves = dict(removal.leaves)
    for name, value in zip(names, values_of(version, names), strict=True):
        if name in changes and name not in leaves:
            salt = removal.salts.get(name)
            leaves[name] = leaf_of(bytes.fromhex(salt), name, value).hex() if salt else ""
    salts = {name: salt for name, salt in removal.salts.items() if name not in leaves}
    changes = {**changes, "journal_salt": str(Removal(salts, leaves))}
    store(version, changes)


def unremoved(names: list[str], salt: str | None) -> Removal:
    """Return the salt of each column of a row from which nothing was removed so far."""
    salts = salts_of(salt, len(names)) if salt else []
    return Removal({n: s.hex() for n, s in zip(names, salts, strict=bool(salt))}, {})


def mark_row(row: Recorded, changes: dict[str, Any], *, by: User, reason: str) -> None:
    """
    Put marks in the row itself, as a change that whoever has it open is told of.

    Raises ValidationError if the row could not stand without what is to go.
    """
    try:
        with transaction.atomic():
            if isinstance(row, NEVER_SAVED):
                store(row, changes)
                return
            for name, value in changes.items():
                setattr(row, name, value)
            with row.door(by, reason):
                row.revision += 1
                row.save()
    except IntegrityError as error:
        message = _("The row cannot stand without this: %(why)s.")
        raise ValidationError(message, code="rule", params={"why": str(error)}) from error


def store(row: models.Model, changes: dict[str, Any]) -> None:
    """Write columns past the model, which refuses it."""
    rows: models.QuerySet[Any] = models.QuerySet(type(row))
    rows.filter(pk=row.pk).update(**changes)
    for name, value in changes.items():
        setattr(row, name, value)


def remove_files(row: Recorded, names: Iterable[str]) -> None:
    """
    Delete the stored files, a shared one with the last row that has it.

    Until they are gone, verify_history names them.
    """
    for name in names:
        file = getattr(row, name)
        gone = Redaction.objects.lost(str(row._meta.model_name), name)
        if file and not sharing(row, name).exclude(pk__in=gone).exists():
            file.storage.delete(file.name)
