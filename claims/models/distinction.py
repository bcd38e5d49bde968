"""What a person decided of two names: that they are not the same."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Tracked, is_known, retraction_is_whole
from claims.models.claimant import Claimant
from claims.models.mergeable import Mergeable
from claims.models.source import Source
from claims.models.topic import Topic

KINDS: dict[str, type[Mergeable]] = {"claimant": Claimant, "source": Source, "topic": Topic}


class DistinctionQuerySet(DeskQuerySet["Distinction"]):
    """Questions about names that were told apart."""

    def among(self, model: type[Mergeable]) -> "DistinctionQuerySet":
        """Return what holds today of rows of this kind."""
        return self.live().filter(kind=str(model._meta.model_name))

    def of(self, row: Mergeable) -> "DistinctionQuerySet":
        """Return what holds today of this row."""
        return self.among(type(row)).filter(Q(one=row.pk) | Q(other=row.pk))

    def pairs(self) -> set[tuple[int, int]]:
        """Return the numbers of the two, the lower one first."""
        return set(self.values_list("one", "other"))


class Distinction(Tracked):
    """A person's word that two claimants, sources or topics are not the same."""

    class Kind(models.TextChoices):
        """What the two are."""

        CLAIMANT = "claimant", _("claimants")
        SOURCE = "source", _("sources")
        TOPIC = "topic", _("topics")

    kind = models.CharField(_("what they are"), max_length=10, choices=Kind)
    one = models.PositiveBigIntegerField(_("number of one"))
    other = models.PositiveBigIntegerField(_("number of the other"))
    because = models.CharField(
        _("because"),
        max_length=500,
        blank=True,
        help_text=_("How you know, if it is not plain: who has the same name, for example."),
    )

    objects = DistinctionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("two that are not the same")
        verbose_name_plural = _("two that are not the same")
        constraints = [
            retraction_is_whole("distinction"),
            is_known("distinction", "kind", ["claimant", "source", "topic"]),
            models.CheckConstraint(
                name="distinction_joins_two",
                condition=Q(one__lt=F("other")),
                violation_error_code="itself",
                violation_error_message=_("Choose two different ones."),
            ),
            models.UniqueConstraint(
                "kind",
                "one",
                "other",
                condition=Q(retracted_at=None),
                name="distinction_is_said_once",
                violation_error_code="said",
                violation_error_message=_("Somebody said already that these are not the same."),
            ),
        ]

    def __str__(self) -> str:
        kind = self.get_kind_display()
        return str(_("%(kind)s %(one)s and %(other)s")) % {
            "kind": kind,
            "one": self.one,
            "other": self.other,
        }

    def clean(self) -> None:
        """Want two rows that are there."""
        super().clean()
        pair = {self.one, self.other}
        model = KINDS.get(self.kind)
        if model and model._base_manager.filter(pk__in=pair).count() != len(pair):
            message = _("There is none with this number that you may see.")
            raise ValidationError(message, code="unknown")

    def derive(self) -> None:
        """Keep the two in one order, so that each pair has one row."""
        self.one, self.other = sorted([self.one, self.other])


def told_apart_from(row: Mergeable) -> set[int]:
    """Return the numbers of the rows that are not the same as this one, as somebody said."""
    pairs = Distinction.objects.of(row).pairs()
    return {other if one == row.pk else one for one, other in pairs}
