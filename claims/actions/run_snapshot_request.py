"""Fetch a copy that was asked for, in a worker."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.check_quotations import recheck
from claims.actions.fetch_snapshot import keep_capture, require_permission
from claims.archiving import Capture, CaptureError, capture
from claims.models import Snapshot, SnapshotRequest, User
from claims.models.journal import recorded

TRIES = 3
PATIENCE = 3600  # seconds; what a host wants longer, a person may ask for again


def run_snapshot_request(request: SnapshotRequest, *, by: User) -> Snapshot | None:
    """
    Fetch what stands at the source's address and store it; return the copy, or None.

    Without one the request says why, in words: it failed, or waits for another attempt at its
    `due_at`. What nobody foresaw is noted too, and raised. Never call it within a transaction.
    """
    if not request.begin():
        return None
    try:
        require_permission(by, request.source)
        captured = capture(request.source.url, past_robots=request.past_robots)
        return store(request, captured, by=by)
    except CaptureError as error:
        put_off_or_fail(request, error)
    except ValidationError as error:
        request.fail(" ".join(error.messages))
    except PermissionDenied:
        request.fail(_("%(who)s may no longer store copies of this source.") % {"who": by})
    except BaseException:
        request.fail(_("It broke off unexpectedly; the log of the worker says why."))
        raise
    return None


@recorded
def store(request: SnapshotRequest, captured: Capture, *, by: User) -> Snapshot | None:
    """Store the copy, unless the request was written off meanwhile: another one is at work then."""
    if not SnapshotRequest.objects.filter(pk=request.pk, state=request.State.RUNNING).exists():
        return None
    past = _("fetched although robots.txt asks programs not to") if request.past_robots else ""
    snapshot = keep_capture(request.source, captured, by=by, reason=past)
    request.finish(snapshot)
    recheck(request.source)
    return snapshot


def put_off_or_fail(request: SnapshotRequest, error: CaptureError) -> None:
    """Wait where another attempt makes sense soon and few were made; give up otherwise."""
    wait = error.retry_after
    if wait is None or wait > PATIENCE or request.tries >= TRIES:
        request.fail(str(error))
    else:
        request.put_off(str(error), timezone.now() + timedelta(seconds=wait))
