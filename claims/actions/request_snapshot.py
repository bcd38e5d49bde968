"""Ask for a copy of a source, which a worker fetches from its address."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from claims import policy
from claims.fetching import FetchError, require_switched_on
from claims.models import SnapshotRequest, Source, User
from claims.models.journal import recorded


@recorded
def request_snapshot(source: Source, *, by: User, past_robots: bool = False) -> SnapshotRequest:
    """
    Note that a copy is wanted; return the request, which a worker has to be given.

    One whose worker is gone without a word is written off. Raises PermissionDenied if `by` may
    not, ValidationError if there is no address or a copy is being fetched already.
    """
    if not policy.may_store_copies(by, source):
        raise PermissionDenied
    if not source.url:
        message = _("This source has no address to fetch from: upload a copy instead.")
        raise ValidationError(message, code="no_address")
    require_reach()
    write_off(source)
    request = SnapshotRequest(source=source, asked_by=by, past_robots=past_robots)
    request.save()
    return request


def require_reach() -> None:
    """Raise ValidationError on a machine that must not reach out."""
    try:
        require_switched_on()
    except FetchError as error:
        raise ValidationError(str(error), code=error.code) from error


def write_off(source: Source) -> None:
    """Put an end to a request that nobody works on. Raises ValidationError if one is under way."""
    request = source.snapshot_requests.under_way().select_related("asked_by").first()
    if request is None:
        return
    if not request.may_be_replaced:
        message = _("A copy of this source is being fetched already: %(who)s asked for it.")
        raise ValidationError(message, code="under_way", params={"who": request.asked_by})
    request.write_off()
