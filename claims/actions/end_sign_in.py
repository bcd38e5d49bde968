"""Sign a person out of one session."""

from importlib import import_module

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from claims import policy
from claims.models import SignIn, User


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, by: User) -> None:
    """End the session: its next request is a stranger's. Raises PermissionDenied."""
    if not policy.may_end_sign_ins(by, sign_in.user):
        raise PermissionDenied
    import_module(settings.SESSION_ENGINE).SessionStore(sign_in.session_key).delete()
    sign_in.delete()
