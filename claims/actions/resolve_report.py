"""Say what became of what a reader reported."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Report, Ruling, User
from claims.models.journal import recorded


@recorded
def resolve_report(
    report: Report, *, revision: int, outcome: str, answer: str, by: User, reason: str = ""
) -> Report:
    """
    Close an open report with its outcome and a sentence that its receipt then shows.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since, and
    ValidationError without a sentence, for an outcome that there is not, and for a correction that
    readers cannot see.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    report.require_revision(revision)
    if not policy.may_resolve(by, report):
        raise PermissionDenied
    if outcome == Report.Outcome.OPEN:
        raise ValidationError(_("Say what came of it."), code="outcome")
    if outcome == Report.Outcome.CORRECTED and not is_corrected(report):
        message = _(
            "No correction of the ruling was published since the report came in: publish it first, "
            "or say that nothing was changed."
        )
        raise ValidationError({"outcome": ValidationError(message, code="uncorrected")})
    report.outcome, report.answer = outcome, answer.strip()
    report.taken_up_by = report.taken_up_by or by
    report.save_by(by, reason or "resolved")
    return report


def is_corrected(report: Report) -> bool:
    """Whether readers see a correction since the report, of its claim's ruling if it has one."""
    since = (
        Ruling.objects.published().corrections().filter(published_at__date__gte=report.received_on)
    )
    return (since.filter(claim=report.claim_id) if report.claim_id else since).exists()
