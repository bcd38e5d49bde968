"""Lists of the desk keep words whole, and no word is so long that it widens the page."""

import pytest
from django.urls import reverse

from claims.models import Claim, Ruling, Source
from tests.admin.desk import at, list_of, make_person
from tests.factories import make_claim, make_source
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "x" * 200
BROKEN = """(cells) => cells.flatMap((cell) => {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
  for (let node; (node = walker.nextNode()); ) {
    for (const { 0: word, index } of node.data.matchAll(/[\\p{L}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (range.getClientRects().length > 1) broken.push(word);
    }
  }
  return broken;
})"""
WIDTHS = "() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"


@pytest.fixture
def editor(visit):
    return visit(make_person("editor"), viewport={"width": 1280, "height": 900})


@pytest.mark.parametrize("model", [Claim, Ruling])
def test_no_word_of_a_list_is_broken(editor, model):
    make_published_ruling(make_claim(kind="attributed"))

    editor.go(list_of(model))

    cells = editor.page.locator("#result_list :is(td, th)")
    assert "published" in editor.words
    assert cells.evaluate_all(BROKEN) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_word_of_two_hundred_letters_widens_no_page(editor, width):
    source = make_source(title=LONG, publisher=LONG)
    ruling = make_published_ruling(make_claim(text=LONG))
    editor.page.set_viewport_size({"width": width, "height": 900})
    pages = [*map(list_of, (Claim, Ruling, Source)), at(source), at(ruling), at(ruling.claim)]
    pages.append(f"{reverse('admin:claims_ruling_add')}?claim={ruling.claim_id}")

    for page in pages:
        editor.go(page)
        shown, fits = editor.page.evaluate(WIDTHS)
        assert shown <= fits, page


def test_a_line_of_claims_is_whole_on_a_telephone(editor):
    make_published_ruling(make_claim(kind="attributed"))
    editor.page.set_viewport_size({"width": 390, "height": 900})

    editor.go(list_of(Claim))

    ends = "(cells) => cells.map((cell) => cell.getBoundingClientRect().right)"
    cells = editor.page.locator("#result_list tbody :is(td, th)")
    assert cells.count() == 7
    assert max(cells.evaluate_all(ends)) <= 390
    assert cells.evaluate_all(BROKEN) == []


def test_a_new_ruling_shows_the_whole_claim(editor):
    claim = make_claim(text=f"The treaty {'that was signed ' * 10}had lapsed.")

    editor.go(f"{reverse('admin:claims_ruling_add')}?claim={claim.pk}")

    chosen = editor.page.locator(".field-claim .select2-selection__rendered")
    assert chosen.inner_text().strip().endswith("had lapsed.")
    widths = chosen.evaluate("(el) => [el.scrollWidth, el.clientWidth]")
    assert widths[0] <= widths[1]
