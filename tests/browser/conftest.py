"""A real Chromium for the tests of this folder; without one they skip, and fail in CI."""

import os
from pathlib import Path

import pytest

from tests import parts

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = parts.require_chromium()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a machine may lack it

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server, settings):
    """Return the address of a running site that splits without a model."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.SITE_URL = live_server.url
    settings.SPLITTERS = {**settings.SPLITTERS, "default": settings.SPLITTERS["rules"]}
    return live_server.url


@pytest.fixture
def visit(chromium, site):
    """Return a function that opens a browser of its own for a person, or for a visitor."""
    from tests.browser.visitor import Visitor  # noqa: PLC0415 - after the settings are read

    opened = []

    def open_browser(person=None, **options):
        context = chromium.new_context(base_url=site, **options)
        opened.append(context)
        visitor = Visitor(context)
        if person is not None:
            visitor.sign_in(person)
        return visitor

    yield open_browser
    for context in opened:
        context.close()
