"""Set publication rules aside for one ruling, with a reason that readers see."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import gate, policy
from claims.actions.void_approvals import void_approvals
from claims.models import Ruling, User
from claims.models.journal import recorded


@recorded
def override_rules(
    ruling: Ruling, rules: Iterable[str], *, revision: int, by: User, reason: str
) -> Ruling:
    """
    Set the named rules (ids of gate.RULES) aside, or none any more; the reason is published.

    The reason is a word of the page: who gives it cannot approve it. Raises PermissionDenied if
    `by` may not, StaleRevision if somebody saved the ruling since, and ValidationError for a
    rule that does not exist or a missing reason.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    ruling.require_revision(revision)
    if not policy.may_override(by, ruling):
        raise PermissionDenied
    names = [name for name in gate.RULES if name in set(rules)]
    if unknown := set(rules) - set(names):
        message = _("There is no rule “%(rules)s”.")
        params = {"rules": ", ".join(sorted(unknown))}
        raise ValidationError(message, code="no_rule", params=params)
    if names and not gate.explains(reason):
        message = _("Give the reason in a sentence: readers see it.")
        raise ValidationError({"reason": ValidationError(message, code="reason_required")})
    ruling.overridden_rules = names
    ruling.override_reason = reason.strip() if names else ""
    ruling.overridden_by = by if names else None
    ruling.save_by(by, reason)
    void_approvals(ruling.claim, by=by)
    ruling.refresh_from_db()
    return ruling
