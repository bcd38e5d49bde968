"""Put an approved ruling before readers."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import gate, policy
from claims.freezing import approval_holds, freeze
from claims.models import Claim, Correction, Ruling, User
from claims.models.journal import recorded

logger = logging.getLogger(__name__)


@recorded
def publish_ruling(ruling: Ruling, *, revision: int, by: User, reason: str = "") -> Ruling:
    """
    Publish the approved revision that was read: freeze its page, supersede the version before.

    A correction that retracts is published too: its page stays at its address and says so.
    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since, and
    ValidationError if its words are no longer those approved or the gate stops it.
    """
    Claim.objects.select_for_update().get(pk=ruling.claim_id)
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_publish(by, ruling):
        raise PermissionDenied
    retracts = is_retraction(ruling)
    require_open_gate(ruling, retracts=retracts)
    for older in ruling.claim.rulings.current():
        older.stage = Ruling.Stage.SUPERSEDED
        older.save_by(by, f"superseded by version {ruling.version}")
    ruling.frozen = freeze(ruling)
    ruling.stage = Ruling.Stage.RETRACTED if retracts else Ruling.Stage.PUBLISHED
    ruling.published_at = timezone.now()
    ruling.save_by(by, reason or "published")
    claim, version = ruling.claim.public_id, ruling.version
    transaction.on_commit(lambda: logger.info("published claim %s version %s", claim, version))
    return ruling


def is_retraction(ruling: Ruling) -> bool:
    """Whether this version takes the ruling back."""
    correction: Correction | None = getattr(ruling, "correction", None)
    return correction is not None and correction.kind == Correction.Kind.RETRACTION


def require_open_gate(ruling: Ruling, *, retracts: bool) -> None:
    """Raise ValidationError if the words are not those approved, or naming each rule that stops."""
    if not approval_holds(ruling):
        message = _("The words changed after the approval: have them approved again.")
        raise ValidationError(message, code="approval_void")
    stops = [] if retracts else [c.rule for c in gate.check(ruling.claim, ruling) if c.stops]
    if stops:
        raise ValidationError(
            [
                ValidationError(
                    _("Not met: %(rule)s. %(remedy)s"),
                    code=rule.id,
                    params={"rule": rule.sentence, "remedy": rule.remedy},
                )
                for rule in stops
            ]
        )
