"""Splits of long texts under way in a worker: who asked, how far it is, how it ended."""

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.article import GRAINS, Body, SplitRun
from claims.models.base import is_known
from claims.models.under_way import SILENCE, UnderWay
from claims.splitting import Granularity

if TYPE_CHECKING:
    from claims.models.article import Article
    from claims.models.user import User

STATES = ["queued", "running", "done", "failed", "cancelled", "lost"]
BEAT = 1.0  # seconds between two writes of how far it is


class CalledOff(Exception):
    """Somebody stopped the split, or began it anew, while it was at work."""


class SplitJobQuerySet(models.QuerySet["SplitJob"]):
    """Questions about splits under way."""

    def under_way(self) -> "SplitJobQuerySet":
        """Return those that wait or are at work, as far as their rows tell."""
        return self.filter(state__in=SplitJob.OPEN)

    def heard(self) -> "SplitJobQuerySet":
        """Return those at work that were heard of lately: a worker is alive."""
        since = timezone.now() - SILENCE
        return self.filter(state=SplitJob.State.RUNNING, heard_at__gt=since)


class SplitJob(UnderWay):
    """
    A split that a worker does.

    It is working state, not a desk row: it changes each second, and a sealed history row for
    each beat would make everybody wait. Who asked and who stopped it stay on it; what comes of
    it is a SplitRun, with history.
    """

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("at work")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("stopped by a person")
        LOST = "lost", _("stopped without a word")

    OPEN = (State.QUEUED, State.RUNNING)

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="split_jobs", verbose_name=_("text")
    )
    splitter = models.CharField(_("splitter"), max_length=50)
    granularity = models.CharField(
        _("how much one claim may say"), max_length=10, choices=GRAINS, blank=True
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("characters read"), default=0)
    total = models.PositiveIntegerField(_("characters in all"))
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
    run = models.OneToOneField(
        SplitRun,
        models.PROTECT,
        related_name="job",
        null=True,
        blank=True,
        verbose_name=_("what came of it"),
    )

    objects = SplitJobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("split under way")
        verbose_name_plural = _("splits under way")
        constraints = [
            is_known("splitjob", "state", STATES),
            is_known("splitjob", "granularity", ["", *Granularity]),
            models.UniqueConstraint(
                "body",
                condition=Q(state__in=["queued", "running"]),
                name="splitjob_one_under_way",
                violation_error_code="under_way",
                violation_error_message=_("Claims are being looked for in this text already."),
            ),
            models.CheckConstraint(
                name="splitjob_done_with_its_run",
                condition=Q(state="done", run__isnull=False) | ~Q(state="done") & Q(run=None),
            ),
            models.CheckConstraint(
                name="splitjob_failed_with_its_reason",
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
            ),
            models.CheckConstraint(
                name="splitjob_stopped_by_somebody",
                condition=Q(state__in=["cancelled", "lost"], ended_by__isnull=False)
                | ~Q(state__in=["cancelled", "lost"]) & Q(ended_by=None),
            ),
            models.CheckConstraint(
                name="splitjob_reads_no_more_than_all", condition=Q(done__lte=F("total"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_state_display()}"

    @property
    def is_lost(self) -> bool:
        """Whether its worker has said nothing for so long that it must be gone."""
        silent = self.state == self.State.RUNNING and timezone.now() - self.heard_at > SILENCE
        return silent or self.state == self.State.LOST

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is at work, and its worker was heard of."""
        return self.state in self.OPEN and not self.is_lost

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

    def end(self, state: State, by: "User") -> None:
        """Note who put an end to it: its worker sees that with its next word."""
        self._move(*self.OPEN, state=state, ended_by=by)

    def finish(self, run: SplitRun) -> None:
        """Note what came of it. Raises CalledOff if somebody stopped it before."""
        done = {"done": self.total, "heard_at": timezone.now()}
        if not self._move(self.State.RUNNING, state=self.State.DONE, run=run, **done):
            raise CalledOff


def newest_job(article: "Article") -> SplitJob | None:
    """Return the split of the article's newest text that was asked for last, if one was."""
    jobs = SplitJob.objects.filter(body__article=article).select_related(
        "asked_by", "ended_by", "run"
    )
    return jobs.order_by("-body__version", "-asked_at", "-pk").first()
