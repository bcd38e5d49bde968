"""Redactions: what was removed from rows and their history because the law demands it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Recorded, Tracked, is_filled, retraction_is_whole
from claims.models.redactable import is_redactable, redactable_models

if TYPE_CHECKING:
    from claims.models.user import User


class RedactionQuerySet(DeskQuerySet["Redaction"]):
    """Questions about redactions."""

    def done(self) -> "RedactionQuerySet":
        """Return those that were carried out."""
        return self.filter(done_at__isnull=False)

    def lost(self, kind: str, name: str) -> list[int]:
        """Return the numbers of the rows of a kind from which a field was removed."""
        done = self.done().filter(kind=kind).values_list("row_id", "names")
        return [row_id for row_id, names in done if name in names]

    def of_row(self, row: Recorded) -> "RedactionQuerySet":
        """Return those that removed something from a row, the oldest first."""
        return self.done().filter(kind=row._meta.model_name, row_id=row.pk).order_by("done_at")


class Redaction(Tracked):
    """
    What one person asked to have removed from a row and its history, and another carried out.

    The history rows keep their digests, so that the chain of seals holds and shows the gap.
    """

    kind = models.CharField(
        _("kind of row"), max_length=40, help_text=_("For example note, evidence, snapshot, user.")
    )
    row_id = models.PositiveBigIntegerField(
        _("number of the row"), help_text=_("It stands in the address of the row's page.")
    )
    names = models.JSONField(
        _("what is removed"),
        help_text=_(
            "The names of its fields. “frozen.” before one means the published page, for example "
            "frozen.why or frozen.evidence.e1.quote; “raw” and “original” mean the stored file."
        ),
    )
    positions = models.JSONField(
        _("positions in the journal"),
        default=list,
        blank=True,
        help_text=_("Leave it empty to remove it from the row as it is and from all its history."),
    )
    law = models.CharField(
        _("law"), max_length=200, help_text=_("What demands it, for example GDPR, article 17.")
    )
    because = models.CharField(
        _("reason"), max_length=500, help_text=_("Without the words that are to be removed.")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="redactions_asked",
        editable=False,
        verbose_name=_("asked for by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="redactions_approved",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("carried out by"),
    )
    done_at = models.DateTimeField(_("carried out at"), null=True, blank=True, editable=False)
    after = models.JSONField(
        _("digests of what remained"), default=dict, blank=True, editable=False
    )

    objects = RedactionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        permissions = [("redact_history", "Can redact history, with a second person")]
        constraints = [
            retraction_is_whole("redaction"),
            is_filled("redaction", "law", _("Say which law demands it.")),
            is_filled("redaction", "because", _("Say why it is removed.")),
            models.CheckConstraint(
                name="redaction_four_eyes",
                condition=~Q(approved_by=F("asked_by")),
                violation_error_code="four_eyes",
                violation_error_message=_("Somebody else must carry out what you asked for."),
            ),
            models.CheckConstraint(
                name="redaction_done_by_somebody",
                condition=Q(done_at=None, approved_by=None)
                | Q(done_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="redaction_done_or_withdrawn", condition=Q(done_at=None) | Q(retracted_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}: {', '.join(map(str, self.names or []))}"

    def begin(self, by: "User") -> None:
        """Remember who asks: somebody else has to carry it out."""
        self.asked_by = by

    @property
    def row_model(self) -> type[Recorded] | None:
        """The model that it names, if there is one whose rows can be redacted."""
        return redactable_models().get(self.kind)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a second person."""
        return self.done_at is None and not self.is_retracted

    def clean(self) -> None:
        """Raise ValidationError, saying what to write instead, if it names what is not there."""
        if self.done_at is not None:
            return
        model = self.row_model
        if model is None:
            known = ", ".join(sorted(redactable_models()))
            message = _("There is no such kind of row: write one of %(known)s.")
            error = ValidationError(message, code="no_model", params={"known": known})
            raise ValidationError({"kind": error})
        if not model._base_manager.filter(pk=self.row_id).exists():
            error = ValidationError(_("There is no row with this number."), code="no_row")
            raise ValidationError({"row_id": error})
        self.require_names(model)
        self.require_positions(model)

    def require_names(self, model: type[Recorded]) -> None:
        """Raise ValidationError unless each field named can be removed from such rows."""
        named: Any = self.names
        whole = isinstance(named, list) and named and all(isinstance(n, str) for n in named)
        wrong = [name for name in named if not is_redactable(model, name)] if whole else [named]
        if wrong:
            message = _("This cannot be removed: %(names)s. Name fields that hold words or files.")
            params = {"names": ", ".join(map(str, wrong))}
            error = ValidationError(message, code="no_field", params=params)
            raise ValidationError({"names": error})

    def require_positions(self, model: type[Recorded]) -> None:
        """Raise ValidationError unless each position is one of the row's own history."""
        history: Any = model.history.model  # type: ignore[attr-defined]
        named: Any = self.positions
        whole = isinstance(named, list) and all(type(number) is int for number in named)
        own = history._base_manager.filter(
            id=self.row_id, journal_position__in=named if whole else []
        )
        if not whole or own.count() != len(set(named)):
            message = _("These are no positions of the row's own history.")
            raise ValidationError({"positions": ValidationError(message, code="no_position")})
