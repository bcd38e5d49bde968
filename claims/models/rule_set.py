"""Which publication rules must hold: the desk's setting, version by version."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.standard import (
    OF_THE_RELEASE,
    Standard,
    StandardQuerySet,
    rules_of_a_standard,
)


class RuleSetQuerySet(StandardQuerySet["RuleSet"]):
    """Questions about the versions of the publication rules."""

    def in_force(self) -> "RuleSet":
        """Return the version that holds now; that of the release names no level of its own."""
        return self.kept().first() or RuleSet(version=OF_THE_RELEASE)


class RuleSet(Standard):
    """How much each publication rule binds."""

    class Level(models.TextChoices):
        """Whether a rule that is not met keeps a ruling from being published."""

        MUST = "must", _("must hold")
        SHOULD = "should", _("should hold")

    levels = models.JSONField(_("how much each rule binds"), default=dict)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["-version", "-pk"]
        verbose_name = _("version of the publication rules")
        verbose_name_plural = _("publication rules")
        constraints = rules_of_a_standard("ruleset")

    def clean(self) -> None:
        """Hold the shape of the levels, which no constraint can see."""
        super().clean()
        if not isinstance(self.levels, dict) or not set(self.levels.values()) <= {*self.Level}:
            message = _("A rule must hold, or should hold.")
            raise ValidationError(message, code="levels")

    def level_of(self, rule: str, otherwise: str) -> str:
        """Return how much a rule binds, or what the release says of one not named here."""
        return str(self.levels.get(rule, otherwise))
