"""The languages that the public site offers; the desk has its own."""

import pytest
from django.urls import reverse

from claims import addresses
from claims.views.cards import card_of
from tests.views.pages import Seen, make_page

pytestmark = pytest.mark.django_db


def spoken(client, address, asked):
    page = client.get(address, headers={"Accept-Language": asked})
    return page.text.partition('<html lang="')[2].partition('"')[0], page.headers


@pytest.mark.parametrize(
    ("offered", "asked", "language"),
    [
        (["es"], "en", "es"),
        (["es"], "", "es"),
        (["es", "en"], "en-GB,es;q=0.5", "en"),
        (["en"], "fr, es;q=0.9", "en"),
        (["es", "en"], "xx", "en"),  # nothing that is known: the language of the desk
    ],
)
def test_a_page_speaks_what_is_offered(client, settings, offered, asked, language):
    settings.PUBLIC_LANGUAGES = offered

    found, headers = spoken(client, "/", asked)

    assert found == language
    assert headers["Content-Language"] == language
    assert "Accept-Language" in headers["Vary"]


@pytest.mark.parametrize(
    ("offered", "language", "around"),
    [(["en"], "es", "en"), (["es"], "ar", "es"), (["es", "en"], "en", "en")],
)
def test_nor_does_the_page_of_a_ruling_in_another_language(
    client, settings, offered, language, around
):
    settings.PUBLIC_LANGUAGES = offered
    page = Seen(client.get(addresses.ruling_address(make_page(language=language).page)))

    assert page.all("html")[0]["lang"] == language
    assert page.all("body")[0]["lang"] == around


@pytest.mark.parametrize(
    ("offered", "language", "told"),
    [
        (["en"], "es", "Rated: Half true"),  # the page around it speaks English as well
        (["es"], "en", "Calificación: Half true"),
        (["es", "en"], "en", "Rated: Half true"),
        (["es"], "ar", "Calificación: Half true"),
    ],
)
def test_what_stands_beside_a_ruling_speaks_as_its_page_does(
    client, settings, offered, language, told
):
    settings.PUBLIC_LANGUAGES = offered
    page = make_page(language=language, rating__label="Half true").page

    (cited,) = client.get(addresses.citation_address(page, "citation_json")).json()
    card = card_of(page, withdrawn=True)

    assert cited["note"] == told
    spanish = told.startswith("Cali")
    assert card.rating == ("Retirado" if spanish else "Withdrawn")
    assert card.note.partition(" 1")[0].endswith("Versión" if spanish else "Version")


def test_the_desk_speaks_all_languages(client, settings):
    settings.PUBLIC_LANGUAGES = ["es"]

    assert spoken(client, reverse("admin:login"), "en")[0] == "en"


def test_no_header_can_break_it(client, settings):
    settings.PUBLIC_LANGUAGES = ["es"]

    for asked in ("," * 5000, "*", "en;q=x", "\u202e", "en" * 9000, "-", ";;;"):
        assert spoken(client, "/", asked)[0] == "es"
