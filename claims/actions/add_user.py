"""Add a person to the desk, with roles."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from claims.models import Membership, User
from claims.models.journal import recorded


@recorded
def add_user(
    username: str, *, password: str, roles: Iterable[str], by: User, byline: str = ""
) -> User:
    """
    Add a person who may sign in at the desk, holding these roles.

    Raises PermissionDenied if `by` may not, and ValidationError if the name is taken.
    """
    if not (by.is_machine or by.has_perm("claims.add_user")):
        raise PermissionDenied
    user = User(username=username, byline=byline, is_staff=True)
    user.set_password(password)
    user.save_by(by, "added to the desk")
    for group in Group.objects.filter(name__in=list(roles)):
        Membership(user=user, group=group).save_by(by, "role given")
    return user
