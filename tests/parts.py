"""Parts that a machine may lack: their tests skip there with the reason, and fail in CI."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def require(part, found):
    """Skip the test on a machine without the part; fail in CI, where every part has to be."""
    if found:
        return
    reason = f"needs {part}, which this machine lacks"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def require_postgres():
    """Ask for a PostgreSQL database behind DATABASE_URL."""
    require("PostgreSQL, named by DATABASE_URL", connection.vendor == "postgresql")


def require_tool(module, part):
    """Ask for a Python tool of .ci/requirements.txt."""
    require(f"{part} (.ci/requirements.txt)", importlib.util.find_spec(module))


def require_chromium():
    """Ask for Chromium and Playwright; return the browser's path."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    require("Chromium", path)
    require_tool("playwright", "Playwright")
    return path
