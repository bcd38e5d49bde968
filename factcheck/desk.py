"""The desk's own admin site."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    """Django's admin, named as the desk of this newsroom."""

    index_title = _("Desk")
    site_url = "/"

    def each_context(self, request: HttpRequest) -> dict[str, object]:
        """Name the newsroom on each page."""
        name = _("%(site)s: the desk") % {"site": settings.SITE_NAME}
        return {**super().each_context(request), "site_header": name, "site_title": name}
