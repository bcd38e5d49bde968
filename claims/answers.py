"""What a reader is answered who is signed in nowhere, for whoever keeps it elsewhere."""

from functools import lru_cache
from io import BytesIO
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

REMEMBERED = 5000  # addresses: most links are those of the frame around each page


def answer_at(address: str) -> HttpResponseBase:
    """
    Return what a view answers at an address, not rendered yet, and past what is kept for readers.

    Raises Http404 where nothing stands.
    """
    match = found_at(urlsplit(address).path)
    if match is None:
        raise Http404
    view = getattr(match.func, "fresh", match.func)
    with translation.override(settings.PUBLIC_LANGUAGES[0]):
        response: HttpResponseBase = view(request_for(address), *match.args, **match.kwargs)
    return response


def rendered(response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer whose body is made."""
    if isinstance(response, SimpleTemplateResponse):
        with translation.override(settings.PUBLIC_LANGUAGES[0]):
            response.render()
    return response


@lru_cache(maxsize=REMEMBERED)
def found_at(path: str) -> ResolverMatch | None:
    """Return what answers at a path, or None where none of ours does: others may share the host."""
    try:
        return resolve(unquote(path))
    except Resolver404:
        return None


def request_for(address: str) -> HttpRequest:
    """Return the request of a reader who is signed in nowhere."""
    parts, site = urlsplit(address), urlsplit(settings.SITE_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.user = AnonymousUser()
    return request
