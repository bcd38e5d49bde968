"""Fetch a copy of a source from its address, and store it beside those that are there."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.check_quotations import recheck
from claims.archiving import Capture, CaptureError, capture
from claims.models import Snapshot, Source, User
from claims.models.journal import recorded


def fetch_snapshot(
    source: Source, *, by: User, reason: str = "", past_robots: bool = False
) -> Snapshot:
    """
    Store what stands at the source's address now; no copy that is there is touched.

    It takes seconds and is no transaction: never call it within one. Raises PermissionDenied if
    `by` may not, before anything is fetched, and ValidationError in words if nothing was got.
    """
    require_permission(by, source)
    if not source.url:
        message = _("This source has no address to fetch from: upload a copy instead.")
        raise ValidationError(message, code="no_address")
    try:
        captured = capture(source.url, past_robots=past_robots)
    except CaptureError as error:
        raise ValidationError(str(error), code=error.code) from error
    snapshot = keep_capture(source, captured, by=by, reason=reason)
    recheck(source)
    return snapshot


def require_permission(by: User, source: Source) -> None:
    """Raise PermissionDenied if this person, or the machine, may not store copies of a source."""
    if not policy.may_store_copies(by, source):
        raise PermissionDenied


@recorded
def keep_capture(source: Source, captured: Capture, *, by: User, reason: str = "") -> Snapshot:
    """
    Store what was fetched before, as a copy of the source.

    The same bytes again are another row: that the page still said so on a later day is evidence of
    its own. The file is kept once, under its digest. Raises PermissionDenied and ValidationError.
    """
    source = Source.objects.select_for_update().get(pk=source.pk)
    require_permission(by, source)
    snapshot = Snapshot(
        source=source,
        origin=Snapshot.Origin.FETCHED,
        fetched_at=captured.fetched_at,
        final_url=captured.final_url,
        status=captured.status,
        headers=captured.headers,
        media_type=captured.media_type,
        text=captured.text,
        unread=captured.unread,
        cut=captured.cut,
        pages=list(captured.pages),
    )
    snapshot.hold(captured.content)
    snapshot.save_by(by, reason or "fetched from its address")
    return snapshot
