"""What a reader's browser has to load: little, nothing that blocks but the style, no cookie."""

import pytest
from django.conf import settings
from django.urls import reverse

from claims import addresses
from tests.bench.ruling_page import research
from tests.factories import make_article, make_claim
from tests.rulings import make_published_ruling
from tests.views.pages import Seen

pytestmark = pytest.mark.django_db
HTML, STYLE = 40_000, 20_000  # bytes, not compressed
SHEETS = settings.BASE_DIR / "claims" / "static" / "claims"


@pytest.fixture(scope="module")
def public_pages(kept):
    """Return the front page, an article of twenty rulings and a ruling on much evidence."""
    article = make_article()
    for number in range(19):
        make_published_ruling(make_claim(article, text=f"The treaty of 19{number}1 lapsed."))
    ruling = make_published_ruling(**research(make_claim(article)))
    return {
        "front page": reverse("claims:rulings"),
        "article": addresses.article_address(ruling.page["article"]),
        "ruling": addresses.ruling_address(ruling.page),
    }


def test_the_style_of_public_pages_weighs_less_than_twenty_kilobytes():
    assert 0 < (SHEETS / "public.css").stat().st_size < STYLE


@pytest.mark.slow
def test_pages_weigh_less_than_forty_kilobytes(client, public_pages):
    weights = {name: len(client.get(address).content) for name, address in public_pages.items()}

    assert max(weights.values()) < HTML, weights


@pytest.mark.slow
def test_the_style_of_a_page_weighs_less_than_twenty_kilobytes(client, public_pages):
    for address in public_pages.values():
        links = Seen(client.get(address)).all("link")
        sheets = [link["href"] for link in links if link["rel"] == "stylesheet"]
        weight = sum((SHEETS / sheet.rpartition("/")[2]).stat().st_size for sheet in sheets)
        assert 0 < weight < STYLE, sheets


@pytest.mark.slow
def test_nothing_but_one_style_sheet_blocks_a_page(client, public_pages):
    for address in public_pages.values():
        seen = Seen(client.get(address))
        blocking = [link for link in seen.all("link") if link["rel"] == "stylesheet"]
        scripts = [one for one in seen.all("script") if one.get("type") != "application/ld+json"]
        assert len(blocking) == 1
        assert all(script["type"] == "module" for script in scripts)  # run after the page is read
        assert "@import" not in (SHEETS / "public.css").read_text()


@pytest.mark.slow
def test_readers_get_no_cookie(client, public_pages):
    searched = f"{reverse('claims:search')}?q=treaty"
    for address in [*public_pages.values(), searched, reverse("claims:corrections")]:
        assert not client.get(address).cookies


@pytest.mark.slow
def test_each_list_describes_itself_to_search_engines(client, public_pages):
    for name in ("rulings", "articles", "corrections", "archive", "people", "method"):
        seen = Seen(client.get(reverse(f"claims:{name}")))
        described = [one["content"] for one in seen.all("meta") if one.get("name") == "description"]
        assert len(described) == 1, name
        assert len(described[0]) > 40
