"""Inquiries: whom the desk asked."""

from datetime import date
from typing import TYPE_CHECKING

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
from claims.models.fields import NameField, ProseField, validate_past

if TYPE_CHECKING:
    from claims.models.user import User

WITHOUT_ANSWER = ("silent", "withdrawn")


class InquiryQuerySet(DeskQuerySet["Inquiry"]):
    """Questions about inquiries."""

    def waiting(self) -> "InquiryQuerySet":
        """Return the inquiries to which nothing came back so far, and that nobody closed."""
        return self.filter(outcome=Inquiry.Outcome.WAITING, answer="", answered_on=None)

    def overdue(self, today: date) -> "InquiryQuerySet":
        """Return the inquiries whose answer was expected before this day."""
        return self.live().waiting().filter(due_on__lt=today)

    def at_claims_of(self, person: "User") -> "InquiryQuerySet":
        """Return the inquiries at claims at work that this person checks."""
        claims = self.model._meta.apps.get_model("claims", "Claim").objects.at_work()
        return self.filter(claim__in=claims.filter(assignee=person))

    def for_my_desk(self) -> "InquiryQuerySet":
        """Load what a line of a person's own page shows."""
        shown = ("whom", "kind", "asked_on", "due_on", "claim__text")
        return self.select_related("claim").only(*shown)


class Inquiry(Tracked):
    """Whom the desk asked, how, by when, and what came back."""

    ARTICLE = "claim__article"
    WORDS = (
        *("whom", "kind", "how", "asked_on", "due_on", "question"),
        *("outcome", "answered_on", "answer", "public"),
    )

    class Kind(models.TextChoices):
        """What was asked for."""

        RIGHT_OF_REPLY = "reply", _("right of reply")
        EXPERT = "expert", _("an expert's view")
        RECORDS = "records", _("records")

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "", _("waiting for an answer")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined to answer")
        SILENT = "silent", _("no answer came")
        WITHDRAWN = "withdrawn", _("withdrawn by the desk")

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="inquiries", verbose_name=_("claim")
    )
    whom = NameField(_("whom"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    how = NameField(_("how"), blank=True, help_text=_("By e-mail, telephone, letter."))
    asked_on = models.DateField(_("asked on"), validators=[validate_past])
    due_on = models.DateField(
        _("answer expected by"),
        null=True,
        blank=True,
        help_text=_("The deadline that you gave; readers see it."),
    )
    question = ProseField(_("question"), max_length=5000, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.WAITING, blank=True
    )
    answered_on = models.DateField(
        _("answered on"), null=True, blank=True, validators=[validate_past]
    )
    answer = ProseField(_("what came back"), max_length=10_000, blank=True)
    public = models.BooleanField(
        _("public"), default=True, help_text=_("The ruling page tells of it.")
    )

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(outcome="", answered_on=None, due_on__isnull=False),
                name="inquiry_waiting_by_due_date",
            ),
        ]
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        constraints = [
            retraction_is_whole("inquiry"),
            is_filled("inquiry", "whom", _("Say whom the desk asked.")),
            is_known("inquiry", "kind", ["reply", "expert", "records"]),
            is_known("inquiry", "outcome", ["", "answered", "declined", *WITHOUT_ANSWER]),
            models.CheckConstraint(
                name="inquiry_due_after_asked",
                condition=Q(due_on=None) | Q(due_on__gte=F("asked_on")),
                violation_error_code="dates",
                violation_error_message=_("An answer cannot be expected before the question."),
            ),
            models.CheckConstraint(
                name="inquiry_outcome_fits_the_answer",
                condition=Q(outcome__in=["", "declined"])
                | Q(outcome="answered") & ~Q(answer="")
                | Q(outcome__in=WITHOUT_ANSWER, answer="", answered_on=None),
                violation_error_code="outcome",
                violation_error_message=_(
                    "“Answered” needs what came back; where no answer came or the question was "
                    "withdrawn there is none."
                ),
            ),
            models.CheckConstraint(
                name="inquiry_answered_after_asked",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
                violation_error_code="dates",
                violation_error_message=_("An answer cannot come before the question."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom} ({self.asked_on})"

    @property
    def is_waiting(self) -> bool:
        """Whether nothing came back so far, and nobody closed it."""
        waiting = self.outcome == self.Outcome.WAITING
        return waiting and not (self.answer or self.answered_on)

    def is_overdue(self, today: date) -> bool:
        """Whether it waits for an answer that was expected before this day."""
        return self.is_waiting and self.due_on is not None and self.due_on < today

    def restate(self) -> None:
        """Take what came back for an answer, where no other outcome is named."""
        if self.outcome == self.Outcome.WAITING and self.answer:
            self.outcome = self.Outcome.ANSWERED
