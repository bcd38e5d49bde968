"""Atom as RFC 4287 has it."""

from datetime import datetime

import pytest
from django.urls import reverse

from tests.feeds.feeds import ATOM, EVERY, atom_of, said
from tests.views.pages import make_versions
from tests.views.test_public_safety import ATTACKS, attacked
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["rulings", "corrections"])
def test_what_the_standard_requires_is_there_once(client, name):
    make_versions()
    feed = atom_of(client, name)

    for element in [feed, *feed.findall("a:entry", ATOM)]:
        for required in ("id", "title", "updated"):
            assert len(said(element, f"a:{required}")) == 1
        assert datetime.fromisoformat(said(element, "a:updated")[0]).tzinfo
        assert said(element, "a:author/a:name")
    assert len(said(feed, "a:entry/a:link[@rel='alternate']/@href")) == 1
    (self,) = said(feed, "a:link[@rel='self']/@href")
    assert self == f"http://127.0.0.1:8000{reverse(f'claims:{name}_atom')}"


def test_its_media_type_is_atom(client):
    response = client.get(reverse("claims:rulings_atom"))

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_addresses_are_the_sites_own_whoever_asks(client, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://ledger.example", ["other.example"]
    make_versions()

    text = client.get(reverse("claims:rulings_atom"), headers={"Host": "other.example"}).text

    assert "other.example" not in text
    assert "https://ledger.example/claims/" in text
    assert "<id>tag:ledger.example,2026-11-20:" in text


def test_an_entry_says_the_language_that_it_is_written_in(client):
    make_versions(language="es")

    feed = atom_of(client, "rulings")

    assert said(feed, "a:entry/@xml:lang") == ["es"]
    assert said(feed, "@xml:lang") == ["en"]


@pytest.mark.parametrize(
    "attack", wide(ATTACKS, every=4), ids=["markup", "address", "template", "marks"]
)
@pytest.mark.parametrize("name", EVERY)
def test_no_text_can_break_a_feed_or_be_markup_in_it(client, attack, name):
    attacked(attack)

    response = client.get(reverse(f"claims:{name}"))

    assert response.status_code == 200
    if name.endswith("atom"):
        feed = atom_of(client, name.removesuffix("_atom"))
        for summary in said(feed, "a:entry/a:summary"):
            assert "<" not in summary
        assert not feed.xpath("//*[local-name() = 'script' or local-name() = 'img']")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("name", EVERY)
def test_readers_can_change_nothing(client, method, name):
    assert getattr(client, method)(reverse(f"claims:{name}")).status_code == 405
