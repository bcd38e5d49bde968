"""One address for each page: a slug that changed leads to the page's address of today."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView


def redirected(request: HttpRequest, address: str) -> HttpResponse | None:
    """
    Return the way to the page's address where the path is another one.

    Not for good: a wording that is changed back has its old address back, and a browser that
    had kept a permanent redirect would go in circles.
    """
    return redirect(address) if request.path != address else None


class OneAddressView(TemplateView):
    """A page that knows its address, set in setup(); any other path to it redirects."""

    address: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or send the reader to its address."""
        return redirected(request, self.address) or super().get(request, *args, **kwargs)
