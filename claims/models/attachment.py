"""Files attached to what the desk did: letters, recordings, result lists, stills."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from claims.documents.media_types import PICTURES
from claims.models.base import DeskQuerySet, Recorded, is_filled
from claims.models.digests import digest_of_text
from claims.models.fields import NameField
from claims.models.journal import sealed_history


class AttachmentQuerySet(DeskQuerySet["Attachment"]):
    """Questions about attached files."""


def attachment_path(attachment: "Attachment", _name: str) -> str:
    """Return where the file is kept: under its digest, with no name from outside."""
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}"


class Attachment(Recorded):
    """
    A file that the desk keeps with a claim; the database refuses every change to it.

    It is never public, save for a still whose piece of evidence says that readers may see it.
    """

    ARTICLE = "claim__article"

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="attachments", verbose_name=_("claim")
    )
    inquiry = models.ForeignKey(
        "claims.Inquiry",
        models.PROTECT,
        related_name="attachments",
        null=True,
        blank=True,
        verbose_name=_("inquiry"),
    )
    search = models.ForeignKey(
        "claims.Search",
        models.PROTECT,
        related_name="attachments",
        null=True,
        blank=True,
        verbose_name=_("search"),
    )
    about = NameField(_("what it is"), blank=True)
    name = NameField(_("name of the file"), max_length=120)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("bytes"))
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    text = models.TextField(_("text"), blank=True)
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, editable=False)
    raw = models.FileField(_("file"), upload_to=attachment_path)

    objects = AttachmentQuerySet.as_manager()
    history = sealed_history(excluded_fields=["text"])

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        constraints = [
            is_filled("attachment", "name", _("The file needs a name.")),
            models.CheckConstraint(
                name="attachment_belongs_to_one", condition=Q(inquiry=None) | Q(search=None)
            ),
            models.CheckConstraint(
                name="attachment_digests_are_whole",
                condition=Exact(Length("sha256"), 64) & Exact(Length("text_sha256"), 64),
            ),
        ]

    def __str__(self) -> str:
        return self.about or self.name

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of a kind that pages can show."""
        return self.media_type in PICTURES and self.width is not None

    def derive(self) -> None:
        """Take the digest that history seals in place of the text."""
        if self._state.adding:
            self.text_sha256 = digest_of_text(self.text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new file; refuse to change one."""
        if not self._state.adding:
            message = _("An attached file is never changed: attach another one.")
            raise ValidationError(message, code="immutable")
        super().save(*args, **kwargs)
