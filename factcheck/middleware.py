"""What every response passes through."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware that forbids everything inline and everything from elsewhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def public_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware by which public pages speak no language but those of the settings."""

    def middleware(request: HttpRequest) -> HttpResponse:
        offered: list[str] = settings.PUBLIC_LANGUAGES
        chosen = translation.get_language()
        if chosen not in offered and not request.path.startswith(reverse("admin:index")):
            translation.activate(asked_for(request, offered))
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return middleware


def asked_for(request: HttpRequest, offered: list[str]) -> str:
    """Return the language on offer that the reader likes best, or the first one."""
    header = request.headers.get("Accept-Language", "")
    for tag, _weight in parse_accept_lang_header(header.lower()):
        for candidate in (tag, tag.partition("-")[0]):
            if candidate in offered:
                return candidate
    return offered[0]
