"""What the head of each page tells machines: its one address, its language, the feeds."""

import pytest
from django.urls import reverse

from claims import addresses
from tests.factories import make_article, make_claim
from tests.views.pages import Seen, make_page, make_versions

pytestmark = pytest.mark.django_db

LISTS = ["rulings", "articles", "corrections", "method"]
SITE = "http://127.0.0.1:8000"


def links(client, address, rel):
    return [link for link in Seen(client.get(address)).all("link") if link["rel"] == rel]


def canonical(client, address):
    (link,) = links(client, address, "canonical")
    return link["href"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_its_own_address_whatever_else_was_asked(client, name):
    address = reverse(f"claims:{name}")

    assert canonical(client, f"{address}?utm_source=elsewhere&page=1") == f"{SITE}{address}"


@pytest.mark.slow
def test_a_further_page_of_a_list_is_a_page_of_its_own(client, monkeypatch):
    monkeypatch.setattr("claims.views.public.RulingList.paginate_by", 1)
    make_page(), make_page()

    assert canonical(client, "/?page=2") == f"{SITE}/?page=2"


@pytest.mark.slow
def test_rulings_and_articles_say_the_language_that_they_are_written_in(client):
    ruling = make_page(make_claim(make_article()), language="es", article__language="pt-BR")
    pages = {
        addresses.ruling_address(ruling.page): "es",
        addresses.version_address(ruling.page): "es",
        addresses.article_address(ruling.page["article"]): "pt-BR",
    }

    for address, language in pages.items():
        told = [one for one in links(client, address, "alternate") if "hreflang" in one]
        assert [(one["hreflang"], one["href"]) for one in told] == [(language, f"{SITE}{address}")]
        assert canonical(client, address) == f"{SITE}{address}"


def test_a_language_that_is_not_known_is_not_told(client):
    ruling = make_page(language="und", article__language="und")

    for address in (
        addresses.ruling_address(ruling.page),
        addresses.article_address(ruling.page["article"]),
    ):
        assert not [one for one in links(client, address, "alternate") if "hreflang" in one]


@pytest.mark.slow
def test_every_page_leads_to_the_feeds(client):
    _first, second = make_versions()
    feeds = {reverse(f"claims:{name}") for name in ("rulings_atom", "rulings_json")}
    feeds |= {reverse(f"claims:{name}") for name in ("corrections_atom", "corrections_json")}

    for address in ("/", "/nothing/", addresses.ruling_address(second.page)):
        told = links(client, address, "alternate")
        found = {one["href"]: one["type"] for one in told if "feed" in one["href"]}
        assert set(found) == feeds
        for feed, media_type in found.items():
            assert client.get(feed).headers["Content-Type"].startswith(media_type)


def test_lists_are_told_to_those_who_share_them(client):
    for name in LISTS:
        metas = Seen(client.get(reverse(f"claims:{name}"))).all("meta")
        told = {one["property"]: one["content"] for one in metas if "property" in one}
        assert told["og:type"] == "website"
        assert told["og:title"]
        assert told["og:url"] == f"{SITE}{reverse(f'claims:{name}')}"
