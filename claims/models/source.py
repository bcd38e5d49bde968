"""What is cited, and the stored copies of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from claims.models.base import DeskQuerySet, Recorded, Tracked, is_known, retraction_is_whole
from claims.models.fields import NameField, PartialDateField, WebField
from claims.models.journal import SealedHistory


class SourceQuerySet(DeskQuerySet["Source"]):
    """Questions about sources."""


class Source(Tracked):
    """A publication, or a person, a letter or a document without an address."""

    WORDS = (
        "title",
        "publisher",
        "kind",
        "url",
        "archived_url",
        "published_on",
        "accessed_on",
        "consulted",
        "interests",
    )

    class Kind(models.TextChoices):
        """How near it stands to what it tells."""

        UNKNOWN = "", _("not yet said")
        PRIMARY = "primary", _("primary: the document, data or witness itself")
        SECONDARY = "secondary", _("secondary: it reports what others said or did")
        EXPERT = "expert", _("expert")
        DATA = "data", _("data")
        REFERENCE = "reference", _("reference work")

    title = NameField(_("title"), max_length=500, blank=True)
    publisher = NameField(_("publisher"), blank=True, help_text=_("Or the person's name."))
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind, default=Kind.UNKNOWN, blank=True
    )
    url = WebField(_("address"))
    archived_url = WebField(
        _("archived copy"), help_text=_("At the Wayback Machine, perma.cc or archive.today.")
    )
    published_on = PartialDateField(_("published on"))
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    consulted = NameField(
        _("how it was consulted"),
        blank=True,
        help_text=_("For example: read online, on paper, by telephone, by letter."),
    )
    interests = models.CharField(
        _("declared interests"),
        max_length=500,
        blank=True,
        help_text=_("A stake that the source has in the matter; published."),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["publisher", "title", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            retraction_is_whole("source"),
            is_known("source", "kind", ["", "primary", "secondary", "expert", "data", "reference"]),
            models.CheckConstraint(
                name="source_can_be_named",
                condition=~Q(title="", publisher="", url=""),
                violation_error_code="required",
                violation_error_message=_("Give a title, a publisher or an address."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.publisher, self.title or self.url]))


class SnapshotQuerySet(DeskQuerySet["Snapshot"]):
    """Questions about stored copies."""


def snapshot_path(snapshot: "Snapshot", _name: str) -> str:
    """Return where the raw bytes are kept: under their digest, with no name from outside."""
    return f"snapshots/{snapshot.sha256[:2]}/{snapshot.sha256}"


class Snapshot(Recorded):
    """A stored copy of a source; never overwritten: the database refuses every change to it."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="snapshots", verbose_name=_("source")
    )
    fetched_at = models.DateTimeField(_("fetched at"), default=timezone.now)
    final_url = WebField(_("final address"))
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    media_type = models.CharField(_("media type"), max_length=100)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    text = models.TextField(_("text"), blank=True)
    raw = models.FileField(_("file"), upload_to=snapshot_path)

    objects = SnapshotQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["text"], bases=[SealedHistory])

    class Meta:
        ordering = ["-fetched_at", "-pk"]
        verbose_name = _("stored copy")
        verbose_name_plural = _("stored copies")
        constraints = [
            models.CheckConstraint(
                name="snapshot_status_is_http",
                condition=Q(status=None) | Q(status__gte=100, status__lte=599),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.fetched_at:%Y-%m-%d})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new copy; refuse to change one."""
        if not self._state.adding:
            message = _("A stored copy is never changed: store another one.")
            raise ValidationError(message, code="immutable")
        super().save(*args, **kwargs)
