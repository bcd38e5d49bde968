"""Ask a person for a second factor, or leave it to them."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.models import User
from claims.models.journal import recorded


@recorded
def ask_for_second_factor(user: User, *, asked: bool, by: User) -> User:
    """
    Have this person set a second factor up before they go on, and be asked for it, or no more.

    History tells who asked for it and when. Raises PermissionDenied.
    """
    if not policy.may_change(by, user):
        raise PermissionDenied
    user.must_confirm = asked
    user.save_by(by, "second factor asked for" if asked else "second factor left to them")
    return user
