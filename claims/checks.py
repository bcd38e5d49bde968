"""What `manage.py check` finds wrong before a reader or an editor does."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connection

from claims.branding.faults import faults
from claims.models import Purge, guards
from claims.splitting import SplitterError, get_splitter

ON_START = "start"  # the tag of what whoever starts the application is told in its log
KEYED = {"fastly", "cloudflare"}  # ask for a token


def history_is_on(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to run with history switched off."""
    if getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return []
    return [checks.Error("SIMPLE_HISTORY_ENABLED must not be off.", id="claims.E001")]


def guards_are_in_place(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """
    Report each trigger that should guard history and is missing, or does something else.

    A table that a release adds is not there yet when its migration is about to be run.
    """
    tables = set(connection.introspection.table_names()) if databases else set()
    if "claims_journal" not in tables:
        return []
    wrong = dict.fromkeys(guards.missing(), "is missing")
    wrong |= dict.fromkeys(guards.altered(), "does something else than it should")
    return [
        checks.Error(
            f"The database does not guard its history: {name} {why}.",
            hint="Run manage.py migrate --skip-checks, and ask who changed it.",
            id="claims.E002",
        )
        for name, why in wrong.items()
        if name.rpartition("_")[0] in tables
    ]


def copies_are_called_back(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """Report that a CDN may still show readers what is no longer so, or cannot be told."""
    if settings.CDN == "none":
        return []
    if not settings.PURGE_URLS:
        message = "FACTCHECK_CDN is set, and FACTCHECK_PURGE_URL is not."
        return [checks.Error(message, id="claims.E005")]
    if settings.CDN in KEYED and not settings.PURGE_KEY:
        message = f"{settings.CDN} purges nothing without a token: FACTCHECK_PURGE_KEY is not set."
        return [checks.Error(message, id="claims.E006")]
    if not databases or Purge._meta.db_table not in connection.introspection.table_names():
        return []
    waiting = Purge.objects.in_trouble().first()
    if waiting is None:
        return []
    why = waiting.error or "no worker took it up"
    return [
        checks.Warning(
            f"The CDN's copies may be older than {waiting.asked_at:%Y-%m-%d %H:%M} UTC: {why}.",
            hint="Run manage.py purge_copies, and see that db_worker runs.",
            id="claims.W001",
        )
    ]


def splitters_can_be_built(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Report each splitter in the settings that cannot be built."""
    found: list[checks.CheckMessage] = []
    for alias in settings.SPLITTERS:
        try:
            get_splitter(alias)
        except (ImportError, TypeError, KeyError, SplitterError) as error:
            message = f"settings.SPLITTERS[{alias!r}] cannot be built: {error}"
            found.append(checks.Error(message, id="claims.E003"))
    return found


def brand_is_sound(**_kwargs: Any) -> list[checks.CheckMessage]:
    """
    Report what is wrong with the newsroom's name, colours, logo, footer and templates.

    Nothing of it is an error that would keep a timer from its work: pages fall back.
    """
    return [
        checks.Warning(fault.what, hint=fault.remedy, id="claims.W002")
        if fault.grave
        else checks.Info(fault.what, hint=fault.remedy, id="claims.I001")
        for fault in faults()
    ]


def production_fetches_no_private_address(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse a deployment whose fetcher may reach the machine's own addresses."""
    if not settings.FETCH_ALLOW_LOOPBACK:
        return []
    return [checks.Error("FETCH_ALLOW_LOOPBACK is for tests only.", id="claims.E004")]
