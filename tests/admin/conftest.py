from pathlib import Path

import pytest

from tests.keeping import kept

__all__ = ["kept"]


@pytest.fixture(scope="session", autouse=True)
def _static_root():
    """Make the folder that collectstatic would make: WhiteNoise warns where it is missing."""
    from django.conf import settings  # noqa: PLC0415

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _splits_without_a_model(settings):
    """Split by the rules: what the desk does with proposals is at stake, not their quality."""
    settings.SPLITTERS = {**settings.SPLITTERS, "default": settings.SPLITTERS["rules"]}
