"""Give a person a new password."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.models import User
from claims.models.journal import recorded


@recorded
def reset_password(user: User, *, password: str, by: User) -> User:
    """Set the password; history tells that it was reset, never what it is or its hash."""
    if not (by.is_machine or policy.may_change(by, user)):
        raise PermissionDenied
    user.set_password(password)
    user.save_by(by, "password reset")
    return user
