"""Keep that a person signed in."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims.models import SignIn, User


@transaction.atomic
def note_sign_in(*, by: User, session_key: str, address: str | None, device: str) -> SignIn:
    """
    Keep where and since when a person is signed in, so that they can look, and end it.

    Sessions of theirs that ran out meanwhile are forgotten.
    """
    now = timezone.now()
    lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SignIn.objects.of(by).filter(seen_at__lt=now - lasts).delete()
    known = {"user": by, "address": address, "device": device[:300]}
    times = {"began_at": now, "seen_at": now}
    sign_in, _made = SignIn.objects.update_or_create(
        session_key=session_key, defaults={**known, **times}
    )
    return sign_in
