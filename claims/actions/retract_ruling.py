"""Take a public ruling back: the retraction is a version too, and takes two people."""

from claims.actions.correct_ruling import correct_ruling
from claims.actions.submit_ruling import submit_ruling
from claims.models import Correction, Ruling, User
from claims.models.journal import recorded


@recorded
def retract_ruling(ruling: Ruling, *, note: str, by: User) -> Ruling:
    """
    Draft and submit the version that retracts this one; return it.

    Once somebody else approves and publishes it, the page stays at its address with the notice.
    Raises PermissionDenied if `by` may not, and ValidationError without a note or while another
    version is in hand.
    """
    after = correct_ruling(ruling, kind=Correction.Kind.RETRACTION, note=note, by=by)
    return submit_ruling(after, revision=after.revision, by=by, reason=note)
