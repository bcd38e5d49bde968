"""What became of the sources stands beside the frozen page, as live, and changes no word of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims import addresses
from claims.models import Ruling
from claims.models.digests import digest_of_text
from tests.factories import make_snapshot, make_source, make_visit
from tests.frozen_pages import frozen_page
from tests.keeping import fresh
from tests.views.pages import Seen, make_page, make_versions

pytestmark = pytest.mark.django_db
ARCHIVED = "https://archive.example/1"


@pytest.fixture(scope="module")
def page(kept):
    return make_page()


@pytest.fixture
def ruling(page):
    return fresh(page)


def make_unarchived(**changes):
    """Return a public ruling whose first source has no address at an archive."""
    first, *others = frozen_page()["evidence"]
    source = {**first["source"], "archived_url": ""}
    return make_page(evidence=[{**first, "source": source, **changes}, *others])


def cited(ruling):
    """Return the first piece of evidence of a page, and a source at its address."""
    item = ruling.page["evidence"][0]
    return item, make_source(url=item["source"]["url"])


def read(client, ruling):
    response = client.get(addresses.ruling_address(ruling.page))
    assert response.status_code == 200
    return Seen(response)


def links(seen):
    return [a.get("href") for a in seen.all("a")]


def told(client, ruling):
    address = reverse("claims:ruling_json", args=[ruling.claim.public_id])
    return client.get(address).json()


def test_a_page_whose_sources_stand_says_nothing_of_them(client, ruling):
    item, source = cited(ruling)
    make_visit(source, "unchanged")

    seen = read(client, ruling)

    assert not [p for p in seen.all("p") if p.get("class") == "live"]
    assert item["source"]["url"] in links(seen)


def test_where_the_original_is_gone_the_archived_copy_comes_first(client, ruling):
    item, source = cited(ruling)
    before = links(read(client, ruling))
    make_visit(source, since=timezone.now() - timedelta(days=400))

    seen = read(client, ruling)

    assert item["source"]["url"] in before
    assert item["source"]["url"] not in links(seen)
    assert item["source"]["url"] in seen.words
    assert ARCHIVED in links(seen)
    assert "The original is no longer there; first found so on" in seen.words
    assert "An automatic visit saw this last on" in seen.words


def test_a_visit_shows_at_once_and_leaves_the_frozen_page_as_it_is(client, ruling):
    frozen = Ruling.objects.get(pk=ruling.pk).frozen
    _item, source = cited(ruling)
    assert "no longer there" not in read(client, ruling).words

    make_visit(source)
    assert "no longer there" in read(client, ruling).words
    assert Ruling.objects.get(pk=ruling.pk).frozen == frozen

    make_visit(source, "unchanged")
    assert "no longer there" not in read(client, ruling).words


@pytest.mark.parametrize(
    ("standing", "words"),
    [("gone", "the quoted passage is no longer there"), ("changed", "passage reads otherwise")],
)
def test_a_quoted_passage_that_was_lost_is_told(client, ruling, standing, words):
    item, source = cited(ruling)
    changed(source, {digest_of_text(item["quote"]): standing})

    seen = read(client, ruling)

    assert words in seen.words
    assert {ARCHIVED, item["source"]["url"]} <= set(links(seen))


def test_a_page_that_changed_around_its_quoted_passage_is_left_alone(client, ruling):
    item, source = cited(ruling)
    changed(source, {digest_of_text(item["quote"]): "there"})

    assert not [p for p in read(client, ruling).all("p") if p.get("class") == "live"]


def changed(source, passages):
    copies = [make_snapshot(source, text=text) for text in ("Before.", "After.")]
    return make_visit(
        source, "changed", compared_with=copies[0], snapshot=copies[1], passages=passages
    )


@pytest.mark.slow
def test_without_an_archived_copy_the_newsrooms_own_is_named(client):
    ruling = make_unarchived()
    _item, source = cited(ruling)
    make_visit(source)

    assert "The newsroom keeps a copy of 3 October 2026." in read(client, ruling).words


@pytest.mark.slow
def test_without_any_copy_none_is_claimed(client):
    ruling = make_unarchived(found_in="")
    _item, source = cited(ruling)
    make_visit(source)

    assert "The newsroom keeps" not in read(client, ruling).words


@pytest.mark.parametrize("outcome", ["unreachable", "refused"])
def test_one_visit_that_met_nobody_is_not_told(client, ruling, outcome):
    _item, source = cited(ruling)
    make_visit(source, outcome)

    assert not told(client, ruling)["live"]["sources"]


def test_the_json_has_it_under_a_key_of_its_own_that_says_it_is_live(client, ruling):
    item, source = cited(ruling)
    visit = make_visit(source, certain=False)

    found = told(client, ruling)

    assert found["live"]["about"].startswith("Live:")
    (live,) = found["live"]["sources"]
    assert (live["cite"], live["url"], live["state"]) == ("e1", source.url, "seems_gone")
    assert (live["since"], live["archived_url"]) == (visit.since.isoformat(), ARCHIVED)
    assert found["evidence"][0] == item | {"selectors": []}


@pytest.mark.slow
def test_earlier_versions_tell_it_too(client):
    first, second = make_versions()
    _item, source = cited(second)
    make_visit(source)

    for address in (addresses.version_address(first.page), addresses.ruling_address(second.page)):
        assert "no longer there" in client.get(address).text


@pytest.mark.slow
def test_what_it_costs_does_not_grow_with_the_evidence(client):
    piece, cost = frozen_page()["evidence"][0], []
    for number in (1, 30):
        ruling = make_page(evidence=[{**piece, "cite": f"e{n}"} for n in range(number)])
        with CaptureQueriesContext(connection) as counted:
            client.get(addresses.ruling_address(ruling.page))
        cost.append(len(counted))

    assert cost[0] == cost[1]
