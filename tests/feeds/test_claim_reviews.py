"""The ClaimReviews of all rulings as schema.org's DataFeed."""

import json

import pytest
from django.urls import reverse

from claims import addresses
from tests import parts
from tests.factories import make_article, make_claim
from tests.rulings import make_next_version, make_published_ruling
from tests.views.pages import make_page, make_versions
from tests.views.test_public_safety import ATTACKS, attacked
from tests.width import wide

pytestmark = pytest.mark.django_db
ADDRESS = "/claimreview.json"


def reviews(client, **question):
    """Return the ClaimReviews that the feed has."""
    feed = client.get(ADDRESS, question).json()
    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    return [review for item in feed["dataFeedElement"] for review in item["item"]]


def test_each_element_is_an_item_with_its_dates_and_one_review(client):
    ruling = make_page()

    (item,) = client.get(ADDRESS).json()["dataFeedElement"]

    assert item["@type"] == "DataFeedItem"
    assert item["dateCreated"] == ruling.page["first_published_at"]
    assert item["dateModified"] == ruling.page["published_at"]
    (review,) = item["item"]
    assert review["@type"] == "ClaimReview"
    assert review["url"] == addresses.absolute(addresses.ruling_address(ruling.page))


@pytest.mark.slow
def test_what_the_feed_says_is_what_the_page_says(client):
    extruct = extruct_here()
    ruling = make_page()

    html = client.get(addresses.ruling_address(ruling.page)).text

    (on_page,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert on_page.pop("@context") == "https://schema.org"
    assert reviews(client) == [on_page]


@pytest.mark.parametrize("attack", ATTACKS, ids=["markup", "address", "template", "marks"])
def test_structured_data_are_read_back_whatever_the_claim_says(client, attack):
    extruct = extruct_here()
    ruling = attacked(attack)

    html = client.get(addresses.ruling_address(ruling.page)).text

    (found,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert found["claimReviewed"] == attack


@pytest.mark.slow
def test_a_page_has_one_review_and_no_other_page_repeats_it(client):
    extruct = extruct_here()
    first, second = make_versions()
    others = [
        addresses.version_address(first.page),
        addresses.version_address(second.page),
        addresses.article_address(second.page["article"]),
        addresses.embedded_address(second.page),
        "/",
    ]

    for address in others:
        found = extruct.extract(client.get(address).text, syntaxes=["json-ld"])["json-ld"]
        assert "ClaimReview" not in json.dumps(found)
    own = client.get(addresses.ruling_address(second.page)).text
    assert len(extruct.extract(own, syntaxes=["json-ld"])["json-ld"]) == 1


@pytest.mark.slow
def test_a_reader_of_open_graph_finds_the_title_and_the_picture(client):
    extruct = extruct_here()
    ruling = make_page()

    html = client.get(addresses.ruling_address(ruling.page)).text

    (found,) = extruct.extract(html, syntaxes=["opengraph"])["opengraph"]
    told = dict(found["properties"])
    assert told["og:title"] == f"Half true: {ruling.page['claim']['text']}"
    picture = told["og:image"].removeprefix("http://127.0.0.1:8000")
    assert client.get(picture).headers["Content-Type"] == "image/png"


@pytest.mark.slow
def test_what_is_withheld_on_the_page_is_not_in_the_feed(client):
    make_page(article__own=True)
    make_page(claim__claimants=[], claim__appearances=[], article__title=" ", article__url="")
    make_page(make_claim(make_article(confidential=True)))
    make_versions("retraction", stage="retracted")
    make_page(stage="draft")
    assert reviews(client) == []

    make_page()

    assert len(reviews(client)) == 1


@pytest.mark.slow
def test_a_correction_replaces_the_review_and_a_retraction_ends_it(client):
    first = make_published_ruling()
    (before,) = reviews(client)

    second = make_next_version(first, why="New words.")
    (after,) = reviews(client)

    assert (before["version"], after["version"]) == (1, 2)
    assert after["reviewRating"]["ratingExplanation"] == "New words."
    make_next_version(second, "retraction")
    assert reviews(client) == []


@pytest.mark.slow
def test_the_feed_comes_in_pages(client, monkeypatch):
    monkeypatch.setattr("claims.feeds.claim_reviews.LONGEST", 1)
    first, second = make_page(), make_page()

    newest, older = reviews(client)[0]["url"], reviews(client, page=2)[0]["url"]

    assert second.claim.public_id in newest
    assert first.claim.public_id in older
    assert client.get(ADDRESS, {"page": 3}).status_code == 404


@pytest.mark.parametrize("page", wide(["", "0", "-1", "x", "9" * 30, "9" * 5000, "\x00", "²"]))
def test_a_page_that_is_none_is_not_there(client, page):
    assert client.get(ADDRESS, {"page": page}).status_code == 404


@pytest.mark.slow
def test_the_feed_takes_one_query_beside_the_journals_head(client, django_assert_num_queries):
    for _n in range(3):
        make_page()

    with django_assert_num_queries(2):
        response = client.get(ADDRESS)

    assert response.headers["Content-Type"] == "application/ld+json"
    with django_assert_num_queries(1):
        etag = response.headers["ETag"]
        assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304


def test_no_text_breaks_the_feed(client):
    for attack in ATTACKS:
        attacked(attack)

    texts = {review["claimReviewed"] for review in reviews(client)}

    assert texts <= set(ATTACKS)
    assert json.loads(client.get(ADDRESS).content)
    assert reverse("claims:claim_reviews") == ADDRESS


def extruct_here():
    """Return the reader of structured data, or skip where it is not installed."""
    parts.require_tool("extruct", "extruct")
    import extruct  # noqa: PLC0415 - a machine may lack it

    return extruct
