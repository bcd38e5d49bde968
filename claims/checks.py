"""What `manage.py check` holds the settings against, before a mistake costs anything."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error


def fetcher_stays_outside(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to deploy a fetcher that may reach this machine's own services."""
    if not settings.FETCH_ALLOW_LOOPBACK:
        return []
    message = (
        "FETCH_ALLOW_LOOPBACK lets anyone at the desk read what this machine serves to itself."
    )
    hint = "Only the tests turn it on: set it to False."
    return [Error(message, hint=hint, id="claims.E001")]
