"""Splits of long texts under way in a worker: who asked, how far it is, how it ended."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import GRAINS, Body, SplitRun
from claims.models.base import is_known
from claims.models.under_way import Followed, followed_rules
from claims.splitting import Granularity

if TYPE_CHECKING:
    from claims.models.article import Article


class SplitJobQuerySet(models.QuerySet["SplitJob"]):
    """Questions about splits under way."""

    def under_way(self) -> "SplitJobQuerySet":
        """Return those that wait or are at work, as far as their rows tell."""
        return self.filter(state__in=SplitJob.OPEN)


class SplitJob(Followed):
    """
    A split that a worker does.

    It is working state, not a desk row: it changes each second, and a sealed history row for
    each beat would make everybody wait. Who asked and who stopped it stay on it; what comes of
    it is a SplitRun, with history.
    """

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="split_jobs", verbose_name=_("text")
    )
    splitter = models.CharField(_("splitter"), max_length=50)
    granularity = models.CharField(
        _("how much one claim may say"), max_length=10, choices=GRAINS, blank=True
    )
    done = models.PositiveIntegerField(_("characters read"), default=0)
    total = models.PositiveIntegerField(_("characters in all"))
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
            is_known("splitjob", "granularity", ["", *Granularity]),
            *followed_rules("splitjob"),
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
                name="splitjob_reads_no_more_than_all", condition=Q(done__lte=F("total"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_state_display()}"


def newest_job(article: "Article") -> SplitJob | None:
    """Return the split of the article's newest text that was asked for last, if one was."""
    jobs = SplitJob.objects.filter(body__article=article).select_related(
        "asked_by", "ended_by", "run"
    )
    return jobs.order_by("-body__version", "-asked_at", "-pk").first()
