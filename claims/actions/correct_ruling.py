"""Begin a correction: a new version of a public ruling, with its public note."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.bring_up_to_date import translate_newest
from claims.actions.notify import notify
from claims.models import Claim, Correction, Notification, Ruling, User
from claims.models.journal import recorded

CARRIED = [
    *("language", "rating", "label", "why", "key_points", "body", "not_known"),
    *("no_primary_because", "not_asked_because", "differed_because"),
    *("overridden_rules", "override_reason", "overridden_by"),
    *Ruling.TRANSLATED,
]


@recorded
def correct_ruling(ruling: Ruling, *, kind: str, note: str, by: User) -> Ruling:
    """
    Draft the next version with the words of this one; return it, to be edited and approved.

    That of a translation translates what its original says by now.

    Raises PermissionDenied if `by` may not or this version is not the one that readers see now,
    and ValidationError without a note, while another version is in hand, or if a translation would
    go on although its original is withdrawn.
    """
    claim = Claim.objects.select_for_update().get(pk=ruling.claim_id)
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    if not policy.may_correct(by, ruling):
        raise PermissionDenied
    if not claim.is_open and kind != Correction.Kind.RETRACTION:
        message = _("The claim is no longer checked: the ruling on it can only be retracted.")
        raise ValidationError(message, code="not_open")
    versions = claim.rulings.of_edition(ruling.edition)
    if versions.in_hand().exists():
        message = _("Somebody is working on a new version of this ruling already.")
        raise ValidationError(message, code="in_hand")
    words = {name: getattr(ruling, name) for name in CARRIED}
    after = Ruling(claim=claim, version=versions.next_version(), written_by=by, **words)
    if ruling.edition and kind != Correction.Kind.RETRACTION:
        follow(after, kind)
    after.save_by(by, note)
    correction = Correction(before=ruling, after=after, kind=kind, note=note)
    correction.save_by(by, note)
    concerned = [ruling.written_by, ruling.approved_by, claim.assignee]
    notify(Notification.Kind.CORRECTED, claim, to=concerned, by=by, ruling=after)
    return Ruling.objects.get(pk=after.pk)


def follow(after: Ruling, kind: str) -> None:
    """Have the next version of a translation translate what its original says by now."""
    before = after.rating
    translate_newest(after)
    stays = (Correction.Kind.MINOR, Correction.Kind.CLARIFICATION)
    if kind in stays and before.label != after.rating.label:
        message = _("The original has another rating by now: this is a substantive correction.")
        raise ValidationError({"kind": ValidationError(message, code="rating_stays")})
