"""The desk's own admin site."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    """Django's admin, named as the desk of this newsroom."""

    index_title = _("Desk")
    site_url = "/"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.pages: dict[str, Callable[..., Any]] = {}

    def add_page(self, name: str, view: Callable[..., Any]) -> None:
        """Give a page that is no model's an address, /admin/<name>/, for those at the desk."""
        self.pages[name] = view

    def get_urls(self) -> list[Any]:
        """Put the pages that were added before those of Django."""
        own = [path(f"{n}/", self.admin_view(view), name=n) for n, view in self.pages.items()]
        return [*own, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, object]:
        """Name the newsroom on each page."""
        name = _("%(site)s: the desk") % {"site": settings.SITE_NAME}
        return {**super().each_context(request), "site_header": name, "site_title": name}
