"""What all desk rows share: one door for writes, a sealed history, retraction, revisions."""

from collections.abc import Collection, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.index_entry import IndexEntry
from claims.models.journal import recorded, sealed_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.models.user import User

M = TypeVar("M", bound=models.Model)
Rows = TypeVar("Rows", bound=models.QuerySet[Any])


class StaleRevision(ValidationError):
    """Somebody else saved the row since it was read; nothing was overwritten."""

    def __init__(self, row: "Recorded", read: int | None = None) -> None:
        stored = type(row)._base_manager.filter(pk=row.pk).first()  # not as it is about to be
        message = _(
            "Somebody else changed “%(row)s” since you opened it. "
            "Nothing was saved: look at what changed, then save again."
        )
        super().__init__(message, code="stale", params={"row": str(stored or row)})
        self.row, self.read = row, read


class DeskQuerySet(models.QuerySet[M]):
    """Questions about desk rows; what would leave no history is refused."""

    def visible_to(self, user: "User") -> Self:
        """Return the rows that this person may see: confidential articles hide what is on them."""
        path: str | None = getattr(self.model, "ARTICLE", None)
        return self if path is None else without_hidden(self, path, user)

    def live(self) -> Self:
        """Return the rows that were not retracted."""
        return self.filter(retracted_at=None)

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: it would leave no history."""
        raise_without_history("update")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: it would leave no history."""
        raise_without_history("bulk_create")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: it would leave no history."""
        raise_without_history("bulk_update")

    def delete(self) -> NoReturn:
        """Refuse: desk rows are retracted."""
        raise_without_history("delete")


def without_hidden(rows: Rows, path: str, user: "User") -> Rows:
    """Return those of the rows whose article, at the end of the path, a person may see."""
    if user.has_perm("claims.see_confidential"):
        return rows
    hidden = rows.model._meta.apps.get_model("claims", "Article").objects.hidden_from(user)
    first, _join, rest = path.partition("__")
    if not rest:
        return rows.filter(~Exists(hidden.filter(pk=OuterRef(path))))
    # Asked of the row itself: what is asked of a joined table SQLite looks up for all of its rows.
    other: Any = rows.model._meta.get_field(first).related_model
    at_hidden = other._base_manager.filter(pk=OuterRef(first), **{f"{rest}__in": hidden})
    return rows.filter(~Exists(at_hidden))


def raise_without_history(name: str) -> NoReturn:
    """Raise the TypeError that names the door to use instead."""
    message = f"{name}() leaves no history: save desk rows one by one with save_by()."
    raise TypeError(message)


class Recorded(models.Model):
    """A row with one door for writes; its history is kept by the concrete model."""

    _history_user: "User"  # HistoricalRecords reads these two when the row is saved
    _change_reason: str
    _door_is_open = False

    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    WORDS: ClassVar[tuple[str, ...]] = ()  # the fields that a person types and a page shows

    class Meta:
        abstract = True

    @recorded
    def save_by(self, user: "User", reason: str = "", *, aside: bool = False) -> None:
        """
        Hold the row against every rule, then save it, with its history, as this person's work.

        What is noted `aside`, by a program, changes no word: whoever has the row open can save it.

        Raises ValidationError if a rule is broken and StaleRevision if the row was saved by
        somebody else since its `revision` was read; nothing is then saved.
        """
        self.require_revision(self.revision)
        self.derive()
        whole = self.keeps_a_file  # a file is written before its row, and must not stay alone
        self.full_clean(validate_unique=whole, validate_constraints=whole)
        try:
            with transaction.atomic(), self.door(user, reason):
                self.revision += not aside
                self.save()
        except IntegrityError as error:
            self.full_clean()  # the database refused; this says by which rule, in words
            message = _("Somebody else saved the same thing at this moment. Look, then try again.")
            raise ValidationError(message, code="conflict") from error

    @contextmanager
    def door(self, user: "User", reason: str) -> "Iterator[None]":
        """Open the one door for a write that knows who and why; a failed one can be tried again."""
        before = self.revision, self._state.adding, self.pk
        self._history_user, self._change_reason, self._door_is_open = user, reason, True
        try:
            yield
        except BaseException:
            self.revision, self._state.adding, self.pk = before
            raise
        finally:
            self._door_is_open = False

    def begin(self, by: "User") -> None:
        """Fill in what a new row takes from who adds it and from its claim."""

    def restate(self) -> None:
        """Note what the row speaks of, each time a person adds or changes it."""

    def derive(self) -> None:
        """Fill in what follows from other columns, each time before the row is saved."""

    @property
    def keeps_a_file(self) -> bool:
        """Whether a file is stored beside the row."""
        return any(isinstance(field, models.FileField) for field in self._meta.concrete_fields)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Ask for no row again that is at hand: it was read, and none is ever deleted."""
        super().clean_fields({*(exclude or ()), *self.named_by_rows()})

    def named_by_rows(self) -> "Iterator[str]":
        """Yield the references whose row is at hand as it is stored, if any row will do."""
        for field in self._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and not field.get_limit_choices_to():
                row = self._state.fields_cache.get(field.name)
                if row is not None and not row._state.adding:
                    yield field.name

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Ask in one query whether all checks hold; where a rule is broken, each for its words."""
        rules = self._meta.constraints
        checks = [rule for rule in rules if isinstance(rule, models.CheckConstraint)]
        if not exclude and self.passes(checks):
            try:
                for rule in rules:
                    if rule not in checks:
                        rule.validate(type(self), self)
            except ValidationError:
                super().validate_constraints(exclude)
        else:
            super().validate_constraints(exclude)

    def passes(self, checks: "Sequence[models.CheckConstraint]") -> bool:
        """Whether the database would let the row pass all of these."""
        if not checks:
            return True
        values = self._get_field_expression_map(self._meta)  # type: ignore[attr-defined]
        return Q(*(check.condition for check in checks)).check(values)

    def require_revision(self, read: int) -> None:
        """Raise StaleRevision unless the stored row is still the one that was read."""
        if self._state.adding:
            return
        rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
        if rows.values_list("revision", flat=True).first() != read:
            raise StaleRevision(self, read)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse unless called through save_by()."""
        if not self._door_is_open:
            raise_without_history("save")
        super().save(*args, **kwargs)
        IndexEntry.store([self])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: desk rows are retracted."""
        raise_without_history("delete")


class Tracked(Recorded):
    """A row whose every change is kept: who, when and why. It is retracted, never deleted."""

    retracted_at = models.DateTimeField(_("retracted at"), null=True, blank=True, editable=False)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("retracted by"),
    )
    retraction_reason = models.CharField(
        _("reason of the retraction"), max_length=500, blank=True, editable=False
    )

    history = sealed_history(inherit=True)

    class Meta:
        abstract = True

    @property
    def is_retracted(self) -> bool:
        """Whether the row was taken back."""
        return self.retracted_at is not None


def retraction_is_whole(model: str) -> models.CheckConstraint:
    """Return the constraint that a retraction names its time, its person and its reason."""
    kept = Q(retracted_at=None, retracted_by=None, retraction_reason="")
    taken_back = Q(retracted_at__isnull=False, retracted_by__isnull=False)
    return models.CheckConstraint(
        name=f"{model}_retraction_is_whole",
        condition=kept | (taken_back & ~Q(retraction_reason="")),
        violation_error_code="retraction",
        violation_error_message=_("A retraction needs a reason."),
    )


def is_known(model: str, field: str, values: Iterable[str]) -> models.CheckConstraint:
    """Return the constraint that a field holds one of its values: choices bind only forms."""
    return models.CheckConstraint(
        name=f"{model}_{field}_is_known", condition=Q(**{f"{field}__in": sorted(map(str, values))})
    )


def is_filled(model: str, field: str, message: Any) -> models.CheckConstraint:
    """Return the constraint that a text is there."""
    return models.CheckConstraint(
        name=f"{model}_{field}_is_filled",
        condition=~Q(**{field: ""}),
        violation_error_code="required",
        violation_error_message=message,
    )
