"""What an attacker types, and what every page owes a reader."""

import json
import re
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import addresses
from tests.factories import make_claim, make_policy_in_force, make_report
from tests.frozen_pages import frozen_page
from tests.views.pages import Seen, make_page, make_versions
from tests.width import wide

pytestmark = pytest.mark.django_db

ATTACKS = [
    "</title></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "\u202eevil\u2066 \u200b\x1f" + "x" * 3000,
]
PARTS = ("claim", "article")
KEPT = {"id", "published_at", "first_published_at"}


def filled(value, attack, key=""):
    """Return a frozen page with the attack in the place of every text."""
    if isinstance(value, dict):
        return {name: filled(part, attack, name) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, attack, key) for part in value]
    return attack if isinstance(value, str) and key not in KEPT else value


def attacked(attack):
    """Return the second version of a ruling in which every text is the attack."""
    page = filled(frozen_page(), attack)
    changes = {name: page[name] for name in page.keys() - {"version", "passage", *PARTS}}
    changes |= {f"{part}__{k}": page[part][k] for part in PARTS for k in page[part].keys() - KEPT}
    note = {"kind": attack, "note": attack, "version_before": 1, "version_after": 2}
    claim = make_claim()
    make_page(claim, stage="superseded")
    return make_page(claim, version=2, **(changes | {"correction": note}))


def finding_pages(ruling):
    """Return the pages that find a ruling, whatever its words are."""
    day = timezone.localdate(ruling.published_at)
    yield from (reverse(f"claims:{name}") for name in ("search", "archive", "topics"))
    yield f"{reverse('claims:search')}?q={ruling.claim.public_id}"
    yield addresses.month_address(day.year, day.month)


def pages(ruling):
    page = ruling.page
    yield from finding_pages(ruling)
    yield from (reverse(f"claims:{name}") for name in ("rulings", "articles", "corrections"))
    yield addresses.ruling_address(page)
    yield addresses.version_address(page)
    yield addresses.article_address(page["article"])


@pytest.mark.parametrize(
    "attack", wide(ATTACKS, every=2), ids=["markup", "address", "template", "marks"]
)
def test_no_field_can_run_or_lead_anywhere(client, attack):
    for address in pages(attacked(attack)):
        response = client.get(address)
        assert response.status_code == 200, address
        seen = Seen(response)
        for script in seen.all("script"):
            own = script.get("src", "").startswith("/static/claims/js/")
            assert own or script["type"] == "application/ld+json"
        assert not seen.all("img")
        for _tag, attributes in seen.elements:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            assert not (attributes.get("href") or "").startswith(("javascript", "//", "data"))


@pytest.mark.parametrize(
    "attack", wide(ATTACKS, every=2), ids=["markup", "address", "template", "marks"]
)
def test_the_structured_data_survive_any_text(client, attack):
    ruling = attacked(attack)

    text = client.get(addresses.ruling_address(ruling.page)).text

    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert json.loads(data)["claimReviewed"] == attack


def every_page():
    first, second = make_versions()
    return [
        *pages(second),
        addresses.version_address(first.page),
        addresses.changes_address(second.page, 1),
        *(
            reverse(f"claims:{name}")
            for name in ("method", "scale", "policies", "people", "report")
        ),
        *(reverse("claims:policy", args=[kind]) for kind in ("corrections", "funding")),
        make_policy_in_force("ethics", body="# Whom we check\n\nAll.").get_absolute_url(),
        second.written_by.get_absolute_url(),
        make_report().get_absolute_url(),
        addresses.topic_address("treaties"),
        addresses.claimant_address(second.page["claim"]["claimants"][0]),
        f"{reverse('claims:search')}?q=xyzzy",
        "/nothing/here/",
    ]


@pytest.mark.slow
def test_every_page_has_one_headline_and_no_level_is_skipped(client):
    for address in every_page():
        seen = Seen(client.get(address))
        levels = [int(tag[1]) for tag, _ in seen.elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address


@pytest.mark.slow
def test_every_page_says_its_language_and_has_its_landmarks(client):
    for address in every_page():
        seen = Seen(client.get(address))
        assert seen.all("html")[0]["lang"] == "en"
        assert seen.all("a")[0]["href"] == "#main"
        assert [len(seen.all(tag)) for tag in ("main", "title")] == [1, 1]
        assert all(nav.get("aria-label") for nav in seen.all("nav"))


def test_no_id_stands_twice_and_every_fragment_leads_somewhere(client):
    for address in every_page():
        seen = Seen(client.get(address))
        ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), address
        for _, attributes in seen.elements:
            for name in ("href", "aria-labelledby"):
                target = attributes.get(name) or ""
                if name == "aria-labelledby" or target.startswith("#"):
                    assert not target or target.lstrip("#") in ids, (address, target)


@pytest.mark.slow
def test_every_link_of_every_page_answers(client):
    for address in every_page():
        for link in Seen(client.get(address)).all("a"):
            if link["href"].startswith("/"):
                assert client.get(link["href"].partition("#")[0]).status_code == 200, link


def test_pages_are_small_and_set_no_cookie(client):
    for address in every_page():
        response = client.get(address)
        assert len(response.content) < 40_000
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_readers_can_change_nothing(client, method):
    ruling = make_page()
    json_address = reverse("claims:ruling_json", args=[ruling.claim.public_id])

    for address in [*pages(ruling), json_address]:
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/claims/",
        "/claims/x/",
        "/claims/%00/x/",
        "/claims/../admin/x/",
        "/claims/é/é/",
        "/claims/.json",
    ],
)
def test_invented_addresses_are_not_found(client, path):
    assert client.get(path).status_code == 404
