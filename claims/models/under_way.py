"""What rows of work under way share: they move from state to state, and never twice."""

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.base import is_known

if TYPE_CHECKING:
    from claims.models.user import User

STATES = ["queued", "running", "done", "failed", "cancelled", "lost"]
SILENCE = timedelta(minutes=3)  # longer than a block is read, a page fetched, all of it stored
BEAT = 1.0  # seconds between two writes of how far it is


class CalledOff(Exception):
    """Somebody stopped the work, or began it anew, while it was done."""


class UnderWay(models.Model):
    """
    A piece of work that a worker does, and that must survive a worker that is killed.

    It is working state, not a desk row: it changes while it runs, and what comes of it has the
    history. A move names the states that it starts from, so that of two workers one makes it.
    """

    class Meta:
        abstract = True

    state: "models.CharField[str, str]"

    def _move(self, *states: str, **fields: Any) -> bool:
        """Change the stored row if it stands in one of these states; return whether it did."""
        rows = type(self)._base_manager.filter(Q(state__in=states), pk=self.pk)
        moved = rows.update(**fields) == 1
        if moved:
            for name, value in fields.items():
                setattr(self, name, value)
        return moved


class Followed(UnderWay):
    """Work that takes so long that people follow how far it is, and may stop it."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("at work")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("stopped by a person")
        LOST = "lost", _("stopped without a word")

    OPEN = (State.QUEUED, State.RUNNING)

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("in all"))
    heard_at = models.DateTimeField(_("last heard of at"), default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("stopped by"),
    )
    error = models.TextField(_("why it failed"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_lost(self) -> bool:
        """Whether its worker has said nothing for so long that it must be gone."""
        silent = self.state == self.State.RUNNING and timezone.now() - self.heard_at > SILENCE
        return silent or self.state == self.State.LOST

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is at work, and its worker was heard of."""
        return self.state in self.OPEN and not self.is_lost

    @classmethod
    def is_heard(cls) -> bool:
        """Whether a piece of such work was heard of lately: a worker is alive."""
        since = timezone.now() - SILENCE
        rows = cls._base_manager.filter(state=cls.State.RUNNING, heard_at__gt=since)
        return rows.exists()

    def begin(self) -> bool:
        """Take it up; False if it was called off, or another worker has it."""
        now = timezone.now()
        return self._move(self.State.QUEUED, state=self.State.RUNNING, heard_at=now)

    def tell(self, done: int, _total: int) -> None:
        """Note how far it is, once a second. Raises CalledOff if somebody stopped it."""
        now = time.monotonic()
        if now - getattr(self, "_told_at", 0.0) < BEAT:
            return
        self._told_at = now
        if not self._move(self.State.RUNNING, done=done, heard_at=timezone.now()):
            raise CalledOff

    def fail(self, error: str) -> None:
        """Note why it could not be done, unless it was called off meanwhile."""
        self._move(self.State.RUNNING, state=self.State.FAILED, error=error)

    def end(self, state: str, by: "User") -> None:
        """Note who put an end to it: its worker sees that with its next word."""
        self._move(*self.OPEN, state=state, ended_by=by)

    def finish(self, **came_of_it: Any) -> None:
        """Note that all of it is done. Raises CalledOff if somebody stopped it before."""
        done = {"done": self.total, "heard_at": timezone.now(), **came_of_it}
        if not self._move(self.State.RUNNING, state=self.State.DONE, **done):
            raise CalledOff


def followed_rules(model: str) -> list[models.BaseConstraint]:
    """Return the constraints that hold for every row of work that people follow."""
    return [
        is_known(model, "state", STATES),
        models.CheckConstraint(
            name=f"{model}_failed_with_its_reason",
            condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
        ),
        models.CheckConstraint(
            name=f"{model}_stopped_by_somebody",
            condition=Q(state__in=["cancelled", "lost"], ended_by__isnull=False)
            | ~Q(state__in=["cancelled", "lost"]) & Q(ended_by=None),
        ),
    ]
