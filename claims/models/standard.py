"""
What rulings are judged by, version by version: proposed, put in force, and kept for good.

Version 1 comes with the release and has no row; the desk's own begin with version 2.
"""

from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Tracked, is_filled, retraction_is_whole
from claims.models.user import User

S = TypeVar("S", bound="Standard")
OF_THE_RELEASE = 1


class StandardQuerySet(DeskQuerySet[S]):
    """Questions about versions of a standard."""

    def kept(self) -> "StandardQuerySet[S]":
        """Return the desk's versions that are, or were, in force: the newest first."""
        return self.live().filter(in_force_since__isnull=False).order_by("-version")

    def version_in_force(self) -> int:
        """Return the number of the version by which rulings are judged now."""
        return self.kept().values_list("version", flat=True).first() or OF_THE_RELEASE

    def next_version(self) -> int:
        """Return the number of the next version: one that was discarded leaves no gap."""
        numbers: dict[str, Any] = self.live().aggregate(last=models.Max("version"))
        return (numbers["last"] or OF_THE_RELEASE) + 1


class Standard(Tracked):
    """A version of what rulings are judged by; once in force it never changes."""

    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    why = models.CharField(
        _("what changes, and why"),
        max_length=500,
        help_text=_("Readers see it on the page that tells how claims are checked."),
    )
    in_force_since = models.DateTimeField(
        _("in force since"), null=True, blank=True, editable=False
    )
    in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("put in force by"),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(_("version %(version)s")) % {"version": self.version}

    def begin(self, by: User) -> None:
        """Give the version its number."""
        rows: Any = type(self)._default_manager
        self.version = rows.next_version()

    def clean(self) -> None:
        """Refuse to change a version that rulings are, or were, judged by."""
        super().clean()
        stored = type(self)._base_manager.filter(pk=self.pk, in_force_since__isnull=False)
        if not self._state.adding and stored.exists():
            message = _("What was in force is never changed: make a new version.")
            raise ValidationError(message, code="in_force")

    @property
    def is_settled(self) -> bool:
        """Whether rulings are, or were, judged by it."""
        return self.in_force_since is not None


def rules_of_a_standard(model: str) -> list[models.BaseConstraint]:
    """Return the constraints that every standard has."""
    return [
        retraction_is_whole(model),
        is_filled(model, "why", _("Say what changes, and why.")),
        models.UniqueConstraint(
            "version",
            condition=Q(retracted_at=None),
            name=f"{model}_version_is_unique",
            violation_error_message=_(
                "This version was discarded, and its number went to another one."
            ),
        ),
        models.CheckConstraint(
            name=f"{model}_follows_that_of_the_release",
            condition=Q(version__gt=OF_THE_RELEASE),
        ),
        models.CheckConstraint(
            name=f"{model}_is_put_in_force_by_somebody",
            condition=Q(in_force_since=None, in_force_by=None)
            | Q(in_force_since__isnull=False, in_force_by__isnull=False, retracted_at=None),
            violation_error_code="in_force",
            violation_error_message=_("What is in force names who put it there, and stays."),
        ),
    ]
