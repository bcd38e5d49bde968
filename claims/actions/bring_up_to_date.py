"""Have a translation in hand translate what its original says by now."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.translate_ruling import known_word
from claims.actions.void_approvals import void_approvals
from claims.models import Ruling, User
from claims.models.journal import recorded


@recorded
def bring_up_to_date(ruling: Ruling, *, revision: int, by: User) -> Ruling:
    """
    Let the revision that was read translate the version of its original that is in force.

    Its words stay, to be read against the new ones; the rating follows the original's. An approval
    of what it said before is void. Raises PermissionDenied if `by` may not or nothing changed,
    StaleRevision if somebody saved it since, and ValidationError if the original is withdrawn.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_bring_up_to_date(by, ruling):
        raise PermissionDenied
    translate_newest(ruling)
    ruling.save_by(by, f"read against version {ruling.translates} of the original")
    void_approvals(ruling.claim, by=by)
    ruling.refresh_from_db()
    return ruling


def translate_newest(ruling: Ruling) -> None:
    """Name the version of the original that is in force, with its rating; nothing is saved."""
    newest = ruling.newest_original()
    if newest is None or newest.stage != Ruling.Stage.PUBLISHED:
        message = _("The original is withdrawn: its translation can only be retracted.")
        raise ValidationError(message, code="original_withdrawn")
    ruling.translates = newest.version
    if ruling.rating_id != newest.rating_id:
        ruling.rating = newest.rating
        ruling.rating_word = known_word(newest.rating, ruling.edition) or newest.rating.label
