"""Stored copies of sources."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Recorded, is_known
from claims.models.digests import digest_of_file, digest_of_text
from claims.models.fields import NameField, WebField
from claims.models.fingerprint import Fingerprint
from claims.models.journal import sealed_history


class SnapshotQuerySet(DeskQuerySet["Snapshot"]):
    """Questions about stored copies."""


def snapshot_path(snapshot: "Snapshot", _name: str) -> str:
    """Return where the raw bytes are kept: under their digest, with no name from outside."""
    return f"snapshots/{snapshot.sha256[:2]}/{snapshot.sha256}"


class Snapshot(Recorded):
    """A stored copy of a source; never overwritten: the database refuses every change to it."""

    class Origin(models.TextChoices):
        """Who brought the copy."""

        FETCHED = "fetched", _("fetched from its address")
        UPLOADED = "uploaded", _("uploaded by hand")

    source = models.ForeignKey(
        "claims.Source", models.PROTECT, related_name="snapshots", verbose_name=_("source")
    )
    origin = models.CharField(
        _("how it came"), max_length=10, choices=Origin, default=Origin.UPLOADED
    )
    fetched_at = models.DateTimeField(_("fetched at"), default=timezone.now)
    final_url = WebField(_("final address"))
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    headers = models.JSONField(
        _("what the server said"), default=dict, blank=True, help_text=_("Names in lower case.")
    )
    media_type = models.CharField(_("media type"), max_length=100)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    text = models.TextField(_("text"), blank=True)
    pages = models.JSONField(
        _("where pages begin"),
        default=list,
        blank=True,
        help_text=_("Code points into the text; empty where it has no pages."),
    )
    unread = models.TextField(_("why it has no text"), blank=True)
    cut = models.BooleanField(
        _("cut off by a paywall"),
        default=False,
        help_text=_("The page says itself that it shows readers only a part without payment."),
    )
    what = NameField(
        _("what it is"),
        blank=True,
        help_text=_("For example: page 4 of the print edition, a letter, notes of a call."),
    )
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, editable=False)
    raw = models.FileField(_("file"), upload_to=snapshot_path)

    objects = SnapshotQuerySet.as_manager()
    history = sealed_history(excluded_fields=["text"])

    class Meta:
        ordering = ["-fetched_at", "-pk"]
        verbose_name = _("stored copy")
        verbose_name_plural = _("stored copies")
        constraints = [
            is_known("snapshot", "origin", ["fetched", "uploaded"]),
            models.CheckConstraint(
                name="snapshot_status_is_http",
                condition=Q(status=None) | Q(status__gte=100, status__lte=599),
            ),
            models.CheckConstraint(
                name="snapshot_unread_has_no_text", condition=Q(unread="") | Q(text="")
            ),
            models.CheckConstraint(
                name="snapshot_text_digest_is_whole", condition=Exact(Length("text_sha256"), 64)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.fetched_at:%Y-%m-%d})"

    def hold(self, raw: bytes) -> None:
        """Take these bytes as the copy's file; what is stored already is kept once on disk."""
        self.sha256 = hashlib.sha256(raw).hexdigest()
        self.raw = ContentFile(raw, name="raw")
        path, storage = snapshot_path(self, ""), self.raw.storage
        if storage.exists(path):
            with storage.open(path) as stored:
                unharmed = digest_of_file(stored) == self.sha256
            if unharmed:
                self.raw = path

    def derive(self) -> None:
        """Take the digest that history seals in place of the text."""
        if self._state.adding:
            self.text_sha256 = digest_of_text(self.text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new copy; refuse to change one."""
        if not self._state.adding:
            message = _("A stored copy is never changed: store another one.")
            raise ValidationError(message, code="immutable")
        super().save(*args, **kwargs)
        Fingerprint.store(self.pk, self.text)
