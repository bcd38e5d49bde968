"""Let people know of a row that somebody saved, where it concerns them."""

from claims.actions.assign_claim import tell_assignment
from claims.actions.notify import notify
from claims.addressees import addressed
from claims.models import Claim, Note, Notification, Recorded, User, Verdict

Kind = Notification.Kind


def tell_of_change(row: Recorded, before: Recorded | None, *, by: User) -> None:
    """
    Leave notices of a row that is saved, given how it was before, if it was there.

    Whom a note mentions anew hears of that; whoever checks a claim hears that it is theirs, and
    that a verdict was given; whose verdict no longer fits the wording hears that it does not count.
    """
    if isinstance(row, Note):
        was = before.text if isinstance(before, Note) else ""
        notify(Kind.MENTIONED, row.claim, to=addressed(row, was).told, by=by, note=row)
    elif isinstance(row, Verdict) and before is None:
        notify(Kind.VERDICT_GIVEN, row.claim, to=[row.claim.assignee], by=by)
    elif isinstance(row, Claim) and isinstance(before, Claim):
        tell_assignment(row, before, by=by)
        if row.text != before.text:
            fitted = row.verdicts.live().filter(wording=before.text).select_related("reviewer")
            notify(Kind.VERDICT_WANTED, row, to=[given.reviewer for given in fitted], by=by)


def as_it_was(row: Recorded) -> Recorded | None:
    """Return how a row stands that is about to be saved, if its change is told to anybody."""
    if row._state.adding or not isinstance(row, Claim | Note | Verdict):
        return None
    stored: Recorded | None = type(row)._base_manager.filter(pk=row.pk).first()
    return stored
