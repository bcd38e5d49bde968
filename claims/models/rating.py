"""The desk's scale: what a ruling can say."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from claims.models.base import DeskQuerySet, Tracked, is_known, retraction_is_whole
from claims.models.fields import NameField
from claims.models.scale import Scale
from claims.models.standard import OF_THE_RELEASE

RELEASED = {  # the release's own scale, so that the catalogues have its words
    "True": pgettext_lazy("rating", "True"),
    "Mostly true": pgettext_lazy("rating", "Mostly true"),
    "Half true": pgettext_lazy("rating", "Half true"),
    "Mostly false": pgettext_lazy("rating", "Mostly false"),
    "False": pgettext_lazy("rating", "False"),
    "Unproven": pgettext_lazy("rating", "Unproven"),
}


def word_in(label: str, catalogue: str | None) -> str:
    """Return what a step of the release's scale is called in a catalogue, or nothing."""
    if catalogue is None or label not in RELEASED:
        return ""
    with override(catalogue):
        return str(RELEASED[label])


class RatingQuerySet(DeskQuerySet["Rating"]):
    """Questions about the scale."""

    def in_force(self) -> "RatingQuerySet":
        """Return the steps of the version of the scale that is in force, in order."""
        newest = Subquery(Scale.objects.kept().values("version")[:1])
        number = Coalesce(newest, OF_THE_RELEASE)
        return self.live().filter(scale=number).order_by("order")


class Rating(Tracked):
    """One step of the scale, versioned with it; the numbers are degrees of truth."""

    class Tone(models.TextChoices):
        """The colour's role; the style sheet gives it a value for light and for dark."""

        TRUE = "true", _("true")
        MOSTLY_TRUE = "mostly-true", _("mostly true")
        HALF_TRUE = "half-true", _("half true")
        MOSTLY_FALSE = "mostly-false", _("mostly false")
        FALSE = "false", _("false")
        OPEN = "open", _("open")

    class Shape(models.TextChoices):
        """The disc that fills with truth."""

        FULL = "full", _("full")
        THREE_QUARTERS = "three-quarters", _("three quarters")
        HALF = "half", _("half")
        QUARTER = "quarter", _("a quarter")
        CROSSED = "crossed", _("crossed")
        DASHED = "dashed", _("dashed")

    scale = models.PositiveSmallIntegerField(_("version of the scale"), default=1)
    label = NameField(_("label"), max_length=40)
    definition = models.CharField(_("definition"), max_length=300)
    value = models.PositiveSmallIntegerField(
        _("degree of truth"),
        null=True,
        blank=True,
        help_text=_("1 is the least true. Leave empty where the rating is no degree of truth."),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    tone = models.CharField(_("tone"), max_length=20, choices=Tone)
    shape = models.CharField(_("shape"), max_length=20, choices=Shape)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["-scale", "order"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            retraction_is_whole("rating"),
            models.UniqueConstraint(
                "scale",
                "label",
                condition=Q(retracted_at=None),
                name="rating_label_is_unique",
                violation_error_message=_("The scale has a step of this name already."),
            ),
            models.UniqueConstraint(
                "scale",
                "order",
                condition=Q(retracted_at=None),
                name="rating_order_is_unique",
                violation_error_message=_("The scale has a step at this place already."),
            ),
            models.CheckConstraint(
                name="rating_value_is_positive",
                condition=Q(value=None) | Q(value__gte=1),
                violation_error_message=_("Degrees of truth begin at 1."),
            ),
            is_known(
                "rating",
                "tone",
                ["true", "mostly-true", "half-true", "mostly-false", "false", "open"],
            ),
            is_known(
                "rating",
                "shape",
                ["full", "three-quarters", "half", "quarter", "crossed", "dashed"],
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse to change a step by which rulings are, or were, judged."""
        super().clean()
        stored = Rating.objects.filter(pk=self.pk).values_list("scale", flat=True).first()
        if stored is not None and stored != self.scale:
            message = _("A step stays on its version of the scale.")
            raise ValidationError(message, code="moved")
        if self.is_settled:
            message = _("This version of the scale is, or was, in force: make a new version.")
            raise ValidationError(message, code="in_force")

    @property
    def is_settled(self) -> bool:
        """Whether rulings are, or were, judged by its version of the scale."""
        if self._state.adding and self.scale == OF_THE_RELEASE:
            return False  # the release itself lays it out, once
        return self.scale == OF_THE_RELEASE or (
            Scale.objects.kept().filter(version=self.scale).exists()
        )
