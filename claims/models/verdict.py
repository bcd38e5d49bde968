"""Verdicts: what each reviewer judges, blind to the others."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Tracked, is_filled, retraction_is_whole
from claims.models.fields import ProseField
from claims.models.rating import Rating

if TYPE_CHECKING:
    from claims.models.user import User


class VerdictQuerySet(DeskQuerySet["Verdict"]):
    """Questions about verdicts; visible_to() keeps reviewers blind."""

    def visible_to(self, user: "User") -> "VerdictQuerySet":
        """
        Return the verdicts that this person may see.

        Who may give a verdict sees others' on a claim only once their own is given.
        """
        visible = super().visible_to(user)
        if not user.has_perm("claims.add_verdict"):
            return visible
        judged = Verdict.objects.live().filter(reviewer=user).values("claim")  # asked for once
        return visible.filter(Q(reviewer=user) | Q(claim__in=judged))

    def counting(self) -> "VerdictQuerySet":
        """
        Return those that count: on the claim as it is worded now, by the scale in force.

        A declared conflict of interest is told with the verdict; it does not take its count away.
        """
        standing = self.live().filter(claim__retracted_at=None, wording=F("claim__text"))
        return standing.filter(rating__in=Rating.objects.in_force())

    def differing(self) -> "QuerySet[Any, Any]":
        """
        Return the claims on which two or more of these differ, the latest verdict first.

        Each says whether they lie more than one step of the scale apart (`is_far`), and whether
        some say that it is unproven and others do not (`is_open`).
        """
        numbered = Q(rating__value__isnull=False)
        judged = (
            self.order_by()
            .values("claim")
            .annotate(
                n=Count("pk"),
                n_open=Count("pk", filter=~numbered),
                low=Min("rating__order", filter=numbered),
                high=Max("rating__order", filter=numbered),
                last=Max("submitted_at"),
            )
        )
        told = judged.annotate(
            is_far=Q(high__isnull=False, high__gt=F("low") + 1),
            is_open=Q(n_open__gt=0, n_open__lt=F("n")),
        )
        return told.filter(Q(is_far=True) | Q(is_open=True)).order_by("-last", "-claim")


class Verdict(Tracked):
    """One reviewer's own judgement of a claim."""

    ARTICLE = "claim__article"

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="verdicts", verbose_name=_("claim")
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="verdicts_given",
        editable=False,
        verbose_name=_("reviewer"),
    )
    rating = models.ForeignKey(
        "claims.Rating", models.PROTECT, related_name="+", verbose_name=_("rating")
    )
    wording = ProseField(_("wording that was judged"), max_length=1000, editable=False)
    reasoning = ProseField(_("reasoning"), max_length=5000)
    conflict = models.BooleanField(
        _("conflict of interest"),
        null=True,
        blank=True,
        help_text=_("Do you have a personal, financial or political stake in this?"),
    )
    conflict_details = models.CharField(_("which conflict"), max_length=500, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now, editable=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            retraction_is_whole("verdict"),
            is_filled("verdict", "reasoning", _("Say what your verdict rests on.")),
            models.UniqueConstraint(
                "claim",
                "reviewer",
                condition=Q(retracted_at=None),
                name="verdict_is_given_once",
                violation_error_message=_("You gave a verdict on this claim: change that one."),
            ),
            models.CheckConstraint(
                name="verdict_conflict_is_explained",
                condition=Q(conflict=None) | Q(conflict=False) | ~Q(conflict_details=""),
                violation_error_code="conflict",
                violation_error_message=_("Say which conflict of interest it is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.rating}"

    def begin(self, by: "User") -> None:
        """Make it the judgement of who gives it."""
        self.reviewer = by

    def restate(self) -> None:
        """Make it a judgement of the claim as it is worded now."""
        self.claim.refresh_from_db(fields=["text"])
        self.wording = self.claim.text

    @property
    def is_outdated(self) -> bool:
        """Whether the claim was reworded since."""
        return self.wording != self.claim.text
