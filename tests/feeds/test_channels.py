"""What feeds hold, in both formats, and when it changes."""

from datetime import datetime
from itertools import pairwise

import pytest
from django.urls import reverse

from claims import addresses
from claims.actions.merge_duplicates import merge_duplicates
from claims.models import Ruling
from tests.factories import (
    make_article,
    make_claim,
    make_editor,
    make_note,
    make_tagging,
    make_topic,
)
from tests.feeds.feeds import EVERY, atom_of, json_of, said
from tests.rulings import make_next_version, make_published_ruling
from tests.views.pages import make_page, make_versions
from tests.width import wide

pytestmark = pytest.mark.django_db


def ids(client, name, *args):
    """Return the ids of a feed's entries, which are the same in both formats."""
    found = [item["id"] for item in json_of(client, name, *args)["items"]]
    assert said(atom_of(client, name, *args), "a:entry/a:id") == found
    return found


@pytest.mark.parametrize("name", ["rulings", "corrections"])
def test_a_feed_without_entries_is_valid_and_stays_the_same(client, name):
    feed = atom_of(client, name)

    assert said(feed, "a:updated") == ["1970-01-01T00:00:00+00:00"]
    assert ids(client, name) == []


@pytest.mark.slow
def test_a_ruling_is_one_entry_that_its_correction_changes(client):
    first = make_published_ruling()
    (before,) = json_of(client, "rulings")["items"]

    second = make_next_version(first, why="New words.")

    (after,) = json_of(client, "rulings")["items"]
    assert after["id"] == before["id"]
    assert (before["content_text"], after["content_text"]) == (first.why, "New words.")
    assert after["date_published"] == before["date_published"] == before["date_modified"]
    assert datetime.fromisoformat(after["date_modified"]) == second.published_at
    assert said(atom_of(client, "rulings"), "a:entry/a:summary") == ["New words."]
    (updated,) = said(atom_of(client, "rulings"), "a:updated")
    assert datetime.fromisoformat(updated) == second.published_at


@pytest.mark.slow
def test_an_entry_keeps_its_id_when_the_claim_is_reworded(client):
    claim = make_claim()
    make_page(claim, stage="superseded")
    before = ids(client, "corrections")
    make_page(claim, version=2, claim__text="Other words.")

    (entry,) = json_of(client, "rulings")["items"]

    assert before == []
    assert entry["id"] == f"tag:127.0.0.1,2026-11-20:/claims/{claim.public_id}"
    assert entry["url"].endswith("/other-words/")


@pytest.mark.slow
def test_a_retraction_leaves_the_rulings_and_stands_in_the_corrections(client):
    ruling = make_published_ruling()
    (entry,) = ids(client, "rulings")
    updated = said(atom_of(client, "rulings"), "a:updated")

    make_next_version(ruling, "retraction", note="The record was forged.")

    assert ids(client, "rulings") == []
    assert said(atom_of(client, "rulings"), "a:updated") > updated
    (correction,) = json_of(client, "corrections")["items"]
    assert correction["id"] != entry
    assert correction["title"] == f"Retraction: {ruling.claim.text}"
    assert correction["content_text"] == "The record was forged."
    assert client.get(correction["url"].removeprefix("http://127.0.0.1:8000")).status_code == 200


@pytest.mark.slow
def test_each_correction_is_an_entry_of_its_own(client):
    make_versions("substantive")
    make_versions("minor")

    found = json_of(client, "corrections")["items"]

    assert [item["tags"] for item in found] == [["Minor correction"], ["Correction"]]
    assert len(set(ids(client, "corrections"))) == 2


@pytest.mark.slow
def test_feeds_are_short_and_begin_with_the_newest(client, monkeypatch):
    monkeypatch.setattr("claims.feeds.channels.LONGEST", 2)
    made = [make_page() for _n in range(3)]

    urls = [item["url"] for item in json_of(client, "rulings")["items"]]

    newest = [addresses.absolute(addresses.ruling_address(ruling.page)) for ruling in made[:0:-1]]
    assert urls == newest


