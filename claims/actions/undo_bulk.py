"""Choose what was done to many claims, to take it back once the same person confirms it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from claims import policy
from claims.models import BulkJob, BulkLine, User


@transaction.atomic
def undo_bulk(job: BulkJob, *, by: User) -> BulkJob:
    """
    Note which claims are to be as they were, each at the revision that it got; return the choice.

    Raises PermissionDenied if `by` may not, and ValidationError if the work is under way, if it
    has no way back, or if nothing was changed that this person may see.
    """
    if not (policy.may_follow(by, job) and policy.may_do_to_many(by, job.kind)):
        raise PermissionDenied
    if job.is_under_way or job.undoes_id or job.kind not in BulkJob.UNDONE:
        message = _("This cannot be taken back, or not before it is stopped.")
        raise ValidationError(message, code="no_way_back")
    changed = list(job.lines.changed().visible_to(by))
    if not changed:
        raise ValidationError(_("There is nothing to take back."), code="none")
    back = BulkJob(kind=job.kind, undoes=job, asked_by=by, total=len(changed))
    back.language = translation.get_language()
    back.save()
    lines = [line_back(back, line) for line in changed]
    BulkLine.objects.bulk_create(lines, batch_size=500)
    return back


def line_back(back: BulkJob, line: BulkLine) -> BulkLine:
    """Return the line that leads back from another."""
    assert line.after is not None  # noqa: S101 - a claim that was changed has it
    return BulkLine(job=back, claim_id=line.claim_id, revision=line.after, before=line.before)
