"""Add a person to the desk, with roles."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims.models import Membership, User
from claims.models.journal import recorded


@recorded
def add_user(
    username: str, *, password: str, roles: Iterable[str], by: User, byline: str = ""
) -> User:
    """
    Add a person who may sign in at the desk, holding these roles.

    Raises PermissionDenied if `by` may not, and ValidationError if the name is taken or a role
    does not exist.
    """
    if not (by.is_machine or by.has_perm("claims.add_user")):
        raise PermissionDenied
    user = User(username=username, byline=byline, is_staff=True)
    user.set_password(password)
    user.save_by(by, "added to the desk")
    for role in dict.fromkeys(roles):
        Membership(user=user, group=group_of(role)).save_by(by, "role given")
    return user


def group_of(role: str) -> Group:
    """Return a role's group. Raises ValidationError if there is no such role."""
    group = Group.objects.filter(name=role).first()
    if group is None:
        message = _("There is no role “%(role)s”.")
        raise ValidationError(message, code="no_role", params={"role": role})
    return group
