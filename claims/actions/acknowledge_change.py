"""Take note of what became of a cited page, and say why the evidence stays as it is."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.concerns import concern_of
from claims.models import Acknowledgement, Evidence, User
from claims.models.journal import recorded


@recorded
def acknowledge_change(evidence: Evidence, *, visit: int, reason: str, by: User) -> Acknowledgement:
    """
    Keep that `by` saw what this visit found about the evidence, and why it stays as it is.

    It holds for later visits that find the same, and changes no public page. Raises
    PermissionDenied if `by` may not, and ValidationError without a reason, if nothing waits, or
    if a later visit found something else than what was read.
    """
    evidence = Evidence.objects.select_for_update().select_related("source").get(pk=evidence.pk)
    if not policy.may_acknowledge(by, evidence):
        raise PermissionDenied
    concern = concern_of(evidence)
    if concern is None or not concern.waits:
        message = _("Nothing about this evidence waits for a person any more.")
        raise ValidationError(message, code="nothing_waits")
    if concern.visit.pk != visit:
        message = _("The page was visited again since you read this: look at what was found.")
        raise ValidationError(message, code="visited_again")
    seen = Acknowledgement(evidence=evidence, visit=concern.visit, reason=reason.strip())
    seen.save_by(by, reason)
    return seen
