"""Bring back the topics that a claim had, where nobody has touched them since."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.restore_row import restore_row
from claims.actions.retract_row import retract_row
from claims.models import Claim, Tagging, User
from claims.models.journal import recorded


@recorded
def restore_topics(
    claim: Claim, taggings: dict[int, int], *, by: User, reason: str, revision: int
) -> list[Tagging]:
    """
    Take back what was done to these rows, each as it stood at this revision; return them.

    One that was added is retracted, one that was retracted comes back. Raises PermissionDenied if
    `by` may not, StaleRevision if the claim or one of the rows was saved since, and
    ValidationError if the claim was given the same topic anew.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    claim.require_revision(revision)
    if not policy.may_work_at(by, claim):
        raise PermissionDenied
    rows = claim.taggings.filter(pk__in=taggings).order_by("pk")
    return [turned_back(row, taggings[row.pk], by=by, reason=reason) for row in rows]


def turned_back(row: Tagging, read: int, *, by: User, reason: str) -> Tagging:
    """Retract a row that is in use, or bring back one that was retracted."""
    if not row.is_retracted:
        return retract_row(row, by=by, reason=reason, revision=read)
    row.require_revision(read)
    before = row.history.filter(revision__lt=read).latest("history_id")
    return restore_row(row, history_id=before.pk, by=by, revision=read, reason=reason)
