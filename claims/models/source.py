"""What is cited."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from claims.models.archived import require_archived
from claims.models.base import DeskQuerySet, is_known, retraction_is_whole
from claims.models.fields import NameField, PartialDateField, WebField, validate_past
from claims.models.mergeable import Mergeable, merged_is_retracted


class SourceQuerySet(DeskQuerySet["Source"]):
    """Questions about sources."""

    def to_revisit(self, since: datetime) -> Self:
        """
        Return those whose pages are to be visited, as none has been since then.

        Live evidence on a live claim cites them. Those of published rulings come first, and then
        those that nobody visited yet or that were visited longest ago.
        """
        cited = self.model._meta.apps.get_model("claims", "Evidence").objects.live()
        cited = cited.filter(source=OuterRef("pk"), claim__retracted_at=None)
        in_force = cited.filter(claim__rulings__stage="published")
        sources = self.live().exclude(url="").filter(Exists(cited))
        sources = sources.annotate(public=Exists(in_force), visited=Max("visits__visited_at"))
        due = sources.filter(Q(visited=None) | Q(visited__lte=since))
        return due.order_by("-public", F("visited").asc(nulls_first=True), "pk")

    def at_address_of(self, source: "Source") -> Self:
        """Return the others in use that stand at the same address, whatever part of the page."""
        page = source.url.partition("#")[0]
        same = Q(url__iexact=page) | Q(url__istartswith=f"{page}#")
        rows = self.live().exclude(pk=source.pk)
        return rows.filter(same) if page else rows.none()


class Source(Mergeable):
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
    accessed_on = models.DateField(
        _("accessed on"), null=True, blank=True, validators=[validate_past]
    )
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
        indexes = [models.Index(fields=["publisher"], name="source_by_publisher")]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            retraction_is_whole("source"),
            merged_is_retracted("source"),
            is_known("source", "kind", ["", "primary", "secondary", "expert", "data", "reference"]),
            models.CheckConstraint(
                name="source_can_be_named",
                condition=~Q(title="", publisher="", url=""),
                violation_error_code="required",
                violation_error_message=_("Give a title, a publisher or an address."),
            ),
        ]

    def clean(self) -> None:
        """Hold the archived address against the rule on it."""
        require_archived(self, page="url", archived="archived_url")

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.publisher, self.title or self.url]))
