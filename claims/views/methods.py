"""Pages that are read alone: what is sent to them is refused in words."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

SENDING = {"POST", "PUT", "PATCH", "DELETE"}
READING = "GET, HEAD, OPTIONS"
NOT_ALLOWED = 405


def only_read(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """
    Return the view, which says that it takes nothing to whoever sends something.

    It changes nothing, so it asks for no token first, whose lack would be told in its place.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method in SENDING:
            refusal = render(request, "405.html", status=NOT_ALLOWED)
            refusal.headers["Allow"] = READING
            return refusal
        return view(request, *args, **kwargs)

    return answer
