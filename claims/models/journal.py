"""The one journal: every history row is sealed to the row before it, whatever its table."""

import secrets
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ClassVar, ParamSpec, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from claims.models.sealing import FIRST_SEAL, SALT, digest_of_values, seal_of, values_of

P = ParamSpec("P")
R = TypeVar("R")

OWN_FIELDS = {
    "history_id",
    "journal_position",
    "journal_fields",
    "journal_digest",
    "journal_seal",
    "journal_salt",
}


READ = "SELECT length, seal FROM claims_journal WHERE id = 1"
MOVE = "UPDATE claims_journal SET length = %s, seal = %s, moved_at = %s WHERE id = 1"


def adapted(moment: Any) -> Any:
    """Return a time as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)


class Journal(models.Model):
    """The head of the journal, one row: how many history rows there are, and the last seal."""

    length = models.PositiveBigIntegerField(_("length"), default=0)
    seal = models.CharField(_("seal"), max_length=64, default=FIRST_SEAL)
    moved_at = models.DateTimeField(_("moved at"), null=True, blank=True)

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
        """
        Return the head, locked until the transaction ends: desk writes come one by one.

        By hand, since every write does it twice: the ORM would cost as much as the row itself.
        """
        lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"{READ}{lock}")
            found = cursor.fetchone()
        if found is None:
            return cls.objects.select_for_update().get_or_create(pk=1)[0]
        head = cls(pk=1, length=found[0], seal=found[1])
        head._state.adding = False
        return head

    def advance(self, length: int, seal: str) -> None:
        """Move on to the row that was just sealed, in the transaction that holds the head."""
        self.length, self.seal = length, seal
        with connection.cursor() as cursor:
            cursor.execute(MOVE, [length, seal, adapted(timezone.now())])

    @classmethod
    def last_seal(cls) -> str:
        """Return the seal of all that was written so far: another one, and something was."""
        with connection.cursor() as cursor:
            cursor.execute(READ)
            found = cursor.fetchone()
        return found[1] if found else FIRST_SEAL

    @classmethod
    def position(cls) -> int:
        """Return how many history rows there are now, in one query."""
        return cls.objects.filter(pk=1).values_list("length", flat=True).first() or 0


AFTER_SEALING: list[Callable[["SealedHistory"], None]] = []  # the app's ready() says what


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


class SealedHistory(models.Model):
    """What every history row carries beside the content: its place in the journal and its seal."""

    journal_position = models.PositiveBigIntegerField(_("position"), unique=True, editable=False)
    journal_fields = models.TextField(_("sealed columns"), editable=False)
    journal_digest = models.CharField(_("digest"), max_length=64, editable=False)
    journal_seal = models.CharField(_("seal"), max_length=64, editable=False)
    journal_salt = models.TextField(_("salt"), null=True, editable=False)  # none in earlier rows

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
        with transaction.atomic(savepoint=False):  # it stands or falls with the row itself
            head = Journal.held()
            self.bind(head)
            super().save(*args, **kwargs)
            head.advance(self.journal_position, self.journal_seal)
            for heard in AFTER_SEALING:
                heard(self)

    def bind(self, head: Journal) -> None:
        """Fill in place, salt, digest and seal, as the row that follows the head."""
        names = sealed_columns(type(self))
        self.journal_position = head.length + 1
        self.journal_fields = ",".join(names)
        self.journal_salt = secrets.token_hex(SALT)
        self.journal_digest = str(
            digest_of_values(self._meta.label, names, values_of(self, names), self.journal_salt)
        )
        self.journal_seal = seal_of(head.seal, self.journal_position, self.journal_digest)


def sealed_columns(model: type[SealedHistory]) -> list[str]:
    """Return the columns that a seal covers, in their order."""
    return sorted({field.attname for field in model._meta.concrete_fields} - OWN_FIELDS)


@cache
def manager_of(rows: type[models.QuerySet[Any]]) -> Any:
    """Return the class of a `history`: made once, not for each row that is asked for its own."""
    return HistoryManager.from_queryset(rows)


class Histories(HistoryManager):  # type: ignore[misc] # it carries no types
    """What gives a row its `history`."""

    @classmethod
    def from_queryset(
        cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None
    ) -> Any:
        """Return the class that asks for a row's versions."""
        return manager_of(queryset_class)


def sealed_history(**options: Any) -> HistoricalRecords:
    """Return the history of a model, with its rows sealed in the journal."""
    return HistoricalRecords(bases=[SealedHistory], history_manager=Histories, **options)
