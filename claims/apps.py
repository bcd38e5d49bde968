"""How the app hangs into Django."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The app itself."""

    name = "claims"
    verbose_name = _("Fact-checking")


class DeskConfig(AdminConfig):
    """Django's admin as the desk."""

    default_site = "claims.admin.site.DeskSite"
