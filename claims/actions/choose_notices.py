"""Keep which notices a person wants, and how."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import Notification, User


@transaction.atomic
def choose_notices(user: User, *, by: User, wishes: Mapping[str, tuple[bool, str]]) -> User:
    """
    Keep, for each kind of notice, whether it stands at the desk and how it is mailed.

    Kinds that are not named are told at the desk and in the daily mail. It changes what one person
    is told and nothing of the desk, so that it is no history. Raises PermissionDenied for anybody
    else's, and ValidationError for what there is not.
    """
    if by != user:
        raise PermissionDenied
    for kind, (_at_desk, mail) in wishes.items():
        if kind not in Notification.Kind.values or mail not in Notification.Mail.values:
            message = _("There is no such notice, or no such way to get it.")
            raise ValidationError(message, code="no_such_notice")
    user.notice_wishes = {kind: [at_desk, mail] for kind, (at_desk, mail) in wishes.items()}
    user.save(update_fields=["notice_wishes"])
    return user
