"""Have a second factor count from now on."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.models import User
from claims.models.journal import recorded

SPARE_CODES = 10


@recorded
def confirm_second_factor(user: User, *, code: str, by: User) -> list[str]:
    """
    Take the new secret into use and return ten codes that each let in once without it.

    What was in use before goes. Raises PermissionDenied for anybody else, and ValidationError
    if no secret was begun or the code was not made with it now.
    """
    if by != user:
        raise PermissionDenied
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None:
        message = _("There is nothing to confirm: begin anew.")
        raise ValidationError(message, code="no_factor")
    if not device.verify_token(code):
        message = _("This is not the code that is shown now: wait for the next one and type it.")
        raise ValidationError({"code": ValidationError(message, code="wrong_code")})
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    user.has_factor = True
    user.save_by(by, "second factor set up")
    return spare_codes(user)


def spare_codes(user: User) -> list[str]:
    """Return new codes in place of those that there were."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="spare codes")
    codes = [StaticToken.random_token() for _number in range(SPARE_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    return codes
