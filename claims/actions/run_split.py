"""Do a split that waits, in a worker."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from claims.actions.split_article import split_body, store_split
from claims.models import SplitJob, SplitRun, User
from claims.models.journal import recorded
from claims.models.under_way import CalledOff
from claims.splitting import Split, SplitterError, splitter_at


def run_split(job: SplitJob, *, by: User) -> SplitRun | None:
    """
    Split the job's text and store what is new; return the run, or None if there is none.

    There is none if somebody stopped it, or if it could not be done: then the job says why in
    words. What nobody foresaw is noted too, and raised.
    """
    if not job.begin():
        return None
    try:
        splitter = splitter_at(job.splitter, job.granularity)
        return store(job, split_body(job.body, splitter, progress=job.tell), by=by)
    except CalledOff:
        return None
    except (SplitterError, ValidationError) as error:
        job.fail(" ".join(getattr(error, "messages", [str(error)])))
    except PermissionDenied:
        job.fail(_("%(who)s may no longer have claims found here.") % {"who": by})
    except BaseException:
        job.fail(_("It broke off unexpectedly; the log of the worker says why."))
        raise
    return None


@recorded
def store(job: SplitJob, split: Split, *, by: User) -> SplitRun:
    """
    Store what was found, if the job still stands and the person still may.

    Raises CalledOff or PermissionDenied otherwise; nothing is then stored.
    """
    run = store_split(job.body, split, by=by, granularity=job.granularity)
    job.finish(run=run)
    return run
