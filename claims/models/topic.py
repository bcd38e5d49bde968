"""What claims are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Tracked, is_filled, retraction_is_whole
from claims.models.fields import NameField


class TopicQuerySet(DeskQuerySet["Topic"]):
    """Questions about topics."""


class Topic(Tracked):
    """A subject tag."""

    name = NameField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            retraction_is_whole("topic"),
            is_filled("topic", "name", _("A topic needs a name.")),
        ]

    def __str__(self) -> str:
        return self.name


class TaggingQuerySet(DeskQuerySet["Tagging"]):
    """Questions about which claim is about what."""


class Tagging(Tracked):
    """One topic of one claim: a row of its own, so that history keeps it."""

    ARTICLE = "claim__article"

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="taggings", verbose_name=_("claim")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="taggings", verbose_name=_("topic")
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
