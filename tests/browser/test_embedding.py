"""A ruling in another site's page, in a browser that holds both to their policies."""

import pytest

from claims import addresses
from tests.rulings import make_published_ruling
from tests.servers import running_site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def elsewhere():
    with running_site() as site:
        yield site


def shown_at(elsewhere, visitor, html):
    """Return the frame that another site's page shows, once it has loaded."""
    head = '<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">'
    page = f"{head}<h1>Elsewhere</h1>{html}"
    visitor.go(elsewhere.at("/", lambda request: request.answer(page.encode())))
    visitor.page.wait_for_load_state("networkidle")
    return visitor.page.frames[1]


def test_the_frame_that_oembed_gives_shows_the_ruling_without_complaint(visit, elsewhere):
    ruling = make_published_ruling()
    visitor = visit()
    oembed = addresses.oembed_address(ruling.page, "json")
    told = visitor.page.request.get(oembed).json()

    frame = shown_at(elsewhere, visitor, told["html"])

    assert frame.get_by_role("heading", name=ruling.claim.text).is_visible()
    assert frame.get_by_role("heading", name="False").is_visible()
    height = frame.evaluate("document.querySelector('main').scrollHeight")
    assert height <= told["height"] + 2
    colour = frame.evaluate("getComputedStyle(document.querySelector('.verdict h2')).color")
    assert colour == "rgb(160, 28, 41)"  # the style sheet came
    assert visitor.complaints == []


def test_a_tiny_frame_shows_the_rating_first(visit, elsewhere):
    ruling = make_published_ruling()
    visitor = visit()
    asked = f"{addresses.oembed_address(ruling.page, 'json')}&maxwidth=200&maxheight=100"
    told = visitor.page.request.get(asked).json()
    assert (told["width"], told["height"]) == (200, 100)

    frame = shown_at(elsewhere, visitor, told["html"])

    rating = frame.evaluate("document.querySelector('#rating').getBoundingClientRect().toJSON()")
    assert rating["bottom"] <= 100
    assert visitor.complaints == []


def test_a_link_in_the_frame_opens_the_ruling_beside_it(visit, elsewhere):
    ruling = make_published_ruling()
    visitor = visit()
    told = visitor.page.request.get(addresses.oembed_address(ruling.page, "json")).json()
    frame = shown_at(elsewhere, visitor, told["html"])

    with visitor.page.expect_popup() as popup:
        frame.get_by_role("link", name="Evidence and reasons").click()

    popup.value.wait_for_load_state()
    assert popup.value.url == addresses.absolute(addresses.ruling_address(ruling.page))
    assert visitor.page.url == elsewhere.url("/")


def test_no_other_page_is_shown_in_a_frame(visit, elsewhere):
    ruling = make_published_ruling()
    address = addresses.absolute(addresses.ruling_address(ruling.page))
    visitor = visit()

    frame = shown_at(elsewhere, visitor, f'<iframe src="{address}"></iframe>')

    assert frame.get_by_role("heading", name=ruling.claim.text).count() == 0


def test_a_site_that_is_not_named_shows_nothing(visit, elsewhere, settings):
    settings.EMBEDDED_BY = ["https://paper.example"]
    ruling = make_published_ruling()
    address = addresses.absolute(addresses.embedded_address(ruling.page))

    frame = shown_at(elsewhere, visit(), f'<iframe src="{address}"></iframe>')

    assert frame.get_by_role("heading", name=ruling.claim.text).count() == 0
