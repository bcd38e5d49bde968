"""Which claim is about what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Tracked, retraction_is_whole


class TaggingQuerySet(DeskQuerySet["Tagging"]):
    """Questions about which claim is about what."""


class Tagging(Tracked):
    """One topic of one claim: a row of its own, so that history keeps it."""

    ARTICLE = "claim__article"
    WORDS = ("topic_id",)

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="taggings", verbose_name=_("claim")
    )
    topic = models.ForeignKey(
        "claims.Topic", models.PROTECT, related_name="taggings", verbose_name=_("topic")
    )

    objects = TaggingQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic of a claim")
        verbose_name_plural = _("topics of claims")
        constraints = [
            retraction_is_whole("tagging"),
            models.UniqueConstraint(
                "claim",
                "topic",
                condition=models.Q(retracted_at=None),
                name="tagging_is_given_once",
                violation_error_message=_("The claim has this topic already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.topic}"
