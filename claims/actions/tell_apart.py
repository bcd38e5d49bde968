"""Say that two claimants, sources or topics are not the same: they are not offered again."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.save_row import save_row
from claims.models import Distinction, User
from claims.models.journal import recorded
from claims.models.mergeable import Mergeable

Row = TypeVar("Row", bound=Mergeable)


@recorded
def tell_apart(row: Row, other: Row, *, by: User, reason: str = "") -> Distinction:
    """
    Keep that the two are not the same; retracting the word undoes it.

    Raises PermissionDenied if `by` may not change both, and ValidationError if they are one row
    or somebody said so already.
    """
    if not (policy.may_change(by, row) and policy.may_change(by, other)):
        raise PermissionDenied
    pair = {"one": row.pk, "other": other.pk}
    word = Distinction(kind=str(row._meta.model_name), because=reason.strip(), **pair)
    return save_row(word, by=by, reason=reason.strip())
