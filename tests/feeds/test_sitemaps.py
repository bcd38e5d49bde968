"""What crawlers are told."""

from datetime import datetime

import pytest
from django.urls import reverse
from lxml import etree

from claims import addresses
from tests.factories import make_article, make_claim
from tests.rulings import make_next_version, make_published_ruling
from tests.views.pages import make_page, make_versions
from tests.width import wide

pytestmark = pytest.mark.django_db

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SECTIONS = ["lists", "rulings", "articles", "topics", "claimants"]
SITE = "http://127.0.0.1:8000"


def told(client, address):
    """Return when each page of a sitemap, or each sitemap of the index, changed last."""
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/xml"
    found = {}
    for element in etree.fromstring(response.content):
        (loc,) = element.findall("s:loc", MAP)
        changed = element.find("s:lastmod", MAP)
        found[loc.text] = None if changed is None else datetime.fromisoformat(changed.text)
    return found


def section(client, name, **question):
    return told(client, reverse("claims:sitemap", args=[name], query=question))


def test_the_index_names_each_sitemap_with_when_it_changed(client):
    ruling = make_page()

    index = told(client, "/sitemap.xml")

    assert set(index) == {f"{SITE}/sitemap-{name}.xml" for name in SECTIONS}
    assert set(index.values()) == {ruling.published_at}
    for address in index:
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_a_desk_without_rulings_has_sitemaps_without_times(client):
    assert set(told(client, "/sitemap.xml").values()) == {None}
    assert section(client, "rulings") == section(client, "articles") == {}


@pytest.mark.slow
def test_the_lists_are_told_and_answer(client):
    make_page()

    lists = [address.removeprefix(SITE) for address in section(client, "lists")]

    assert {"/topics/", "/claimants/", "/archive/"} <= set(lists)
    assert {client.get(address).status_code for address in lists} == {200}


@pytest.mark.slow
def test_each_page_is_told_with_when_it_changed_and_answers(client):
    old, new = make_versions()

    pages = {**section(client, "rulings"), **section(client, "articles")}

    assert pages == {
        addresses.absolute(addresses.ruling_address(new.page)): new.published_at,
        addresses.absolute(addresses.article_address(new.page["article"])): new.published_at,
    }
    for address in [*pages, *section(client, "lists")]:
        assert client.get(address.removeprefix(SITE)).status_code == 200
    assert old.published_at not in pages.values()


@pytest.mark.slow
def test_a_withdrawn_ruling_stays_with_the_time_of_its_notice(client):
    ruling = make_published_ruling()
    (before,) = section(client, "rulings").items()

    second = make_next_version(ruling, "retraction")

    (after,) = section(client, "rulings").items()
    assert after == (before[0], second.published_at)
    assert before[1] < after[1]
    assert section(client, "articles").popitem()[1] == second.published_at
    assert set(told(client, "/sitemap.xml").values()) == {second.published_at}


def test_what_is_not_public_is_in_no_sitemap(client):
    make_page(stage="draft")
    make_page(make_claim(make_article(confidential=True)))

    assert section(client, "rulings") == section(client, "articles") == {}


@pytest.mark.slow
def test_large_sitemaps_come_in_pages_that_the_index_names(client, monkeypatch):
    monkeypatch.setattr("claims.sitemaps.OurSitemap.limit", 2)
    made = [make_page() for _n in range(3)]

    index = told(client, "/sitemap.xml")
    first, second = section(client, "rulings"), section(client, "rulings", page=2)

    assert f"{SITE}/sitemap-rulings.xml?page=2" in index
    assert (len(first), len(second)) == (2, 1)
    assert made[2].claim.public_id in str(second)
    assert client.get("/sitemap-rulings.xml", {"page": 3}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-nothing.xml",
        "/sitemap-.xml",
        "/sitemap-rulings.xml?page=0",
        "/sitemap-rulings.xml?page=x",
        f"/sitemap-rulings.xml?page={'9' * 5000}",
        "/sitemap-rulings.xml?page=%00",
    ],
)
def test_a_sitemap_that_is_none_is_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "queries"),
    wide(
        [
            ("/sitemap.xml", 15),
            ("/sitemap-lists.xml", 3),
            ("/sitemap-rulings.xml", 4),
            ("/sitemap-articles.xml", 3),
        ],
        every=2,
    ),
)
def test_sitemaps_take_the_same_few_queries(client, django_assert_num_queries, path, queries):
    for _n in range(3):
        make_versions()

    with django_assert_num_queries(queries):
        response = client.get(path)
    with django_assert_num_queries(1):
        etag = response.headers["ETag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_crawlers_may_read_what_is_public_and_find_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


@pytest.mark.slow
def test_addresses_are_the_sites_own_whoever_asks(client, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://ledger.example", ["other.example"]
    make_page()

    for path in ("/sitemap.xml", "/sitemap-rulings.xml", "/robots.txt"):
        text = client.get(path, headers={"Host": "other.example"}).text
        assert "https://ledger.example/" in text
        assert "other.example" not in text


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-rulings.xml", "/robots.txt"])
def test_readers_can_change_nothing(client, path):
    assert client.post(path).status_code == 405
