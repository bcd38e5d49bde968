"""Reports: what readers told the desk."""

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.base import (
    DeskQuerySet,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.fields import ALPHABET, ProseField

if TYPE_CHECKING:
    pass


def new_receipt() -> str:
    """Return the number by which a reader can ask what became of a report."""
    return "R-" + "".join(secrets.choice(ALPHABET) for _n in range(8))


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

    class Outcome(models.TextChoices):
        """What the desk made of it."""

        OPEN = "open", _("open")
        CORRECTED = "corrected", _("led to a correction")
        DECLINED = "declined", _("declined")

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
    text = ProseField(_("what the reader says"), max_length=10_000)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    received_on = models.DateField(_("received on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answer = ProseField(_("what the desk answered"), max_length=10_000, blank=True)

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
