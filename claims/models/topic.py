"""What claims are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, is_filled, retraction_is_whole
from claims.models.fields import NameField
from claims.models.mergeable import Mergeable, merged_is_retracted


class TopicQuerySet(DeskQuerySet["Topic"]):
    """Questions about topics."""


class Topic(Mergeable):
    """A subject tag."""

    WORDS = ("name", "slug")

    name = NameField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            retraction_is_whole("topic"),
            merged_is_retracted("topic"),
            is_filled("topic", "name", _("A topic needs a name.")),
        ]

    def __str__(self) -> str:
        return self.name
