"""The first page of the desk in a real browser: from what waits to where it is done."""

from datetime import date

import pytest

from tests.admin.desk import at, make_person
from tests.factories import make_claim

pytestmark = pytest.mark.django_db(transaction=True)


def tab_to(page, words):
    """Press Tab until a link with these words has the focus."""
    for _n in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(words)


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_keyboard_alone_leads_from_what_waits_to_where_it_is_done(visit, scripts):
    ada = make_person("reviewer", username="ada")
    claim = make_claim(text="The pact ended in 1996.", assignee=ada, due_on=date(2026, 1, 9))
    reviewer = visit(ada, java_script_enabled=scripts)
    page = reviewer.page

    reviewer.go("/admin/")
    tab_to(page, "Waits for your verdict")
    page.keyboard.press("Enter")
    assert page.url.endswith("#verdict")
    tab_to(page, claim.text)
    enter(page)

    assert page.url.endswith(f"{at(claim)}#verdicts")
    reviewer.go("/admin/")
    tab_to(page, "Open the list: Overdue")
    enter(page)
    assert claim.text in reviewer.words
    assert reviewer.complaints == []
