"""Words that were typed and not saved are not lost by leaving the page."""

import pytest

from claims.models import Article
from tests.admin.desk import at, list_of, make_person
from tests.factories import make_article, make_claim, make_proposal
from tests.rulings import make_draft

KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('typed-words:'))"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(visit):
    editor = visit(make_person("editor", username="ada"))
    editor.questions = []
    editor.page.on("dialog", lambda dialog: (editor.questions.append(dialog.type), dialog.accept()))
    return editor


def test_leaving_by_a_link_asks_first(editor):
    editor.go(at(make_proposal()))
    editor.page.get_by_label("Wording").fill("Typed and not saved.")

    editor.follow("Home")

    assert editor.questions == ["beforeunload"]


def test_leaving_a_page_on_which_nothing_was_typed_asks_nothing(editor):
    editor.go(at(make_proposal()))
    editor.page.get_by_label("Wording").click()

    editor.follow("Home")

    assert editor.questions == []


def test_a_button_beside_the_form_saves_and_asks_nothing(editor):
    claim = make_proposal()
    editor.go(at(claim))
    editor.page.get_by_label("Wording").fill("Typed and accepted.")

    editor.press("Accept")

    claim.refresh_from_db()
    assert (claim.text, claim.state) == ("Typed and accepted.", "accepted")
    assert editor.questions == []


def test_the_enter_key_saves_and_accepts_nothing(editor):
    claim = make_proposal()
    editor.go(at(claim))
    reason = editor.page.get_by_label("Chosen because")
    reason.fill("It is argued about.")

    with editor.page.expect_navigation():
        reason.press("Enter")

    claim.refresh_from_db()
    assert (claim.chosen_because, claim.state) == ("It is argued about.", "proposed")


def test_leaving_an_article_that_was_pasted_asks_first(editor):
    editor.go(list_of(Article, "add"))
    editor.page.locator("#id_text").fill("Typed and not stored.")

    editor.follow("Home")

    assert editor.questions == ["beforeunload"]


def test_an_article_that_is_stored_asks_nothing(editor):
    editor.go(list_of(Article, "add"))
    editor.page.locator("#id_text").fill("A headline\n\nThe treaty lapsed in 1996.")

    editor.press("Store and find claims")

    assert "Stored and split" in editor.words
    assert editor.questions == []


def reopen(editor, address):
    """Close the tab without a question, as a crash does, and open the page in another."""
    context = editor.page.context
    editor.page.close()
    editor.page = context.new_page()
    editor.go(address)


def test_words_of_a_tab_that_went_are_offered_and_put_back_when_asked(editor):
    claim = make_proposal()
    editor.go(at(claim))
    editor.page.get_by_label("Wording").fill("Typed before the crash.")

    reopen(editor, at(claim))

    assert editor.page.get_by_label("Wording").input_value() == claim.text
    editor.page.get_by_role("button", name="Put it back into the form").click()
    assert editor.page.get_by_label("Wording").input_value() == "Typed before the crash."


def test_words_that_were_saved_are_not_offered(editor):
    claim = make_proposal()
    editor.go(at(claim))
    editor.page.get_by_label("Wording").fill("Typed and saved.")
    editor.press("Save and continue editing")

    reopen(editor, at(claim))

    assert not editor.page.get_by_role("button", name="Put it back into the form").is_visible()


def test_words_that_a_row_s_own_button_saved_are_not_offered(editor):
    claim = make_claim()
    editor.go(at(claim))
    editor.page.locator("#notes-new > summary").click()
    editor.page.locator("#id_notes-0-text").fill("Typed and saved.")
    with editor.page.expect_navigation():
        editor.page.locator("#notes-new button[value='show-notes']").click()

    reopen(editor, at(claim))

    assert "Typed and saved." in editor.words
    assert not editor.page.get_by_role("button", name="Put it back into the form").is_visible()


def test_words_that_were_saved_on_the_way_to_another_page_are_not_offered(editor):
    ruling = make_draft()
    editor.go(at(ruling))
    editor.page.get_by_label("Why, in one sentence").fill("Typed and saved.")
    editor.press("See it as readers will")
    assert "Typed and saved." in editor.words

    editor.go(at(ruling))

    assert not editor.page.get_by_role("button", name="Put it back into the form").is_visible()


def test_words_that_got_lost_on_their_way_stay_when_something_else_is_saved(editor):
    claim, other = make_proposal(), make_claim()
    editor.go(at(claim))
    editor.page.get_by_label("Wording").fill("Typed, and lost on its way.")
    editor.page.route("**/change/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    editor.press("Save and continue editing")
    editor.page.unroute("**/change/")

    editor.go(at(other))
    editor.page.get_by_label("Chosen because").fill("Many read it.")
    editor.press("Save and continue editing")
    editor.go(at(claim))

    editor.page.get_by_role("button", name="Put it back into the form").click()
    assert editor.page.get_by_label("Wording").input_value() == "Typed, and lost on its way."


def test_words_of_a_confidential_article_are_not_kept_on_the_computer(editor):
    claim = make_proposal(make_article(confidential=True))
    editor.go(at(claim))
    editor.page.get_by_label("Wording").fill("Typed and secret.")

    assert editor.page.evaluate(KEPT) == []


def test_signing_out_forgets_them(editor):
    editor.go(at(make_proposal()))
    editor.page.get_by_label("Wording").fill("Typed and left.")

    editor.press("Log out")

    assert editor.page.evaluate(KEPT) == []
