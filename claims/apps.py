"""How the app hangs into Django."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The app itself."""

    name = "claims"
    verbose_name = _("Fact-checking")

    def ready(self) -> None:
        """Register the checks, and have each migration leave a whole desk behind."""
        from claims import checks  # noqa: PLC0415 - models are not loaded before ready()
        from claims.access import signed_in, signed_out  # noqa: PLC0415
        from claims.actions.purge_copies import purge_after_commit  # noqa: PLC0415
        from claims.models.journal import AFTER_SEALING  # noqa: PLC0415

        AFTER_SEALING[:] = [purge_after_commit]
        register(checks.copies_are_called_back, Tags.database)
        register(checks.guards_are_in_place, Tags.database)
        register(checks.history_is_on, Tags.compatibility)
        register(checks.splitters_can_be_built, Tags.compatibility)
        register(checks.brand_is_sound, Tags.compatibility, checks.ON_START)
        register(checks.production_fetches_no_private_address, Tags.security, deploy=True)
        user_logged_out.connect(signed_out, dispatch_uid="claims.signed_out")
        user_logged_in.connect(signed_in, dispatch_uid="claims.signed_in")
        post_migrate.connect(prepare, sender=self, dispatch_uid="claims.prepare")


def prepare(**kwargs: Any) -> None:
    """Put roles, scale and the database's own guards in place, once all tables are there."""
    from claims.actions.prepare_desk import prepare_desk, tables_are_complete  # noqa: PLC0415

    if tables_are_complete():
        prepare_desk()


class DeskConfig(AdminConfig):
    """Django's admin as the desk."""

    default_site = "factcheck.desk.DeskSite"
