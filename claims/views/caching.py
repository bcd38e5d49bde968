"""
Public pages kept as they were rendered, until anything at the desk changes.

Every desk write moves the head of the journal, whose seal stands for all that was ever written;
so a page is right as long as the seal is the one that it was rendered under, and asking for it
is all that a kept page costs. Most writes change no public page: one that says what it is made from
(`kept_as`) is then found again by that, and nothing is rendered. Another release, or other
settings, find nothing of this.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple, cast

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from claims import purging, release
from claims.branding import brand
from claims.models import Checkpoint, Journal

HEAD = f"SELECT seal FROM {Journal._meta.db_table} WHERE id = 1"  # noqa: S608 - no outside words
NEWEST = f"SELECT max(id) FROM {Checkpoint._meta.db_table}"  # noqa: S608 - no outside words
SECONDS = 600  # also how long an earlier release's page can last in a cache that outlives it
DAY = 24 * 60 * 60  # how long a page is found by what it shows
SURE = 1  # seconds: a later change cannot have the same time
KEPT_METHODS = {"GET", "HEAD"}
OK = 200
REVALIDATED = "no-cache"
COPIED = "max-age=0, must-revalidate, s-maxage=3600"  # an hour is what a purge that fails can cost


class Kept(NamedTuple):
    """A page as it was made, and when, in seconds: after what it shows was stored."""

    body: bytes
    media_type: str
    etag: str
    made_at: float


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

    A page is made again once `state` returns something else; one that says what it is made from,
    only if that is something else, too. Of a question, the view reads no other `parameters` than
    these: any other makes no new page.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method not in KEPT_METHODS:
            return view(request, *args, **kwargs)
        asked_at = time.time()  # before the state is read: what is found under it stood till then
        key = key_of(request, state(), parameters)
        page: Kept | None = cache.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            name = getattr(response, "kept_as", None)
            page = cache.get(name) if name else None
            if page is None:
                response = rendered(response)
                if response.status_code != OK:
                    return response
                page = kept_form(response)
                if name:
                    cache.set(name, page, DAY)
            page = page._replace(made_at=time.time())
            cache.set(key, page, SECONDS)
        return answered(request, page, asked_at, is_copied=state is seal)

    vars(answer)["fresh"] = view  # for whoever keeps the pages elsewhere
    return answer


def live(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view, marked as one that no kept file can answer for: a form, a search."""
    vars(view)["needs_application"] = True
    return view


def key_of(request: HttpRequest, state: str, parameters: Sequence[str]) -> str:
    """Return a name for all that a page depends on: state, release, face, address, language."""
    asked = [request.GET.get(name) for name in parameters]
    made_by = release.of_this_process(), brand().fingerprint
    parts = [state, *made_by, get_language(), request.path, asked]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def rendered(response: HttpResponseBase) -> HttpResponse:
    """Return the response with its body made."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return cast("HttpResponse", response)


def kept_form(response: HttpResponse) -> Kept:
    """Return what is kept of a response."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    return Kept(response.content, response.headers["Content-Type"], etag, time.time())


def copying(is_copied: bool) -> dict[str, str]:
    """Return whether caches on the way may keep a page, and by what it is purged."""
    if not (is_copied and purging.is_on()):
        return {"Cache-Control": REVALIDATED}
    return {"Cache-Control": COPIED, **purging.tags()}


def answered(
    request: HttpRequest, page: Kept, asked_at: float, *, is_copied: bool
) -> HttpResponseBase:
    """
    Return a kept page, or word that the reader's own copy is still right.

    When it was last modified is told only once the page was right for longer than a date is
    exact: whatever changes then has a later date, in whatever process it is made.
    """
    headers = {"ETag": page.etag, **copying(is_copied)}
    modified = int(page.made_at) if page.made_at + SURE <= asked_at else None
    if modified is not None:
        headers["Last-Modified"] = http_date(modified)
    response = HttpResponse(page.body, content_type=page.media_type, headers=headers)
    same = get_conditional_response(
        request, etag=page.etag, last_modified=modified, response=response
    )
    return same or response
