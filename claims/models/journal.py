"""The one journal: every history row is sealed to the row before it, whatever its table."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ClassVar, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

P = ParamSpec("P")
R = TypeVar("R")

FIRST_SEAL = "0" * 64
OWN_FIELDS = {
    "history_id",
    "journal_position",
    "journal_fields",
    "journal_digest",
    "journal_seal",
}


class Journal(models.Model):
    """The head of the journal, one row: how many history rows there are, and the last seal."""

    length = models.PositiveBigIntegerField(_("length"), default=0)
    seal = models.CharField(_("seal"), max_length=64, default=FIRST_SEAL)

    objects: ClassVar[models.Manager["Journal"]] = models.Manager()

    class Meta:
        verbose_name = _("journal")
        verbose_name_plural = _("journal")
        constraints = [
            models.CheckConstraint(name="journal_is_one_row", condition=models.Q(pk=1)),
        ]

    def __str__(self) -> str:
        return f"{self.length} {self.seal[:12]}"

    @classmethod
    def held(cls) -> "Journal":
        """Return the head, locked until the transaction ends: desk writes come one by one."""
        head, _made = cls.objects.select_for_update().get_or_create(pk=1)
        return head

    @classmethod
    def position(cls) -> int:
        """Return how many history rows there are now, in one query."""
        return cls.objects.filter(pk=1).values_list("length", flat=True).first() or 0


def recorded(action: Callable[P, R]) -> Callable[P, R]:
    """
    Make a function one transaction that holds the journal from its first moment.

    All writers take the same lock first, so that two of them never wait for each other.
    """

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            Journal.held()
            return action(*args, **kwargs)

    return run


def primitive(field: "models.Field[Any, Any]", value: Any) -> Any:
    """Return a field's value as JSON knows it, the same before saving and after loading."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(value, models.Model):
        return value.pk
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    value = target.to_python(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, bool | int):
        return value
    return str(value)


def digest_of(row: models.Model, names: list[str]) -> str:
    """Return the SHA-256, in hex, of the named columns of a history row."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    content = {name: primitive(fields[name], getattr(row, name)) for name in names}
    text = json.dumps(
        [row._meta.label, content], sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seal_of(before: str, position: int, digest: str) -> str:
    """Return the SHA-256, in hex, that binds a digest to its place and to the seal before it."""
    return hashlib.sha256(f"{before}\n{position}\n{digest}".encode()).hexdigest()


class SealedHistory(models.Model):
    """What every history row carries beside the content: its place in the journal and its seal."""

    journal_position = models.PositiveBigIntegerField(_("position"), unique=True, editable=False)
    journal_fields = models.TextField(_("sealed columns"), editable=False)
    journal_digest = models.CharField(_("digest"), max_length=64, editable=False)
    journal_seal = models.CharField(_("seal"), max_length=64, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Seal the row and store it; a history row without its person is refused."""
        if not self._state.adding:
            message = "History is never changed."
            raise TypeError(message)
        if getattr(self, "history_user_id", None) is None:
            message = "History needs to know who: save desk rows with save_by()."
            raise TypeError(message)
        with transaction.atomic():
            head = Journal.held()
            self.bind(head)
            super().save(*args, **kwargs)
            head.length, head.seal = self.journal_position, self.journal_seal
            head.save(update_fields=["length", "seal"])

    def bind(self, head: Journal) -> None:
        """Fill in place, digest and seal, as the row that follows the head."""
        names = sorted({f.attname for f in self._meta.concrete_fields} - OWN_FIELDS)
        self.journal_position = head.length + 1
        self.journal_fields = ",".join(names)
        self.journal_digest = digest_of(self, names)
        self.journal_seal = seal_of(head.seal, self.journal_position, self.journal_digest)

    def faults(self, before: str | None) -> Iterator[str]:
        """Yield what does not fit, given the seal of the row before, or None where that is gone."""
        if digest_of(self, self.journal_fields.split(",")) != self.journal_digest:
            yield "its content was changed"
        if before is None:
            return
        if seal_of(before, self.journal_position, self.journal_digest) != self.journal_seal:
            yield "its seal does not follow from the row before it"
