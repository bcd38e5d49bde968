"""Do what was confirmed for many claims, one by one, in a worker or at once."""

from django.utils import translation
from django.utils.translation import gettext as _

from claims.actions.change_one_of_many import change_one_of_many
from claims.models import BulkJob, User
from claims.models.under_way import CalledOff


def run_bulk(job: BulkJob, *, by: User) -> None:
    """
    Change each claim that waits, in a transaction of its own, as the work of `by`.

    What is refused is noted with its claim, and the others go on. It ends where somebody stops
    it; what nobody foresaw is noted and raised. Never call it within a transaction.
    """
    if not job.begin():
        return
    try:
        with translation.override(job.language):
            do_each(job, by=by)
        job.finish()
    except CalledOff:
        return
    except BaseException:
        job.fail(_("It broke off unexpectedly; the log of the worker says why."))
        raise


def do_each(job: BulkJob, *, by: User) -> None:
    """Deal with each claim that waits. Raises CalledOff if somebody stopped it."""
    waiting = list(job.lines.waiting().values_list("pk", flat=True))
    before = job.total - len(waiting)
    for number, line in enumerate(waiting, start=1):
        change_one_of_many(line, by=by)
        job.tell(before + number, job.total)
