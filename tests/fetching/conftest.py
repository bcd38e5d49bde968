"""A server to fetch from, and the switch that lets the fetcher reach it."""

import pytest

from tests.servers import running_site


@pytest.fixture
def site(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    with running_site() as site:
        yield site


@pytest.fixture
def names(monkeypatch):
    """Let the test say what the name service answers; each question is recorded."""
    answers, asked = {}, []

    def getaddrinfo(host, port, **_options):
        asked.append(host)
        family = {True: 10, False: 2}
        return [(family[":" in a], 1, 6, "", (a, port)) for a in answers.get(host, [host])]

    monkeypatch.setattr("claims.fetching.addresses.getaddrinfo", getaddrinfo)
    answers["asked"] = asked
    return answers
