"""Pages that an earlier release published keep being read."""

from copy import deepcopy

from claims import frozen
from tests.frozen_pages import PAGE


def test_a_page_of_an_earlier_format_gains_what_pages_have_today(monkeypatch):
    monkeypatch.setitem(frozen.ADDED, "evidence", {"new": []})
    monkeypatch.setitem(frozen.ADDED, "source", {"newer": ""})
    monkeypatch.setitem(frozen.ADDED, "", {"newest": None})
    old = {**deepcopy(PAGE), "format": 1}
    page = frozen.in_todays_format(old)
    assert page["format"] == frozen.FORMAT
    assert page["newest"] is None
    assert all(row["new"] == [] and row["source"]["newer"] == "" for row in page["evidence"])
    assert old == {**PAGE, "format": 1}  # what was published stays as it is


def test_what_a_page_says_itself_is_kept(monkeypatch):
    monkeypatch.setitem(frozen.ADDED, "claim", {"said_where": "elsewhere"})
    page = frozen.in_todays_format({**deepcopy(PAGE), "format": 1})
    assert page["claim"]["said_where"] == PAGE["claim"]["said_where"]


def test_a_page_that_named_one_translator_names_a_list_of_one():
    told = {"translated_by": "Ada Lovelace", "language": "en"}
    page = frozen.in_todays_format({**deepcopy(PAGE), "format": 4, "translation": told})
    assert page["translation"] == {"translated_by": ["Ada Lovelace"], "language": "en"}
    assert told["translated_by"] == "Ada Lovelace"


def test_no_two_pieces_share_what_was_filled_in(monkeypatch):
    monkeypatch.setitem(frozen.ADDED, "evidence", {"new": []})
    page = frozen.in_todays_format({**deepcopy(PAGE), "format": 1})
    page["evidence"][0]["new"].append(1)
    assert page["evidence"][1]["new"] == []
