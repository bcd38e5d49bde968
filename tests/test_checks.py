"""The system checks refuse settings that would cost something later."""

import pytest
from django.db import connection

from claims.checks import (
    guards_are_in_place,
    production_fetches_no_private_address,
    splitters_can_be_built,
)
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
