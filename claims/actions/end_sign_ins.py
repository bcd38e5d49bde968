"""Sign a person out everywhere."""

from django.db import transaction

from claims.actions.end_sign_in import end_sign_in
from claims.models import User


@transaction.atomic
def end_sign_ins(user: User, *, by: User, but: str = "") -> User:
    """
    End all sessions of a person, but for the one with the key `but` if it is named.

    Raises PermissionDenied if `by` is neither this person nor somebody who may change them.
    """
    for sign_in in user.sign_ins.exclude(session_key=but).select_related("user"):
        end_sign_in(sign_in, by=by)
    return user
