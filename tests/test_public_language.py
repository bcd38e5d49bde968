"""The languages that the public site offers; the desk has its own."""

import pytest
from django.urls import reverse

from claims import addresses
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


def test_the_desk_speaks_all_languages(client, settings):
    settings.PUBLIC_LANGUAGES = ["es"]

    assert spoken(client, reverse("admin:login"), "en")[0] == "en"


def test_no_header_can_break_it(client, settings):
    settings.PUBLIC_LANGUAGES = ["es"]

    for asked in ("," * 5000, "*", "en;q=x", "\u202e", "en" * 9000, "-", ";;;"):
        assert spoken(client, "/", asked)[0] == "es"
