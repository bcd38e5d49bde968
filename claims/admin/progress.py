"""How far work in a worker is, of a split on its article's page, and for the page's script."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Article, BulkJob, SplitJob, SplitRun
from claims.models.split_job import newest_job
from claims.models.under_way import Followed

SOON = timedelta(seconds=10)  # a worker that is at work looks for the next task each second


def worker_is_heard() -> bool:
    """Whether some worker was heard of lately, whatever it does."""
    return SplitJob.is_heard() or BulkJob.is_heard()


def shown_job(article: Article, run: SplitRun | None) -> SplitJob | None:
    """Return the job to tell of: one under way, or one that ended without a run since the last."""
    job = newest_job(article)
    if job is None or job.state == SplitJob.State.DONE:
        return None
    is_old = run is not None and run.created_at > job.asked_at
    return None if is_old and not job.is_under_way else job


def in_words(job: SplitJob) -> str:
    """Return where the job stands, as a sentence that says what to do."""
    if job.is_lost:
        return _(
            "Looking for claims stopped without a word at %(when)s: its worker is gone. "
            "Nothing of it is stored; find claims again."
        ) % {"when": date_format(timezone.localtime(job.heard_at), "H:i")}
    return SENTENCES[SplitJob.State(job.state)](job)


def waiting(job: SplitJob) -> str:
    """Return for what it waits: for its turn, or for somebody who starts a worker."""
    if timezone.now() - job.asked_at < SOON or worker_is_heard():
        return _("Looking for claims waits for its turn.")
    return _(
        "No worker is at work: start one with “manage.py db_worker”, or ask whoever runs this "
        "desk. Then the claims are looked for, and you need not ask again."
    )


def at_work(job: SplitJob) -> str:
    """Return how much of the text is read."""
    if job.done == job.total:
        return _("All of the text is read; its claims are being stored.")
    share = {"percent": 100 * job.done // job.total}
    return _("Claims are being looked for: %(percent)s %% of the text is read.") % share


def done(job: SplitJob) -> str:
    """Return what came of it."""
    new = job.run.proposed if job.run else 0
    told = ngettext("Done: %(n)s claim is new.", "Done: %(n)s claims are new.", new)
    return told % {"n": new}


SENTENCES: dict[SplitJob.State, Callable[[SplitJob], str]] = {
    SplitJob.State.QUEUED: waiting,
    SplitJob.State.RUNNING: at_work,
    SplitJob.State.DONE: done,
    SplitJob.State.FAILED: lambda job: _("No claims were found: %(why)s") % {"why": job.error},
    SplitJob.State.CANCELLED: lambda job: (
        _("%(who)s stopped looking for claims; nothing of it is stored.") % {"who": job.ended_by}
    ),
    SplitJob.State.LOST: lambda _job: "",  # is_lost says it
}


def as_told(job: SplitJob) -> dict[str, Any]:
    """Return what the page shows of a split, and the script after it."""
    return told_as(job, in_words(job))


def told_as(job: Followed, sentence: str) -> dict[str, Any]:
    """Return what a page shows of work that is followed, and the script after it."""
    return {
        "done": job.done,
        "total": job.total,
        "told": sentence,
        "ended": not job.is_under_way,
    }


def progress_view(article: Article | None) -> JsonResponse:
    """Answer how far the article's split is. Raises Http404 if there is none to be seen."""
    job = newest_job(article) if article is not None else None
    if job is None:
        raise Http404
    return JsonResponse(as_told(job))
