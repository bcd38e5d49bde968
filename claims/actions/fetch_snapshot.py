"""Fetch a copy of a source from its address, and store it beside those that are there."""

from contextlib import suppress
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.check_quotations import recheck
from claims.archiving import Capture, CaptureError, capture
from claims.models import Evidence, Ruling, Snapshot, Source, User
from claims.models.journal import recorded

LONGEST_TITLE = 500
NAMED = "named as its page names itself"


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
    if host_of(captured.final_url) == host_of(source.url):  # else it is a page to sign in, perhaps
        name_as_page(source, captured.title)
    return snapshot


def host_of(url: str) -> str:
    """Return the server that an address names."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def name_as_page(source: Source, title: str) -> None:
    """
    Name a source that has no title as its page names itself; history tells that a program did.

    Where an approved or public ruling cites it, it stays as it was read there. A row, or
    a title, that is at odds with a rule changes nothing: the copy is stored in any case.
    """
    title = " ".join(title.split())[:LONGEST_TITLE]
    if source.title or not title:
        return
    read = [Ruling.Stage.APPROVED, Ruling.Stage.PUBLISHED]
    cited = Evidence.objects.live().filter(source=source, claim__rulings__stage__in=read)
    if cited.exists():
        return
    source.title = title
    with suppress(ValidationError), transaction.atomic():
        source.save_by(User.objects.machine(), NAMED)
