"""Reports: what readers told the desk."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.base import (
    DeskQuerySet,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.fields import ALPHABET, NameField, ProseField

LETTERS = 8


def new_receipt() -> str:
    """Return the number by which a reader can ask what became of a report."""
    return "R-" + "".join(secrets.choice(ALPHABET) for _n in range(LETTERS))


class ReportQuerySet(DeskQuerySet["Report"]):
    """Questions about readers' reports."""

    def unanswered(self) -> "ReportQuerySet":
        """Return the reports that nobody closed."""
        return self.live().filter(outcome=Report.Outcome.OPEN)

    def for_my_desk(self) -> "ReportQuerySet":
        """Load what a line of a person's own page shows."""
        shown = ("receipt", "text", "received_on", "claim__text")
        return self.select_related("claim").only(*shown)


class Report(Tracked):
    """What a reader told the desk: an error, an objection."""

    ARTICLE = "claim__article"
    TYPED = ("page", "text", "passage", "sources", "name", "contact")  # by the reader

    class Outcome(models.TextChoices):
        """What the desk made of it."""

        OPEN = "open", _("open")
        CORRECTED = "corrected", _("led to a correction")
        DECLINED = "declined", _("nothing was changed")

    receipt = models.CharField(
        _("receipt"), max_length=12, unique=True, default=new_receipt, editable=False
    )
    claim = models.ForeignKey(
        "claims.Claim",
        models.PROTECT,
        related_name="reports",
        null=True,
        blank=True,
        verbose_name=_("claim"),
    )
    page = models.CharField(_("the page that is meant"), max_length=500, blank=True)
    text = ProseField(_("what the reader says"), max_length=10_000)
    passage = ProseField(_("the passage that is meant"), max_length=2000, blank=True)
    sources = ProseField(_("sources that the reader names"), max_length=3000, blank=True)
    name = NameField(_("name of the reader"), max_length=150, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    received_on = models.DateField(_("received on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answer = ProseField(
        _("what the desk answered"),
        max_length=10_000,
        blank=True,
        help_text=_("Whoever has the receipt number reads it: name nobody, quote nothing private."),
    )
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reports_taken_up",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("taken up by"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(
                fields=["received_on", "id"], condition=Q(outcome="open"), name="report_unanswered"
            ),
        ]
        verbose_name = _("reader's report")
        verbose_name_plural = _("readers' reports")
        constraints = [
            retraction_is_whole("report"),
            is_filled("report", "text", _("The report is empty.")),
            is_known("report", "outcome", ["open", "corrected", "declined"]),
            models.CheckConstraint(
                name="report_closed_with_an_answer",
                condition=Q(outcome="open") | ~Q(answer=""),
                violation_error_code="answer",
                violation_error_message=_("Say what the desk answered before closing a report."),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    def get_absolute_url(self) -> str:
        """Return the address at which the reader can ask what became of it."""
        return reverse("claims:receipt", args=[self.receipt])

    @property
    def is_open(self) -> bool:
        """Whether it waits for an outcome."""
        return self.outcome == self.Outcome.OPEN
