"""Notes: what the desk says among itself."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.base import (
    DeskQuerySet,
    Tracked,
    is_filled,
    retraction_is_whole,
)
from claims.models.fields import ProseField

if TYPE_CHECKING:
    from claims.models.user import User


class NoteQuerySet(DeskQuerySet["Note"]):
    """Questions about notes."""


class Note(Tracked):
    """Internal talk on a claim: never public, never exported to readers."""

    ARTICLE = "claim__article"

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="notes", verbose_name=_("claim")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="notes_written",
        editable=False,
        verbose_name=_("author"),
    )
    text = ProseField(_("note"), max_length=5000, help_text=_("Internal, for ever."))

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            retraction_is_whole("note"),
            is_filled("note", "text", _("The note is empty.")),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"

    def begin(self, by: "User") -> None:
        """Make it the note of who writes it."""
        self.author = by
