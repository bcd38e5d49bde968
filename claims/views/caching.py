"""
Public pages kept as they were rendered, until anything at the desk changes.

Every desk write moves the head of the journal, whose seal stands for all that was ever written;
so a page is right as long as the seal is the one that it was rendered under, and asking for it
is all that a kept page costs.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from typing import cast

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language

from claims.branding import brand
from claims.models import Checkpoint, Journal

Kept = tuple[bytes, str, str]  # the body, its media type, its ETag

HEAD = f"SELECT seal FROM {Journal._meta.db_table} WHERE id = 1"  # noqa: S608 - no outside words
NEWEST = f"SELECT max(id) FROM {Checkpoint._meta.db_table}"  # noqa: S608 - no outside words
SECONDS = 600  # also how long an earlier release's page can last in a cache that outlives it
KEPT_METHODS = {"GET", "HEAD"}
OK = 200


def seal() -> str:
    """Return the journal's last seal; by hand, since every kept page waits for it."""
    return first_of(HEAD)


def seal_and_checkpoint() -> str:
    """Return what a page depends on that also shows checkpoints: they do not move the journal."""
    return f"{seal()} {first_of(NEWEST)}"


def first_of(statement: str) -> str:
    """Return the first value that a statement finds, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def kept(
    view: Callable[..., HttpResponseBase],
    state: Callable[[], str] = seal,
    *,
    parameters: Sequence[str] = ("page",),
) -> Callable[..., HttpResponseBase]:
    """
    Return the view with its pages kept, and with an answer for readers who have them already.

    A page is made again once `state` returns something else. Of a question, the view reads no
    other `parameters` than these: any other makes no new page.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method not in KEPT_METHODS:
            return view(request, *args, **kwargs)
        key = key_of(request, state(), parameters)
        page: Kept | None = cache.get(key)
        if page is None:
            response = rendered(view(request, *args, **kwargs))
            if response.status_code != OK:
                return response
            page = kept_form(response)
            cache.set(key, page, SECONDS)
        return answered(request, page)

    vars(answer)["fresh"] = view  # for whoever keeps the pages elsewhere
    return answer


def live(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view, marked as one that no kept file can answer for: a form, a search."""
    vars(view)["needs_application"] = True
    return view


def key_of(request: HttpRequest, state: str, parameters: Sequence[str]) -> str:
    """Return a name for all that a page depends on: the desk's state, brand, address, language."""
    asked = [request.GET.get(name) for name in parameters]
    parts = [state, brand().fingerprint, get_language(), request.path, asked]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def rendered(response: HttpResponseBase) -> HttpResponse:
    """Return the response with its body made."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return cast("HttpResponse", response)


def kept_form(response: HttpResponse) -> Kept:
    """Return what is kept of a response."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    return response.content, response.headers["Content-Type"], etag


def answered(request: HttpRequest, page: Kept) -> HttpResponseBase:
    """Return a kept page, or word that the reader's own copy is still right."""
    body, media_type, etag = page
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    response = HttpResponse(body, content_type=media_type, headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response
