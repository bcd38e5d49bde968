from pathlib import Path

import pytest
from django.conf import settings

from tests.keeping import kept

__all__ = ["kept"]


@pytest.fixture(scope="session", autouse=True)
def _static_root():
    """Make the folder that collectstatic would make: WhiteNoise warns where it is missing."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
