"""Let a person sign in again who mistyped a password too often."""

from axes.utils import reset
from django.core.exceptions import PermissionDenied
from django.db import transaction

from claims import policy
from claims.models import User


@transaction.atomic
def let_sign_in_again(user: User, *, by: User) -> User:
    """Forget the sign-ins with this person's name that failed. Raises PermissionDenied."""
    if not policy.may_change(by, user):
        raise PermissionDenied
    reset(username=user.username)
    return user
