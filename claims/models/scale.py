"""The versions of the rating scale."""

from django.utils.translation import gettext_lazy as _

from claims.models.standard import Standard, StandardQuerySet, rules_of_a_standard


class ScaleQuerySet(StandardQuerySet["Scale"]):
    """Questions about the versions of the scale."""


class Scale(Standard):
    """One version of the scale; its steps are the ratings of its number."""

    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering = ["-version", "-pk"]
        verbose_name = _("version of the rating scale")
        verbose_name_plural = _("rating scale")
        constraints = rules_of_a_standard("scale")
