"""The workbench in a real browser: by the keyboard alone, by selecting text, without scripts."""

import pytest

from claims.models import Claim
from tests.admin.desk import at, make_person
from tests.bench.workbench import PAINTS, make
from tests.browser.test_every_page import faults_of
from tests.factories import QUOTE, make_article, make_claim, make_proposal

pytestmark = pytest.mark.django_db(transaction=True)

LONGEST_WAIT = 10_000  # ms: a tenth of that is the aim, on a machine that does nothing else
FIRST = "The two states signed a treaty in 2000."
SELECT = """([first, from, last, to]) => {
  const at = (n) => document.querySelectorAll("#text [data-at]")[n];
  const words = (el) => document.createTreeWalker(el, NodeFilter.SHOW_TEXT).nextNode();
  document.getSelection().setBaseAndExtent(words(at(first)), from, words(at(last)), to);
}"""
TEXT = "Headline\n\n😀 The pact was signed in May.\n\nIt holds for five years.\n"


@pytest.fixture
def article():
    article = make_article()
    make_proposal(article, FIRST, text="A treaty was signed in 2000.")
    make_claim(article)
    return article


def editor_at(visit, article, **options):
    editor = visit(make_person("editor", username="ada"), **options)
    editor.go(at(article, "workbench"))
    return editor


def focused(page):
    return page.evaluate("document.activeElement.closest('.bench li')?.id")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_claims_are_walked_opened_and_reworded_by_the_keyboard_alone(visit, article):
    editor = editor_at(visit, article)
    page = editor.page
    keys = page.keyboard

    for key in "jjk":
        keys.press(key)
    assert focused(page) == "c1"
    assert "Claim 1 of 2: proposed" in page.locator("[data-told]").inner_text()
    assert "is-shown" in page.locator("mark[data-c='1']").get_attribute("class")
    enter(page)

    page.locator("#do-reword > summary").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Control+A")
    keys.type("jk? A treaty was signed.")
    keys.press("Tab")
    enter(page)

    assert Claim.objects.get(quote=FIRST).text == "jk? A treaty was signed."
    assert "claim=" in page.url
    assert editor.complaints == []


def test_the_keys_are_told_and_can_be_turned_off(visit, article):
    page = editor_at(visit, article).page

    page.keyboard.press("?")
    page.get_by_label("Use these keys").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("j")

    assert focused(page) is None


def test_a_selection_across_paragraphs_and_past_rare_characters_is_exact(visit):
    article = make_article(TEXT)
    page = editor_at(visit, article).page
    page.evaluate(SELECT, [1, TEXT.index("The pact") - TEXT.index("😀") + 1, 2, 8])

    page.keyboard.press("a")
    page.keyboard.type("The pact holds.")
    with page.expect_navigation():
        page.get_by_role("button", name="Add the claim").click()

    claim = Claim.objects.get()
    assert claim.quote == "The pact was signed in May.\n\nIt holds"
    assert claim.start == TEXT.index("The pact")


def test_a_selection_over_a_mark_leaves_its_number_out(visit, article):
    page = editor_at(visit, article).page
    page.evaluate(
        "document.getSelection().selectAllChildren(document.querySelectorAll('#text [data-at]')[1])"
    )

    page.get_by_role("link", name="Add a claim").click()

    assert page.locator("#id_add_quote").input_value() == f"{FIRST} {QUOTE}"


def test_a_selection_of_nothing_is_told(visit, article):
    page = editor_at(visit, article).page

    page.keyboard.press("a")

    assert page.locator("[data-nothing]").is_visible()


def test_escape_closes_what_was_opened_and_keeps_what_was_typed(visit, article):
    page = editor_at(visit, article).page
    keys = page.keyboard
    keys.press("j")
    enter(page)
    page.locator("#do-reword > summary").press("Enter")
    words = page.locator("#do-reword textarea").first
    words.fill("A treaty was signed, they say.")

    words.press("Escape")

    assert not words.is_visible()
    assert page.evaluate("document.activeElement === document.querySelector('#do-reword summary')")
    keys.press("Enter")
    assert words.input_value() == "A treaty was signed, they say."


def test_escape_keeps_a_claim_that_is_being_added(visit, article):
    page = editor_at(visit, article).page
    page.evaluate(
        "document.getSelection().selectAllChildren(document.querySelectorAll('#text [data-at]')[1])"
    )
    page.keyboard.press("a")
    page.locator("#id_add_quote").fill("The new agreement")
    page.locator("#id_add_text").fill("An agreement is new.")

    page.keyboard.press("Escape")
    closed = page.locator("#id_add_text").is_visible()
    page.keyboard.press("a")

    assert not closed
    assert page.locator("#id_add_quote").input_value() == "The new agreement"
    assert page.locator("#id_add_text").input_value() == "An agreement is new."


def test_without_scripts_all_is_plain_links_and_forms(visit, article):
    editor = editor_at(visit, article, java_script_enabled=False)
    page = editor.page

    page.get_by_label("State").select_option("proposed")
    editor.press("Show")
    editor.follow("1 A treaty was signed")
    editor.press("Accept")
    page.locator(".bench-add > summary").click()
    page.get_by_label("Passage:", exact=True).last.fill("The new agreement will replace both")
    page.locator("#id_add_text").fill("It replaces both treaties.")
    editor.press("Add the claim")

    assert Claim.objects.get(quote=FIRST).is_open
    assert Claim.objects.filter(text="It replaces both treaties.").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_workbench_can_be_used_by_all(width, scheme, visit, article):
    size = {"width": width, "height": 900}
    editor = editor_at(visit, article, viewport=size, color_scheme=scheme)
    claim = article.claims.first()

    assert faults_of(editor, at(article, "workbench", claim=claim.public_id)) == []


def test_five_hundred_claims_are_painted_at_once_and_weigh_little(visit):
    page = editor_at(visit, make(500)).page

    waits = []
    for _time in range(3):
        answer = page.reload(wait_until="load")
        _first, contentful = page.evaluate(PAINTS)
        waits.append(contentful)

    assert page.locator(".bench-claims > li").count() == 500
    assert min(waits) < LONGEST_WAIT
    assert len(answer.body()) < 300_000
