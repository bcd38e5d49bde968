"""What a screen reader says of a choice by search: which field it is, and what is chosen."""

import pytest

from tests.admin.desk import at, make_person
from tests.factories import make_claim, make_evidence, make_source

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def evidence():
    return make_evidence(make_claim(), make_source(title="Minutes of 1996"))


@pytest.fixture
def editor(visit):
    return visit(make_person("editor", username="ada"))


def names_of(visitor, role):
    """Return the names that the browser tells a screen reader, of all that has this role."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    shown = [node for node in nodes if not node["ignored"] and node["role"]["value"] == role]
    return [" ".join(node["name"]["value"].split()) for node in shown]


def test_a_choice_is_named_by_its_field_and_by_what_is_chosen(editor, evidence):
    editor.go(at(evidence))
    editor.page.wait_for_selector("[aria-labelledby='id_source_label']")

    told = [name for name in names_of(editor, "combobox") if name.startswith("Source:")]

    assert len(told) == 1
    assert str(evidence.source) in told[0]


def test_what_is_chosen_anew_is_told_with_the_field(editor, evidence):
    other = make_source(title="A letter of 1997", url="https://archive.example/letter")
    editor.go(at(evidence))
    editor.page.locator("#id_source + .select2").click()
    editor.page.get_by_role("searchbox", name="Source:").fill("letter")
    editor.page.locator(".select2-results__option", has_text="A letter of 1997").click()

    told = [name for name in names_of(editor, "combobox") if name.startswith("Source:")]

    assert len(told) == 1
    assert str(other) in told[0]
    assert editor.complaints == []


def test_a_choice_in_a_row_that_is_added_is_named_too(editor):
    editor.go(at(make_claim()))
    editor.page.locator("summary", has_text="Add evidence").click()
    editor.page.wait_for_selector("[aria-labelledby*='source_label']")

    assert "Source" in names_of(editor, "combobox")
