"""The system checks refuse settings that would cost something later."""

import pytest
from django.db import connection

from claims.checks import (
    copies_are_called_back,
    guards_are_in_place,
    production_fetches_no_private_address,
    splitters_can_be_built,
)
from claims.models import Purge
from tests.guards import drop


def test_the_tests_switch_of_the_fetcher_cannot_be_deployed(settings):
    assert production_fetches_no_private_address() == []

    settings.FETCH_ALLOW_LOOPBACK = True
    (error,) = production_fetches_no_private_address()
    assert error.is_serious()
    assert "FETCH_ALLOW_LOOPBACK" in error.msg


def test_a_splitter_that_is_set_wrongly_is_named(settings):
    assert splitters_can_be_built() == []

    llm = settings.SPLITTERS["llm"]
    wrong = {**llm, "OPTIONS": {"url": "nowhere", "model": "m"}}
    settings.SPLITTERS = {**settings.SPLITTERS, "llm": wrong}
    (error,) = splitters_can_be_built()
    assert "FACTCHECK_LLM_URL" in error.msg


@pytest.mark.django_db
def test_a_table_that_is_still_to_come_needs_no_guard_yet(monkeypatch):
    tables = connection.introspection.table_names()
    drop("claims_checkpoint_update")
    assert guards_are_in_place(databases=["default"])

    there = [name for name in tables if name != "claims_checkpoint"]
    monkeypatch.setattr(connection.introspection, "table_names", lambda: there)

    assert guards_are_in_place(databases=["default"]) == []


def test_copies_that_a_cdn_may_still_show_are_told(settings, db):
    told = lambda: [found.id for found in copies_are_called_back(databases=["default"])]  # noqa: E731
    purge = Purge.objects.create(attempts=1, error="cdn.example: answered 503")
    assert told() == []

    settings.CDN = "varnish"
    assert told() == ["claims.E005"]
    settings.PURGE_URLS = ["https://cdn.example/"]
    assert told() == ["claims.W001"]
    settings.CDN = "fastly"
    assert told() == ["claims.E006"]
    settings.PURGE_KEY = "token"
    assert told() == ["claims.W001"]

    purge.finish()
    assert told() == []
