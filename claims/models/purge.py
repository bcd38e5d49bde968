"""Purges: that copies of the public pages at a CDN have to go, and whether they went."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WAITS = [5, 15, 60, 300, 900, 3600]  # seconds till the next attempt, after each that failed
PATIENCE = timedelta(minutes=2)  # a purge that waits longer is told, and is no longer relied on


class PurgeQuerySet(models.QuerySet["Purge"]):
    """Questions about purges."""

    def open(self) -> Self:
        """Return those after which no copy is known to be gone."""
        return self.filter(done_at=None)

    def coming(self) -> Self:
        """Return those that a worker is about to begin: one that waits for long may be lost."""
        return self.open().filter(attempts=0, asked_at__gte=timezone.now() - PATIENCE)

    def in_trouble(self) -> Self:
        """Return those that failed, or that nobody took up."""
        return self.open().filter(Q(attempts__gt=0) | Q(asked_at__lt=timezone.now() - PATIENCE))


class Purge(models.Model):
    """That readers see something else now, and what became of calling the copies back."""

    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = PurgeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("purge")
        verbose_name_plural = _("purges")
        constraints = [
            models.CheckConstraint(
                name="purge_done_by_an_attempt", condition=Q(done_at=None) | Q(attempts__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M:%S}"

    def begin(self) -> bool:
        """Count another attempt; False if it is done already, by this or a later purge."""
        begun = self._rows().filter(done_at=None).update(attempts=F("attempts") + 1)
        if begun:
            self.refresh_from_db()
        return bool(begun)

    def finish(self) -> None:
        """
        Note that the copies went, and so did those of the purges that were asked before.

        One that is about to begin goes on: a change since then may rely on it.
        """
        begun = Q(attempts__gt=0) | Q(asked_at__lt=self.asked_at - PATIENCE)
        earlier = Purge.objects.open().filter(begun, pk__lt=self.pk)
        for rows in (self._rows(), earlier):
            rows.update(done_at=timezone.now(), attempts=Greatest("attempts", 1), error="")

    def fail(self, error: str) -> None:
        """Note why the copies may still be there."""
        self._rows().filter(done_at=None).update(error=error)

    @property
    def wait(self) -> timedelta | None:
        """How long to wait for the next attempt, or None once there were enough."""
        return timedelta(seconds=WAITS[self.attempts - 1]) if self.attempts <= len(WAITS) else None

    def _rows(self) -> Any:
        """Return this row, as a question."""
        return Purge.objects.filter(pk=self.pk)
