"""Say what became of what a reader reported."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Report, User
from claims.models.journal import recorded


@recorded
def resolve_report(
    report: Report, *, revision: int, outcome: str, answer: str, by: User, reason: str = ""
) -> Report:
    """
    Close an open report with its outcome and a sentence that its receipt then shows.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since, and
    ValidationError without a sentence or for an outcome that there is not.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    report.require_revision(revision)
    if not policy.may_resolve(by, report):
        raise PermissionDenied
    if outcome == Report.Outcome.OPEN:
        raise ValidationError(_("Say what came of it."), code="outcome")
    report.outcome, report.answer = outcome, answer.strip()
    report.taken_up_by = report.taken_up_by or by
    report.save_by(by, reason or "resolved")
    return report
