"""Which claimant said which claim."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Tracked, retraction_is_whole


class AttributionQuerySet(DeskQuerySet["Attribution"]):
    """Questions about who said what."""


class Attribution(Tracked):
    """One claimant of one claim: a row of its own, so that history keeps it."""

    ARTICLE = "claim__article"
    WORDS = ("claimant_id",)

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="attributions", verbose_name=_("claim")
    )
    claimant = models.ForeignKey(
        "claims.Claimant", models.PROTECT, related_name="attributions", verbose_name=_("claimant")
    )
    remark = models.CharField(
        _("remark"),
        max_length=500,
        blank=True,
        help_text=_("Internal: how the desk knows. Never public."),
    )

    objects = AttributionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("claimant of a claim")
        verbose_name_plural = _("claimants of claims")
        constraints = [
            retraction_is_whole("attribution"),
            models.UniqueConstraint(
                "claim",
                "claimant",
                condition=models.Q(retracted_at=None),
                name="attribution_is_given_once",
                violation_error_message=_("The claim names this claimant already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.claimant)
