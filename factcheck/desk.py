"""The desk's own admin site."""

import json
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure

from factcheck.kept_words import keep, kept_for, let_go, opened_by

KEPT = _(
    "You were signed out, so nothing was saved. What you typed is kept for an hour: sign in as the "
    "same person and it is there again. Files have to be chosen again."
)


class Choices(AutocompleteJsonView):
    """What is offered to be chosen while somebody types, and whether that is not all of it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Return the rows, below what the list says of itself, which cannot be chosen."""
        offered = json.loads(super().get(request, *args, **kwargs).content)
        said = getattr(request, "not_offered", "")
        if said and request.GET.get("page", "1") == "1":
            offered["results"].insert(0, {"id": "-", "text": str(said), "disabled": True})
        return JsonResponse(offered)


class DeskSite(admin.AdminSite):
    """Django's admin, named as the desk of this newsroom."""

    index_title = _("Desk")
    site_url = "/"

    def each_context(self, request: HttpRequest) -> dict[str, object]:
        """Name the newsroom on each page, and who opens it."""
        name = _("%(site)s: the desk") % {"site": settings.SHORT_NAME or settings.SITE_NAME}
        context = {**super().each_context(request), "site_header": name, "site_title": name}
        opener = opened_by(request.user) if request.user.is_authenticated else ""
        return {**context, "opened_by": opener}

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Offer rows to be chosen, and say so where they are not all."""
        return cast("HttpResponse", Choices.as_view(admin_site=self)(request))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send whoever gave a password already on to the second factor."""
        stranger = not request.user.is_authenticated
        if request.method == "GET" and stranger and hasattr(request, "waits_for_factor"):
            wanted = urlencode({"next": request.GET.get("next", "")})
            return HttpResponseRedirect(f"{reverse('desk:confirm')}?{wanted}")
        return super().login(request, extra_context)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Return the view, which loses nothing that is sent after a session ended."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            signed_in = self.has_permission(request)
            if request.method == "POST" and signed_in:
                let_go(request)
            elif request.method == "POST" and keep(request):
                messages.warning(request, KEPT)
            words = kept_for(request) if request.method == "GET" and signed_in else None
            request.kept_words = words  # type: ignore[attr-defined]
            response = inner(request, *args, **kwargs)
            shown = words is None or getattr(request, "kept_words_shown", False)
            return response if shown else self.kept_words(request, words)

        return keeping

    def kept_words(self, request: HttpRequest, words: Any) -> HttpResponse:
        """Show what was typed at an address whose form cannot be filled in for the person."""
        typed = [(name, text) for name, sent in words.lists() for text in sent if len(text) > 1]
        title = _("What you typed before you were signed out")
        context = {**self.each_context(request), "title": title, "typed": typed}
        return TemplateResponse(request, "admin/kept_words.html", context)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    Answer a request whose token does not hold.

    A form of the desk that was open while the same person signed in anew is shown again as it was
    typed, and nothing is saved; its signed field shows that it is no forgery. All else is a 403.
    """
    at_desk = request.path.startswith(reverse("admin:index"))
    if at_desk and request.method == "POST" and keep(request):
        if not request.user.is_authenticated:
            messages.warning(request, KEPT)
        return HttpResponseRedirect(request.get_full_path())
    return csrf_failure(request, reason)
