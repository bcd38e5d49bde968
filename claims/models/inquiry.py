"""Inquiries: whom the desk asked."""

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
from claims.models.fields import NameField, ProseField

if TYPE_CHECKING:
    pass


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
