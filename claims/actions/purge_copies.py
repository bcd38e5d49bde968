"""Have the copies that a CDN keeps called back, once readers see something else."""

import logging

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django_tasks import task

from claims import purging
from claims.models import Purge, Ruling, User
from claims.models.journal import SealedHistory

logger = logging.getLogger(__name__)

INTERNAL = {  # of which no public page shows anything but what was frozen; all others count
    *("Acknowledgement", "Attachment", "Distinction", "Evidence", "Inquiry", "Note", "Report"),
    *("Search", "Snapshot", "Source", "SourceTie", "SplitRun", "Verdict"),
}


def purge_copies(purge: Purge | None = None, *, by: User) -> Purge:
    """
    Call the copies back now, as was asked for or anew; the purge says whether they went.

    Never call it within a transaction: it waits for somebody else's server.
    """
    purge = purge or Purge.objects.create()
    if not purge.begin():
        return purge
    try:
        purging.purge_all()
    except purging.PurgeError as error:
        told = "copies were not purged for %s, attempt %s: %s"
        logger.warning(told, by.username, purge.attempts, error)
        purge.fail(str(error))
    else:
        purge.finish()
    purge.refresh_from_db()
    return purge


@task()
def purge(pk: int) -> None:
    """Do a purge that waits; where it fails, see to another attempt later."""
    tried = purge_copies(Purge.objects.get(pk=pk), by=User.objects.machine())
    if tried.done_at or tried.wait is None:
        return
    if purge.get_backend().supports_defer:
        purge.using(run_after=timezone.now() + tried.wait).enqueue(pk)


def purge_after_commit(row: SealedHistory) -> None:
    """Have the copies purged once a change is stored that readers may see: once a transaction."""
    if not purging.is_on() or not may_show(row):
        return
    if all(waiting[1] is not ask_for_purge for waiting in connection.run_on_commit):
        transaction.on_commit(ask_for_purge, robust=True)


def may_show(row: SealedHistory) -> bool:
    """Whether a public page may show what was written: rather once too often."""
    model: type[Model] = vars(type(row))["instance_type"]
    if model is Ruling:
        return getattr(row, "stage", "") in Ruling.PUBLIC
    return model.__name__ not in INTERNAL


def ask_for_purge() -> None:
    """Leave a purge to a worker, unless one is about to begin: it will do for both."""
    if not Purge.objects.coming().exists():
        purge.enqueue(Purge.objects.create().pk)
