"""Keep how a person wants the desk shown to them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from claims.models import User
from claims.models.user import PREFERENCES


@transaction.atomic
def keep_preferences(user: User, *, by: User, language: str = "", time_zone: str = "") -> User:
    """
    Keep the language and the time zone in which this person reads the desk; empty: as it comes.

    It changes what one person sees and nothing of the desk, so that it is no history. Raises
    PermissionDenied for anybody else's, and ValidationError for what the desk does not know.
    """
    if by != user:
        raise PermissionDenied
    user.language, user.time_zone = language, time_zone
    user.clean()
    user.save(update_fields=sorted(PREFERENCES))
    return user
