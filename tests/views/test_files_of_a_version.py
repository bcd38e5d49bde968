"""What stands beside a version for good: its card and its citations."""

import json

import pytest
from django.urls import reverse

from claims import addresses
from claims.views import cards
from tests.factories import make_article, make_claim, make_note
from tests.rulings import make_next_version, make_published_ruling
from tests.views.pages import Seen, make_page, make_versions
from tests.views.test_public_safety import ATTACKS, attacked
from tests.width import wide

pytestmark = pytest.mark.django_db

FILES = ["card_picture", "citation_bibtex", "citation_json"]


def address_of(name, public_id, version=1):
    return reverse(f"claims:{name}", args=[public_id, version])


@pytest.fixture
def drawn(monkeypatch):
    """Return the cards that are drawn."""
    found, draw = [], cards.draw
    monkeypatch.setattr(cards, "draw", lambda card: found.append(card) or draw(card))
    return found


# The card


def test_a_card_is_drawn_once_whatever_else_the_desk_does(client, drawn):
    address = addresses.picture_address(make_page().page)
    first = client.get(address)

    make_note()
    again = client.get(address)

    assert len(drawn) == 1
    assert again.content == first.content
    assert first.headers["Content-Type"] == "image/png"
    assert first.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.slow
def test_who_has_the_card_is_told_so_and_nothing_is_drawn(client, drawn):
    address = addresses.picture_address(make_page().page)

    etag = client.get(address).headers["ETag"]
    drawn.clear()

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert drawn == []


@pytest.mark.slow
def test_publication_draws_nothing_and_cannot_fail_by_a_card(client, drawn, monkeypatch):
    monkeypatch.setattr("claims.cards.FONTS", None)

    ruling = make_published_ruling()

    assert ruling.stage == "published"
    assert drawn == []


@pytest.mark.slow
def test_each_version_has_its_card_and_a_retraction_ends_the_rating_on_all(client, drawn):
    first = make_published_ruling()
    client.get(addresses.picture_address(first.page))
    second = make_next_version(first, "retraction")

    for ruling in (first, second):
        assert client.get(addresses.picture_address(ruling.page)).status_code == 200

    assert [card.rating for card in drawn] == ["False", "Withdrawn", "Withdrawn"]
    assert [card.shape for card in drawn] == ["crossed", "dashed", "dashed"]
    assert [card.note.split(",")[0] for card in drawn] == ["Version 1", "Version 1", "Version 2"]


@pytest.mark.slow
def test_a_card_speaks_the_language_of_its_ruling(client, drawn):
    address = addresses.picture_address(make_page(language="es", label="").page)

    client.get(address, headers={"Accept-Language": "en"})

    assert drawn[0].note.endswith("23 de noviembre de 2026")


@pytest.mark.slow
def test_a_page_names_its_own_card(client):
    first, second = make_versions()
    for address, ruling in (
        (addresses.ruling_address(second.page), second),
        (addresses.version_address(first.page), first),
    ):
        metas = Seen(client.get(address)).all("meta")
        told = {one["property"]: one["content"] for one in metas if "property" in one}
        assert told["og:image"] == addresses.absolute(addresses.picture_address(ruling.page))
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:image:alt"]


@pytest.mark.slow
def test_a_withdrawn_ruling_is_not_told_with_its_rating(client):
    _first, second = make_versions("retraction", stage="retracted")

    metas = Seen(client.get(addresses.ruling_address(second.page))).all("meta")

    told = {one["property"]: one["content"] for one in metas if "property" in one}
    assert told["og:title"].startswith("Withdrawn: ")


# Citations


@pytest.mark.slow
def test_the_page_leads_to_its_citation_in_both_formats(client):
    ruling = make_page()
    links = [a["href"] for a in Seen(client.get(addresses.ruling_address(ruling.page))).all("a")]

    for name in ("citation_bibtex", "citation_json"):
        assert addresses.citation_address(ruling.page, name) in links


@pytest.mark.slow
def test_a_citation_names_the_version_and_says_what_became_of_it(client):
    _first, second = make_versions("retraction", stage="retracted")
    public_id = second.claim.public_id

    (item,) = json.loads(client.get(address_of("citation_json", public_id)).content)
    text = client.get(address_of("citation_bibtex", public_id, 2)).text

    assert (item["version"], item["note"]) == ("1", "Withdrawn")
    assert "version = {2}" in text


def test_a_citation_is_written_in_the_language_of_the_ruling(client):
    public_id = make_page(language="es").claim.public_id
    address = address_of("citation_json", public_id)

    english, spanish = (
        client.get(address, headers={"Accept-Language": language}).content
        for language in ("en", "es")
    )

    assert english == spanish


# All of them


@pytest.mark.parametrize("name", wide(FILES, every=2))
def test_what_is_not_public_has_none(client, name):
    hidden = make_page(stage="draft")
    secret = make_page(make_claim(make_article(confidential=True)))
    public = make_page()

    for claim, version in ((hidden.claim, 1), (secret.claim, 1), (public.claim, 2)):
        assert client.get(address_of(name, claim.public_id, version)).status_code == 404
    assert client.get(address_of(name, "nothing0")).status_code == 404
    assert client.get(address_of(name, public.claim.public_id, 9**9)).status_code == 404
    assert client.get(address_of(name, public.claim.public_id, 9**99)).status_code == 404


@pytest.mark.parametrize(
    "attack", wide(ATTACKS, every=4), ids=["markup", "address", "template", "marks"]
)
@pytest.mark.parametrize("name", FILES)
def test_no_text_breaks_one(client, name, attack):
    ruling = attacked(attack)

    assert client.get(address_of(name, ruling.claim.public_id, 2)).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_readers_can_change_nothing(client, name):
    public_id = make_page().claim.public_id

    assert client.post(address_of(name, public_id)).status_code == 405


@pytest.mark.parametrize(("name", "queries"), [("card_picture", 2), ("citation_json", 2)])
def test_they_take_few_queries(client, django_assert_num_queries, name, queries):
    _first, second = make_versions()

    with django_assert_num_queries(queries):
        client.get(address_of(name, second.claim.public_id, 2))
