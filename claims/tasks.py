"""What is done behind the desk's back, by a worker, because it takes longer than people wait."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django_tasks import task
from django_tasks_db import DatabaseBackend

from claims.actions.queue_split import queue_split
from claims.actions.run_split import run_split
from claims.actions.split_article import split_article
from claims.models import Article, SplitJob, SplitRun, User


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
        job = queue_split(article, by=by, granularity=granularity)
        if isinstance(split.get_backend(), DatabaseBackend):
            split.enqueue(job.pk)
        else:
            transaction.on_commit(partial(split.enqueue, job.pk))
    return None
