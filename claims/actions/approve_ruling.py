"""Be the second pair of eyes on a ruling."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.settle_notices import settle_notices
from claims.freezing import digest_of_words, words_of
from claims.models import Ruling, StaleRevision, User
from claims.models.journal import recorded


@recorded
def approve_ruling(
    ruling: Ruling, *, revision: int, words: str, by: User, reason: str = ""
) -> Ruling:
    """
    Approve what one revision says, as its second reader; publishing is a deed of its own.

    `words` is the digest of the page that was read, evidence and all. Raises PermissionDenied
    if `by` may not, StaleRevision if anything on the page changed since it was read, and
    ValidationError if a rule is broken; nothing is then saved.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_approve(by, ruling):
        raise PermissionDenied
    if words != digest_of_words(words_of(ruling)):
        raise StaleRevision(ruling)
    ruling.stage, ruling.approved_by = Ruling.Stage.APPROVED, by
    ruling.approved_digest = words
    ruling.save_by(by, reason or "approved")
    settle_notices(ruling, by=by)
    return ruling
