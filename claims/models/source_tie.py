"""What a person decided of two sources: that they are one voice, or two."""

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Tracked, is_filled, is_known, retraction_is_whole

SENTENCE = 10  # characters: fewer explain nothing


class SourceTieQuerySet(DeskQuerySet["SourceTie"]):
    """Questions about what was decided of sources."""


class SourceTie(Tracked):
    """A person's word on two sources; it stands above what the machine found between them."""

    class Kind(models.TextChoices):
        """How often the two count."""

        ONE = "one", _("one voice: they count once")
        TWO = "two", _("two voices: each counts")

    one = models.ForeignKey(
        "claims.Source", models.PROTECT, related_name="ties_as_one", verbose_name=_("source")
    )
    other = models.ForeignKey(
        "claims.Source",
        models.PROTECT,
        related_name="ties_as_other",
        verbose_name=_("other source"),
    )
    kind = models.CharField(_("they are"), max_length=5, choices=Kind)
    because = models.CharField(
        _("because"),
        max_length=500,
        validators=[MinLengthValidator(SENTENCE)],
        help_text=_("How you know: who owns them, who wrote what, whom you asked."),
    )

    objects = SourceTieQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("word on two sources")
        verbose_name_plural = _("words on two sources")
        constraints = [
            retraction_is_whole("sourcetie"),
            is_known("sourcetie", "kind", ["one", "two"]),
            is_filled("sourcetie", "because", _("Say how you know.")),
            models.CheckConstraint(
                name="sourcetie_joins_two",
                condition=Q(one__lt=F("other")),
                violation_error_code="one_source",
                violation_error_message=_("Choose two different sources."),
            ),
            models.UniqueConstraint(
                "one",
                "other",
                condition=Q(retracted_at=None),
                name="sourcetie_is_said_once",
                violation_error_code="said",
                violation_error_message=_("Somebody said so of these two already: change that."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}: {self.get_kind_display()}"

    def derive(self) -> None:
        """Keep the two in one order, so that each pair has one row."""
        if self.one_id and self.other_id and self.one_id > self.other_id:
            self.one, self.other = self.other, self.one
