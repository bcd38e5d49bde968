"""JSON Feed as its version 1.1 has it."""

from datetime import datetime

import pytest
from django.urls import reverse

from claims import addresses
from tests.feeds.feeds import json_of
from tests.views.pages import make_page, make_versions

pytestmark = pytest.mark.django_db

TEXTS = {"id", "url", "title", "content_text", "image", "date_published", "date_modified"}


@pytest.mark.parametrize("name", ["rulings", "corrections"])
def test_its_shape_is_that_of_version_1_1(client, name):
    make_versions()
    feed = json_of(client, name)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://127.0.0.1:8000{reverse(f'claims:{name}_json')}"
    assert all(isinstance(feed[key], str) for key in ("title", "home_page_url", "language"))
    (item,) = feed["items"]
    assert all(isinstance(item[key], str) and item[key] for key in TEXTS)
    assert all(isinstance(author["name"], str) for author in item["authors"] + feed["authors"])
    assert all(isinstance(tag, str) for tag in item["tags"])
    for key in ("date_published", "date_modified"):
        assert datetime.fromisoformat(item[key]).tzinfo


def test_its_media_type_is_json_feed(client):
    response = client.get(reverse("claims:rulings_json"))

    assert response.headers["Content-Type"] == "application/feed+json"


def test_an_item_says_the_rating_and_shows_the_card(client):
    ruling = make_page()

    (item,) = json_of(client, "rulings")["items"]

    assert item["title"] == f"Half true: {ruling.page['claim']['text']}"
    assert item["tags"] == ["Half true", "Demonstration ruling"]
    assert item["image"] == addresses.absolute(addresses.picture_address(ruling.page))
    assert item["authors"] == [{"name": name} for name in ruling.page["written_by"]]
