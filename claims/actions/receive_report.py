"""Take in what a reader reports: the machine keeps it, people look at it."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Claim, Report, User
from claims.models.journal import recorded

logger = logging.getLogger(__name__)


@recorded
def receive_report(
    receipt: str, *, by: User, claim: Claim | None = None, reason: str = "", **typed: str
) -> Report:
    """
    Keep a report under the receipt number of the form that it came with; once, if sent twice.

    Raises PermissionDenied unless `by` is the machine, ValidationError if a rule is broken or if
    other words came with that form already, and TypeError for what no reader types.
    """
    if unknown := set(typed) - set(Report.TYPED):
        message = f"No reader types these: {', '.join(sorted(unknown))}"
        raise TypeError(message)
    if not policy.may_receive_reports(by):
        raise PermissionDenied
    came = Report.objects.filter(receipt=receipt).first()
    if came is not None:
        require_same(came, claim, typed)
        return came
    report = Report(receipt=receipt, claim=claim, received_on=timezone.localdate(), **typed)
    report.save_by(by, reason or "received from a reader")
    transaction.on_commit(lambda: logger.info("received report %s", receipt))
    return report


def require_same(came: Report, claim: Claim | None, typed: dict[str, str]) -> None:
    """Raise ValidationError unless the words that came already are these."""
    differs = any(getattr(came, name) != text for name, text in typed.items())
    if differs or came.claim_id != (claim.pk if claim else None):
        message = _(
            "This form was sent already, with other words, and is kept under the number "
            "%(receipt)s. If you want to add something, send it again: it gets a number of its own."
        )
        raise ValidationError(message, code="sent_already", params={"receipt": came.receipt})
