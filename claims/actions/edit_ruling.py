"""Change the words of a ruling that is not public yet."""

from collections.abc import Iterable, Set
from typing import Any

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.void_approvals import void_approvals
from claims.models import Ruling, User
from claims.models.journal import recorded

EDITABLE = {"rating", "label", "why", "key_points", "body", "not_known", "language"}
EDITABLE |= {"no_primary_because", "not_asked_because", "differed_because"}
TRANSLATED = {"wording", "rating_word", "notes", "machine"}  # the words of a translation alone
FIXED = {"rating", "language"}  # what a translation has from elsewhere


@recorded
def edit_ruling(
    ruling: Ruling, *, revision: int, by: User, reason: str = "", **words: Any
) -> Ruling:
    """
    Change words of the revision that was read; an approval of the earlier words is void.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since, and
    ValidationError if a rule is broken; TypeError for a field that is no word of a ruling.
    """
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    require_words(words, (EDITABLE | TRANSLATED) - FIXED if ruling.edition else EDITABLE)
    ruling.require_revision(revision)
    if not policy.may_edit(by, ruling):
        raise PermissionDenied
    for name, value in words.items():
        setattr(ruling, name, value)
    ruling.save_by(by, reason)
    void_approvals(ruling.claim, by=by)
    ruling.refresh_from_db()
    return ruling


def require_words(given: Iterable[str], known: Set[str] = EDITABLE) -> None:
    """Raise TypeError for a field that is no word of a ruling, such as who approved it."""
    if unknown := set(given) - known:
        message = f"These are no words of a ruling: {', '.join(sorted(unknown))}"
        raise TypeError(message)
