"""A server to fetch articles from."""

import pytest

from tests.servers import running_site


@pytest.fixture
def site(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    with running_site() as site:
        yield site
