"""Say that one looks at what a reader reported."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.models import Report, User
from claims.models.journal import recorded


@recorded
def take_up_report(report: Report, *, revision: int, by: User, reason: str = "") -> Report:
    """
    Put one's name to an open report; its receipt then says that it is being looked at.

    Raises PermissionDenied if `by` may not, and StaleRevision if somebody saved it since.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    report.require_revision(revision)
    if not policy.may_take_up(by, report):
        raise PermissionDenied
    report.taken_up_by = by
    report.save_by(by, reason or "taken up")
    return report
