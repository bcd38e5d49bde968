"""What a reader's browser makes of the pages: nothing moves while they load, and paper has all."""

import pytest
from django.urls import reverse

from claims import addresses
from tests.bench.ruling_page import research
from tests.factories import make_article, make_claim
from tests.rulings import make_next_version, make_published_ruling

pytestmark = pytest.mark.django_db(transaction=True)
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""
TONE = """
() => {
  const [r, g, b] = getComputedStyle(document.querySelector(".verdict h2")).color
    .match(/\\d+/g).map((part) => part / 255)
    .map((part) => (part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
"""


@pytest.fixture
def ruling(site):
    article = make_article()
    make_published_ruling(make_claim(article, text="The treaty of 1961 lapsed."))
    return make_published_ruling(**research(make_claim(article)))


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(visit, ruling, width):
    visitor = visit(viewport={"width": width, "height": 800})
    visitor.page.add_init_script(SHIFTS)
    article = addresses.article_address(ruling.page["article"])

    for address in (reverse("claims:rulings"), article, addresses.ruling_address(ruling.page)):
        visitor.go(address)
        visitor.page.wait_for_load_state("networkidle")
        visitor.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        visitor.page.wait_for_timeout(200)
        assert visitor.page.evaluate("window.shifts") == [], address


def test_what_is_quoted_is_told_from_what_the_desk_says(visit, ruling):
    visitor = visit()

    visitor.go(addresses.ruling_address(ruling.page))

    lines = "(quotes) => quotes.map((quote) => getComputedStyle(quote).borderInlineStartWidth)"
    quotes = visitor.page.locator(".evidence blockquote")
    assert set(quotes.evaluate_all(lines)) == {"2px"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_ruling_tells_all_that_paper_can(visit, ruling, scheme):
    visitor = visit(color_scheme=scheme)
    visitor.go(addresses.ruling_address(ruling.page))
    visitor.page.emulate_media(media="print")
    page = visitor.page

    source = page.locator(".source a[href^='http']").first
    printed = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert source.get_attribute("href") in printed
    assert page.locator(".verdict h2").inner_text().endswith("False")
    assert page.locator(".verdict .disc").is_visible()
    assert page.evaluate(TONE) > 7  # on white paper, be it without colour
    assert page.locator(".judged li").first.is_visible()  # folded on a screen
    assert page.locator(".address").first.is_visible()
    for gone in (
        ".masthead nav",
        ".colophon",
        ".skip",
        ".citation details",
        "text=Report an error",
    ):
        assert not page.locator(gone).first.is_visible(), gone


def test_a_printed_ruling_says_that_it_was_withdrawn(visit, ruling):
    withdrawn = make_next_version(ruling, "retraction")
    visitor = visit()
    visitor.go(addresses.ruling_address(withdrawn.page))
    visitor.page.emulate_media(media="print")

    assert withdrawn.page["correction"]["note"] in visitor.words
    assert visitor.page.locator(".notice[data-kind='retraction']").is_visible()
