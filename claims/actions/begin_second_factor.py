"""Begin to set up a second factor."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.models import User


@transaction.atomic
def begin_second_factor(user: User, *, by: User) -> TOTPDevice:
    """
    Return a new secret, which counts once a code made with it was typed; an earlier one goes.

    Raises PermissionDenied for anybody else: a secret is its person's alone.
    """
    if by != user:
        raise PermissionDenied
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name=str(user), confirmed=False)