def test_what_is_not_public_is_in_no_feed(client):
    make_page(stage="draft")
    make_page(make_claim(make_article(confidential=True)))

    for name in ("rulings", "corrections"):
        assert ids(client, name) == []


@pytest.mark.parametrize("name", wide(EVERY, every=2))
def test_a_feed_takes_the_same_few_queries_however_long(client, django_assert_num_queries, name):
    for _n in range(3):
        make_versions()

    with django_assert_num_queries(3):
        client.get(reverse(f"claims:{name}"))


# Topics


AIRSHIPS = {"topics": [{"slug": "airships", "name": "Airships"}]}


@pytest.mark.slow
def test_a_topic_has_the_rulings_on_it_alone(client):
    on, off = make_page(**AIRSHIPS), make_page()

    feed = json_of(client, "topic", "airships")

    assert feed["title"].endswith(": Airships")
    assert feed["home_page_url"].endswith("/topics/airships/")
    assert on.claim.public_id in feed["items"][0]["id"]
    assert len(feed["items"]) == len(ids(client, "topic", "airships")) == 1
    assert off.claim.public_id not in str(feed)
    assert "/topics/airships/feed.atom" in client.get("/topics/airships/").text


@pytest.mark.slow
def test_a_topic_of_nothing_public_is_not_there(client):
    """Its name could tell what is being worked on."""
    hidden = make_tagging(make_page(stage="draft").claim).topic
    secret = make_tagging(make_page(make_claim(make_article(confidential=True))).claim).topic

    for slug in (hidden.slug, secret.slug, make_topic().slug, "nothing"):
        for media in ("atom", "json"):
            assert client.get(reverse(f"claims:topic_{media}", args=[slug])).status_code == 404


@pytest.mark.slow
def test_a_topic_that_no_page_was_published_with_is_no_topic_of_it(client):
    tagging = make_tagging(make_page(**AIRSHIPS).claim)

    address = reverse("claims:topic_json", args=[tagging.topic.slug])
    assert client.get(address).status_code == 404


@pytest.mark.slow
def test_a_claimant_has_the_rulings_on_what_they_said(client):
    ruling = make_page()
    (said_by, *_others) = ruling.page["claim"]["claimants"]

    feed = json_of(client, "claimant", said_by["id"])

    assert said_by["name"] in feed["title"]
    assert ruling.claim.public_id in feed["items"][0]["id"]
    assert addresses.claimant_address(said_by) in feed["home_page_url"]
    assert client.get(reverse("claims:claimant_json", args=["nobody"])).status_code == 404


@pytest.mark.slow
def test_who_subscribed_to_a_topic_gets_what_it_was_merged_into(client):
    old, stays = make_topic(), make_topic()
    make_page(topics=[{"slug": old.slug, "name": old.name}])
    merge_duplicates(old, stays, revision=old.revision, reason="One topic.", by=make_editor())

    feed = json_of(client, "topic", old.slug)

    assert len(feed["items"]) == 1
    assert feed["feed_url"].endswith(f"/topics/{stays.slug}/feed.json")


# Kept, and made anew at once


@pytest.mark.parametrize("name", wide(EVERY, every=3))
def test_a_feed_that_nobody_changed_is_not_made_twice(client, django_assert_num_queries, name):
    make_versions()
    address = reverse(f"claims:{name}")
    first = client.get(address)

    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    make_note()
    late = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert late.status_code == 304


@pytest.mark.parametrize("kind", wide(["clarification", "retraction"], every=3))
@pytest.mark.parametrize("name", wide(EVERY, every=2))
def test_publication_correction_and_retraction_show_at_once(client, name, kind):
    address = reverse(f"claims:{name}")
    contents = [client.get(address).content]
    ruling = make_published_ruling()
    if name.startswith("rulings"):
        contents.append(client.get(address).content)

    make_next_version(ruling, kind)

    contents.append(client.get(address).content)
    assert all(before != after for before, after in pairwise(contents))
    assert Ruling.objects.published().corrections().count() == 1
