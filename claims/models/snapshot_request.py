"""Copies that were asked for: who wants one, how the attempt stands, how it ended."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.base import is_known
from claims.models.snapshot import Snapshot
from claims.models.under_way import SILENCE, UnderWay

STATES = ["queued", "running", "done", "failed", "lost"]


class SnapshotRequestQuerySet(models.QuerySet["SnapshotRequest"]):
    """Questions about copies that were asked for."""

    def under_way(self) -> "SnapshotRequestQuerySet":
        """Return those that wait or are at work, as far as their rows tell."""
        return self.filter(state__in=SnapshotRequest.OPEN)


class SnapshotRequest(UnderWay):
    """
    A copy that a worker is to fetch.

    What became of each attempt stays on it, so that none fails in silence; what comes of it is a
    Snapshot, with history.
    """

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being fetched")
        DONE = "done", _("fetched")
        FAILED = "failed", _("failed")
        LOST = "lost", _("stopped without a word")

    OPEN = (State.QUEUED, State.RUNNING)

    source = models.ForeignKey(
        "claims.Source", models.PROTECT, related_name="snapshot_requests", verbose_name=_("source")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    past_robots = models.BooleanField(
        _("fetched although robots.txt asks programs not to"), default=False
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    heard_at = models.DateTimeField(_("last heard of at"), default=timezone.now)
    error = models.TextField(_("why the last attempt failed"), blank=True)
    snapshot = models.OneToOneField(
        Snapshot,
        models.PROTECT,
        related_name="request",
        null=True,
        blank=True,
        verbose_name=_("what came of it"),
    )

    objects = SnapshotRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("copy asked for")
        verbose_name_plural = _("copies asked for")
        constraints = [
            is_known("snapshotrequest", "state", STATES),
            models.UniqueConstraint(
                "source",
                condition=Q(state__in=["queued", "running"]),
                name="snapshotrequest_one_under_way",
                violation_error_code="under_way",
                violation_error_message=_("A copy of this source is being fetched already."),
            ),
            models.CheckConstraint(
                name="snapshotrequest_done_with_its_copy",
                condition=Q(state="done", snapshot__isnull=False)
                | ~Q(state="done") & Q(snapshot=None),
            ),
            models.CheckConstraint(
                name="snapshotrequest_failed_with_its_reason",
                condition=~Q(state="failed") | ~Q(error=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_state_display()}"

    @property
    def is_lost(self) -> bool:
        """Whether its worker has said nothing for so long that it must be gone."""
        silent = self.state == self.State.RUNNING and timezone.now() - self.heard_at > SILENCE
        return silent or self.state == self.State.LOST

    @property
    def may_be_replaced(self) -> bool:
        """Whether its worker is gone, or none took it up for so long that its task may be lost."""
        overdue = timezone.now() - self.due_at > SILENCE
        return self.is_lost or (self.state == self.State.QUEUED and overdue)

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is at work, and its worker was heard of."""
        return self.state in self.OPEN and not self.is_lost

    def begin(self) -> bool:
        """Take it up; False if another worker has it, or it was written off."""
        now = timezone.now()
        state = self.State.RUNNING
        begun = self._move(self.State.QUEUED, state=state, heard_at=now, tries=F("tries") + 1)
        if begun:
            self.refresh_from_db(fields=["tries"])
        return begun

    def put_off(self, error: str, until: datetime) -> None:
        """Note why the attempt failed, and when the next one is due."""
        self._move(self.State.RUNNING, state=self.State.QUEUED, error=error, due_at=until)

    def fail(self, error: str) -> None:
        """Note why there will be no copy, unless it was written off meanwhile."""
        self._move(self.State.RUNNING, state=self.State.FAILED, error=error)

    def write_off(self) -> None:
        """Note that its worker is gone without a word."""
        self._move(*self.OPEN, state=self.State.LOST)

    def finish(self, snapshot: Snapshot) -> bool:
        """Note what came of it; False if it was written off before."""
        done = {"state": self.State.DONE, "error": "", "snapshot": snapshot}
        return self._move(self.State.RUNNING, heard_at=timezone.now(), **done)
