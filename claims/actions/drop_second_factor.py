"""Take a second factor away."""

from django.core.exceptions import PermissionDenied
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims import policy
from claims.models import User
from claims.models.journal import recorded


@recorded
def drop_second_factor(user: User, *, by: User) -> User:
    """
    Let this person in by password alone, or, where a factor is asked for, have them set one up.

    For who lost the device: its person, or somebody who may change them. Their sessions stay.
    Raises PermissionDenied.
    """
    if not policy.may_drop_second_factor(by, user):
        raise PermissionDenied
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    user.has_factor = False
    user.save_by(by, "second factor removed")
    return user
