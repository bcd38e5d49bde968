"""The desk's own admin site."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    """Django's admin, named as the desk of this newsroom."""

    index_title = _("Desk")
    site_url = "/"

    def each_context(self, request: HttpRequest) -> dict[str, object]:
        """Name the newsroom on each page."""
        name = _("%(site)s: the desk") % {"site": settings.SITE_NAME}
        return {**super().each_context(request), "site_header": name, "site_title": name}

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send whoever gave a password already on to the second factor."""
        stranger = not request.user.is_authenticated
        if request.method == "GET" and stranger and hasattr(request, "waits_for_factor"):
            wanted = urlencode({"next": request.GET.get("next", "")})
            return HttpResponseRedirect(f"{reverse('desk:confirm')}?{wanted}")
        return super().login(request, extra_context)
