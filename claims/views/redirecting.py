"""One address for each page: a slug that changed leads to the page's address of today."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView


class OneAddressView(TemplateView):
    """
    A page that knows its address, set in setup(); any other path to it redirects.

    Not for good: a wording that is changed back has its old address back, and a browser that
    had kept a permanent redirect would go in circles.
    """

    address: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or send the reader to its address."""
        if request.path != self.address:
            return redirect(self.address)
        return super().get(request, *args, **kwargs)
