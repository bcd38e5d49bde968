"""Policies: what the house tells readers of how it works, who pays for it, and how it errs."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.authorship import typists_of
from claims.models.base import DeskQuerySet, Tracked, is_filled, is_known, retraction_is_whole
from claims.models.fields import LanguageField, ProseField
from claims.text.markdown import LONGEST

if TYPE_CHECKING:
    from claims.models.user import User


class PolicyQuerySet(DeskQuerySet["Policy"]):
    """Questions about policies."""

    def published(self) -> "PolicyQuerySet":
        """Return what readers may see: the versions that are, or were, in force."""
        return self.live().filter(stage__in=Policy.PUBLIC)

    def in_force(self) -> "PolicyQuerySet":
        """Return the versions that hold today, one of a kind at most."""
        return self.live().filter(stage=Policy.Stage.IN_FORCE)

    def next_version(self, kind: str) -> int:
        """Return the number of a kind's next version: one that was withdrawn leaves no gap."""
        numbers: dict[str, Any] = (
            self.live().filter(kind=kind).aggregate(last=models.Max("version"))
        )
        return (numbers["last"] or 0) + 1


class Policy(Tracked):
    """One version of a policy; a second person puts it in force, and then it never changes."""

    WORDS = ("kind", "language", "body", "why")

    class Kind(models.TextChoices):
        """What a policy is about."""

        METHOD = "method", _("How we check")
        CORRECTIONS = "corrections", _("Corrections")
        FUNDING = "funding", _("Ownership and funding")
        ETHICS = "ethics", _("Independence and non-partisanship")
        SOURCES = "sources", _("Sources")
        COMPLAINTS = "complaints", _("Complaints")
        PRIVACY = "privacy", _("Privacy")

    class Stage(models.TextChoices):
        """Where a version stands."""

        PROPOSED = "proposed", _("proposed")
        IN_FORCE = "in_force", _("in force")
        SUPERSEDED = "superseded", _("superseded")

    PUBLIC = (Stage.IN_FORCE, Stage.SUPERSEDED)

    kind = models.CharField(_("policy"), max_length=20, choices=Kind)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    language = LanguageField(
        _("language"), help_text=_("The language that it is written in, as a tag: en, es, pt-BR.")
    )
    body = ProseField(
        _("text"), max_length=LONGEST, help_text=_("Markdown. Headings begin with #.")
    )
    why = models.CharField(
        _("what changes, and why"),
        max_length=500,
        help_text=_("Readers see it beside the version. Of a first version: why there is one."),
    )
    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage, default=Stage.PROPOSED, editable=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="policies_written",
        editable=False,
        verbose_name=_("written by"),
    )
    in_force_since = models.DateTimeField(
        _("in force since"), null=True, blank=True, editable=False
    )
    in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="policies_put_in_force",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("put in force by"),
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-version", "-pk"]
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints = [
            retraction_is_whole("policy"),
            is_known(
                "policy",
                "kind",
                [
                    *("method", "corrections", "funding", "ethics", "sources"),
                    *("complaints", "privacy"),
                ],
            ),
            is_known("policy", "stage", ["proposed", "in_force", "superseded"]),
            is_filled("policy", "body", _("The policy is empty.")),
            is_filled("policy", "why", _("Say what changes, and why.")),
            models.UniqueConstraint(
                "kind",
                "version",
                condition=Q(retracted_at=None),
                name="policy_version_is_unique",
                violation_error_message=_(
                    "This version was withdrawn, and its number went to another one."
                ),
            ),
            models.UniqueConstraint(
                "kind",
                condition=Q(stage="in_force"),
                name="policy_one_in_force",
                violation_error_message=_("Another version of this policy is in force."),
            ),
            models.CheckConstraint(
                name="policy_four_eyes",
                condition=~Q(in_force_by=F("written_by")),
                violation_error_code="four_eyes",
                violation_error_message=_("Somebody else must put your policy in force."),
            ),
            models.CheckConstraint(
                name="policy_is_put_in_force_by_somebody",
                condition=Q(stage="proposed", in_force_since=None, in_force_by=None)
                | Q(
                    stage__in=["in_force", "superseded"],
                    in_force_since__isnull=False,
                    in_force_by__isnull=False,
                    retracted_at=None,
                ),
                violation_error_code="in_force",
                violation_error_message=_("What is in force names who put it there, and stays."),
            ),
        ]

    def __str__(self) -> str:
        named = _("%(policy)s, version %(version)s")
        return str(named) % {"policy": self.get_kind_display(), "version": self.version}

    def get_absolute_url(self) -> str:
        """Return the address at which this version stands for good."""
        return reverse("claims:policy_version", args=[self.kind, self.version])

    def begin(self, by: "User") -> None:
        """Give the version its number and its writer."""
        self.version, self.written_by = Policy.objects.next_version(self.kind), by

    def clean(self) -> None:
        """Hold what no constraint can see: who typed which words, and what was in force."""
        super().clean()
        if self._state.adding:
            return
        fields = (*self.WORDS, "version", "written_by_id", "in_force_since", "in_force_by_id")
        stored = Policy.objects.filter(pk=self.pk).values_list("stage", *fields).first()
        if stored is not None and stored[0] != self.Stage.PROPOSED:
            kept = tuple(getattr(self, name) for name in fields) == stored[1:]
            if not kept or self.stage not in self.PUBLIC:
                message = _("What was in force is never changed: make a new version.")
                raise ValidationError(message, code="in_force")
        elif self.is_settled and self.in_force_by_id in self.writer_ids():
            message = _("Whoever typed any of the words cannot put them in force.")
            raise ValidationError(message, code="four_eyes")

    @property
    def is_settled(self) -> bool:
        """Whether it is, or was, in force."""
        return self.stage != self.Stage.PROPOSED

    def writer_ids(self) -> set[int]:
        """
        Return the ids of all who typed any word of this version, by history.

        Words that it shares with a version before were approved with that one.
        """
        return {self.written_by_id, *typists_of(Policy, [self.pk])}
