"""Who gets in at the desk, in which language and time zone they read it, and when last seen."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from claims.actions.note_presence import note_presence
from claims.actions.note_sign_in import note_sign_in
from claims.actions.note_sign_out import note_sign_out
from claims.models import User

NOTED = "noted"  # in the session: when its person was last noted as seen, in seconds
PAUSE = 300  # seconds between two notes


def at_the_desk(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """
    Return a middleware that lets nobody in, on any page, whose second factor is still asked for.

    What a stranger reads asks no session, so that it can be kept by caches.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.user = SimpleLazyObject(partial(let_in, request, request.user))  # type: ignore[assignment]
        if not request.path.startswith(reverse("admin:index")):
            return get_response(request)
        zone = as_preferred(request) if isinstance(request.user, User) else None
        with timezone.override(zone or timezone.get_default_timezone()):
            return get_response(request)

    return middleware


def let_in(request: HttpRequest, user: Any) -> User | AnonymousUser:
    """Return who is signed in, or a stranger whose request knows who `waits_for_factor`."""
    if isinstance(user, User) and user.is_asked_for_a_factor and not user.is_verified():  # type: ignore[attr-defined]
        request.waits_for_factor = user._wrapped if hasattr(user, "_wrapped") else user  # type: ignore[attr-defined]
        return AnonymousUser()
    return cast("User | AnonymousUser", user)


def half_signed_in(request: HttpRequest) -> User | None:
    """Return who gave a password and not yet the second factor, if anybody did."""
    if request.user.is_authenticated:
        return None
    return getattr(request, "waits_for_factor", None)


def as_preferred(request: HttpRequest) -> str:
    """Show the desk in its person's language; return their time zone, and note them as seen."""
    user = request.user
    if time.time() - request.session.get(NOTED, 0) > PAUSE and request.session.session_key:
        request.session[NOTED] = int(time.time())
        note_presence(request.session.session_key, by=user)  # type: ignore[arg-type]
    if user.language:  # type: ignore[union-attr]
        translation.activate(user.language)  # type: ignore[union-attr]
    return user.time_zone  # type: ignore[union-attr]


def signed_in(*, request: HttpRequest | None, user: User, **_signal: Any) -> None:
    """Keep where a person signed in; Django's sign-in calls it, whoever asked for that."""
    if request is None or not request.session.session_key:
        return
    request.session[NOTED] = int(time.time())
    note_sign_in(
        by=user,
        session_key=request.session.session_key,
        address=request.META.get("REMOTE_ADDR") or None,
        device=request.headers.get("user-agent", ""),
    )


def signed_out(*, request: HttpRequest, user: User | None, **_signal: Any) -> None:
    """Forget where a person was signed in, as they sign out."""
    if user is not None and request.session.session_key:
        note_sign_out(request.session.session_key, by=user)
