"""What is done behind the desk's back, by a worker, because it takes longer than people wait."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from claims.actions.confirm_bulk import confirm_bulk
from claims.actions.queue_split import queue_split
from claims.actions.request_snapshot import request_snapshot
from claims.actions.resume_bulk import resume_bulk
from claims.actions.revisit_source import require_visit, revisit_source
from claims.actions.run_bulk import run_bulk
from claims.actions.run_snapshot_request import run_snapshot_request
from claims.actions.run_split import run_split
from claims.actions.split_article import split_article
from claims.models import Article, BulkJob, SnapshotRequest, Source, SplitJob, SplitRun, User

AT_ONCE = 20  # claims that are dealt with while their editor waits, about a second


@task()
def split(job: int) -> None:
    """Do a split that waits."""
    waiting = SplitJob.objects.select_related("body__article", "asked_by").get(pk=job)
    run_split(waiting, by=waiting.asked_by)


def find_claims(article: Article, *, by: User, granularity: str = "") -> SplitRun | None:
    """
    Split a text while its reader waits, or leave a long one to a worker.

    Returns the run, or None where a worker does it. Raises PermissionDenied, ValidationError and
    SplitterError as the actions do.
    """
    if len(article.body.text) <= settings.SPLIT_AT_ONCE_CHARACTERS:
        return split_article(article, by=by, granularity=granularity)
    with transaction.atomic():  # no job without its task: the queue is in the same database
        hand_over(split, queue_split(article, by=by, granularity=granularity).pk)
    return None


@task()
def do_to_many(job: int) -> None:
    """Do what was confirmed for many claims."""
    waiting = BulkJob.objects.select_related("asked_by").get(pk=job)
    run_bulk(waiting, by=waiting.asked_by)


def do_confirmed(job: BulkJob, *, by: User, **asks: Any) -> None:
    """
    Confirm the work on many claims, and do few of them at once, or leave many to a worker.

    Never call it within a transaction. Raises PermissionDenied and ValidationError as
    confirm_bulk() does.
    """
    with transaction.atomic():
        job = confirm_bulk(job, by=by, **asks)
        if job.total > AT_ONCE:
            hand_over(do_to_many, job.pk)
    if job.total <= AT_ONCE:
        run_bulk(job, by=by)


def do_the_rest(job: BulkJob, *, by: User) -> BulkJob:
    """
    Have the rest done of work on many claims that was stopped.

    Raises PermissionDenied and ValidationError as resume_bulk() does.
    """
    with transaction.atomic():
        hand_over(do_to_many, resume_bulk(job, by=by).pk)
    return job


@task()
def fetch_copy(request: int) -> None:
    """Fetch a copy that was asked for; where another attempt makes sense, see to it."""
    waiting = SnapshotRequest.objects.select_related("source", "asked_by").get(pk=request)
    run_snapshot_request(waiting, by=waiting.asked_by)
    waiting.refresh_from_db()
    if waiting.state != SnapshotRequest.State.QUEUED:
        return
    if fetch_copy.get_backend().supports_defer:
        fetch_copy.using(run_after=waiting.due_at).enqueue(request)
    elif waiting.begin():
        waiting.fail(waiting.error)  # nobody would come back to it


def ask_for_copy(source: Source, *, by: User, past_robots: bool = False) -> SnapshotRequest:
    """
    Have a copy of a source fetched, by a worker or at once, but never within a transaction.

    Raises PermissionDenied and ValidationError as request_snapshot() does.
    """
    with transaction.atomic():
        request = request_snapshot(source, by=by, past_robots=past_robots)
        hand_over(fetch_copy, request.pk)
    return request


@task()
def visit(source: int, by: int) -> None:
    """Look again at what stands at a source's address."""
    revisit_source(Source.objects.get(pk=source), by=User.objects.get(pk=by))


def ask_for_visit(source: Source, *, by: User) -> None:
    """
    Have a source's address visited, by a worker or at once, but never within a transaction.

    Raises PermissionDenied and ValidationError as revisit_source() does.
    """
    require_visit(source, by=by)
    transaction.on_commit(partial(visit.enqueue, source.pk, by.pk))


def hand_over(work: Task[[int], None], pk: int) -> None:
    """
    Give a worker a row to work on: no row without its task where both are in one database.

    A queue elsewhere hears of it once the row is stored.
    """
    if isinstance(work.get_backend(), DatabaseBackend):
        work.enqueue(pk)
    else:
        transaction.on_commit(partial(work.enqueue, pk))
