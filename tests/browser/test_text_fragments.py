"""The links to passages, in a browser that knows text fragments."""

import pytest

from claims.text.fragments import passage_link, text_fragment

ADDRESS = "http://passage.example/"
LINES = [
    "It opens so.",
    *(f"Line {n} says nothing of the matter." for n in range(200)),
    "He said: “well-known & loved, 20% of it” – in 1961, or so it is told by those who know.",
    "Then it lapsed; nobody minded, and it was forgotten for a long time by all of them there.",
    *(f"Line {n} says nothing of it either." for n in range(200)),
]
TEXT = "\n\n".join(LINES)


@pytest.mark.parametrize(
    "passage",
    [
        "“well-known & loved, 20% of it” – in 1961",
        LINES[201],
        f"{LINES[201]}\n\n{LINES[202]}",
        "Line 150 says nothing of it either.",
    ],
)
def test_a_link_opens_the_page_at_the_passage(chromium, passage):
    start = TEXT.index(passage)
    fragment = text_fragment(TEXT, start, start + len(passage))

    assert scrolled(chromium, passage_link(ADDRESS, fragment)) > 500
    assert scrolled(chromium, ADDRESS) == 0


def scrolled(browser, address):
    """Return how far down a page is that was opened at an address."""
    html = "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in LINES)
    page = browser.new_page()
    page.route(
        f"{ADDRESS}**",
        lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
    )
    page.goto(address)
    page.wait_for_timeout(300)
    down = page.evaluate("window.scrollY")
    page.close()
    return down
