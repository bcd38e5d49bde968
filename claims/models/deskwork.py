"""The desk's own records on a claim: notes, inquiries, searches, readers' reports."""

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.base import (
    DeskQuerySet,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.fields import ALPHABET, NameField, ProseField

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


class InquiryQuerySet(DeskQuerySet["Inquiry"]):
    """Questions about inquiries."""


class Inquiry(Tracked):
    """Whom the desk asked, how, by when, and what came back."""

    ARTICLE = "claim__article"
    WORDS = ("whom", "kind", "how", "asked_on", "question", "answered_on", "answer", "public")

    class Kind(models.TextChoices):
        """What was asked for."""

        RIGHT_OF_REPLY = "reply", _("right of reply")
        EXPERT = "expert", _("an expert's view")
        RECORDS = "records", _("records")

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="inquiries", verbose_name=_("claim")
    )
    whom = NameField(_("whom"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    how = NameField(_("how"), blank=True, help_text=_("By e-mail, telephone, letter."))
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("answer expected by"), null=True, blank=True)
    question = ProseField(_("question"), max_length=5000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = ProseField(_("what came back"), max_length=10_000, blank=True)
    public = models.BooleanField(
        _("public"), default=True, help_text=_("The ruling page tells of it.")
    )

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        constraints = [
            retraction_is_whole("inquiry"),
            is_filled("inquiry", "whom", _("Say whom the desk asked.")),
            is_known("inquiry", "kind", ["reply", "expert", "records"]),
            models.CheckConstraint(
                name="inquiry_answered_after_asked",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
                violation_error_code="dates",
                violation_error_message=_("An answer cannot come before the question."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom} ({self.asked_on})"


class SearchQuerySet(DeskQuerySet["Search"]):
    """Questions about searches."""


class Search(Tracked):
    """Where the desk looked and what for: the record behind “no evidence found”."""

    ARTICLE = "claim__article"

    class Outcome(models.TextChoices):
        """What the search gave."""

        FOUND = "found", _("something was found")
        NOTHING = "nothing", _("nothing was found")

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="searches", verbose_name=_("claim")
    )
    where = NameField(_("where"), help_text=_("The archive, engine, database or library."))
    terms = models.CharField(_("what for"), max_length=500)
    searched_on = models.DateField(_("searched on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    remark = ProseField(_("what was found or not"), max_length=5000, blank=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        ordering = ["searched_on", "pk"]
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            retraction_is_whole("search"),
            is_filled("search", "terms", _("Say what was searched for.")),
            is_known("search", "outcome", ["found", "nothing"]),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.terms}"


def new_receipt() -> str:
    """Return the number by which a reader can ask what became of a report."""
    return "R-" + "".join(secrets.choice(ALPHABET) for _n in range(8))


class ReportQuerySet(DeskQuerySet["Report"]):
    """Questions about readers' reports."""


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
