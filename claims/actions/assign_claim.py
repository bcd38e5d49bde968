"""Say who checks a claim, and by when."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.notify import notify
from claims.models import Claim, Notification, User
from claims.models.journal import recorded

Kind = Notification.Kind


@recorded
def assign_claim(
    claim: Claim,
    *,
    to: User | None,
    due_on: date | None = None,
    revision: int | None = None,
    by: User,
    reason: str = "",
    may_be_over: bool = False,
) -> Claim:
    """
    Give a claim to a person to check, by a day if one is named, or to nobody.

    It lets that person see the claim's article, be it confidential. Raises PermissionDenied if `by`
    may not, StaleRevision if it was saved since `revision`, and ValidationError if the person
    cannot work on claims or the day is over, unless it may be, as one that it had before.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_assign(by, claim):
        raise PermissionDenied
    before = {"may_be_over": may_be_over}
    return change_assignment(claim, to, due_on, by=by, reason=reason or "assigned", **before)


def change_assignment(
    claim: Claim,
    to: User | None,
    due_on: date | None,
    *,
    by: User,
    reason: str,
    may_be_over: bool = False,
) -> Claim:
    """Save who checks a claim that is held, and by when, and tell whom it concerns."""
    before = Claim.objects.select_related("assignee").get(pk=claim.pk)
    claim.assignee, claim.due_on = to, due_on
    if (before.assignee_id, before.due_on) == (claim.assignee_id, claim.due_on):
        return claim
    require_assignable(claim, before, may_be_over=may_be_over)
    claim.save_by(by, reason)
    tell_assignment(claim, before, by=by)
    return claim


def require_assignable(claim: Claim, before: Claim, *, may_be_over: bool = False) -> None:
    """Raise ValidationError if somebody is chosen now who cannot work, or a day that is over."""
    chosen = claim.assignee if claim.assignee_id != before.assignee_id else None
    if chosen is not None and not policy.may_work(chosen):
        message = _("%(person)s cannot work on claims: choose somebody who is at the desk for it.")
        error = ValidationError(message, code="cannot_work", params={"person": chosen})
        raise ValidationError({"assignee": error})
    set_now = claim.due_on not in (None, before.due_on) and not may_be_over
    if set_now and claim.due_on < timezone.localdate():  # type: ignore[operator]
        message = _("This day is over: choose today or a day to come.")
        raise ValidationError({"due_on": ValidationError(message, code="over")})


def tell_assignment(claim: Claim, before: Claim, *, by: User) -> None:
    """Tell who is to check a claim that is saved, and from whom it was taken; else nobody."""
    if (before.assignee_id, before.due_on) == (claim.assignee_id, claim.due_on):
        return
    if before.assignee_id != claim.assignee_id:
        notify(Kind.UNASSIGNED, claim, to=[before.assignee], by=by)
    notify(Kind.ASSIGNED, claim, to=[claim.assignee], by=by)
