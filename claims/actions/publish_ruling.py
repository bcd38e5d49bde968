"""Put an approved ruling before readers."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from claims import gate, policy
from claims.actions.keep_pages import keep_after_commit
from claims.actions.notify import notify
from claims.actions.publish_checkpoint import publish_after_commit
from claims.freezing import approval_holds, freeze, words_of
from claims.frozen import FrozenWords
from claims.models import Claim, Notification, Ruling, User
from claims.models.journal import recorded

logger = logging.getLogger(__name__)

HIDDEN = _("A rule that you see only once you have given your own verdict is not met.")


@recorded
def publish_ruling(ruling: Ruling, *, revision: int, by: User, reason: str = "") -> Ruling:
    """
    Publish the approved revision that was read: freeze its page, supersede the version before.

    A correction that retracts is published too: its page stays at its address and says so. A
    checkpoint of the journal follows, and can fail without touching the publication.
    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since, and
    ValidationError if its time is still to come, its words are no longer those approved, or the
    gate stops it.
    """
    Claim.objects.select_for_update().get(pk=ruling.claim_id)
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_publish(by, ruling):
        raise PermissionDenied
    require_its_time(ruling)
    words, checks = words_of(ruling), gate.check(ruling.claim, ruling)
    require_open_gate(ruling, by, words, checks)
    for older in ruling.claim.rulings.of_edition(ruling.edition).current():
        older.stage = Ruling.Stage.SUPERSEDED
        older.save_by(by, f"superseded by version {ruling.version}")
    ruling.published_at = timezone.now()
    ruling.frozen = freeze(ruling, words, checks)
    ruling.stage = Ruling.Stage.RETRACTED if ruling.retracts else Ruling.Stage.PUBLISHED
    ruling.save_by(by, reason or "published")
    concerned = [ruling.written_by, ruling.approved_by, ruling.claim.assignee]
    if not ruling.edition:
        concerned += translators_of(ruling)
    notify(Notification.Kind.PUBLISHED, ruling.claim, to=concerned, by=by, ruling=ruling)
    claim, version = ruling.claim.public_id, ruling.version
    transaction.on_commit(lambda: logger.info("published claim %s version %s", claim, version))
    publish_after_commit()
    keep_after_commit(ruling.claim)
    return ruling


def translators_of(ruling: Ruling) -> list[User | None]:
    """Return who stands for translations that say by now what their original does not."""
    behind = Ruling.objects.behind().filter(claim=ruling.claim_id)
    rows = behind.select_related("written_by", "approved_by")
    return [person for one in rows for person in (one.written_by, one.approved_by)]


def require_its_time(ruling: Ruling) -> None:
    """Raise ValidationError while a time is set that is still to come: an embargo holds."""
    if ruling.is_scheduled and ruling.publish_at and ruling.publish_at > timezone.now():
        message = _("Its publication is scheduled for %(time)s: take that back to publish it now.")
        time = formats.localize(timezone.localtime(ruling.publish_at))
        raise ValidationError(message, code="embargo", params={"time": time})


def require_open_gate(
    ruling: Ruling, by: User, words: FrozenWords, checks: list[gate.Check]
) -> None:
    """Raise ValidationError if the words are not those approved, or naming each rule that stops."""
    if not approval_holds(ruling, words):
        message = _("The words changed after the approval: have them approved again.")
        raise ValidationError(message, code="approval_void")
    stops = gate.stopping(ruling, checks)
    if stops:
        hidden = gate.hides_agreement(by, ruling.claim)
        raise ValidationError([not_met(c, hidden=hidden) for c in stops])


def not_met(check: gate.Check, *, hidden: bool) -> ValidationError:
    """Return which rule is not met and what to do, or that one is which they may not know of."""
    rule = check.rule
    if rule.blind and hidden:
        return ValidationError(HIDDEN, code="hidden")
    told = _("Not met: “%(rule)s”. %(said)s%(remedy)s")
    said = f"{check.said.removesuffix('.')}. " if check.said else ""
    params = {"rule": rule.sentence, "said": said, "remedy": rule.remedy}
    return ValidationError(told, code=rule.id, params=params)
