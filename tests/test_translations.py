"""The second language: every string has its translation, and pages are read in it."""

import gettext
import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.rulings import make_published_ruling

OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACES = re.compile(r"%\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|\{\w+\}")


def entries(code):
    """Return each text of a catalogue beside its translation; plurals are msgfmt's to check."""
    path = settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog
    return [(text, other) for text, other in known.items() if text and isinstance(text, str)]


def places(text):
    """Return what a sentence names."""
    return set(PLACES.findall(text))


@pytest.mark.parametrize("code", OTHERS)
def test_each_translation_names_what_its_sentence_names(code):
    pairs = entries(code)
    assert len(pairs) > 1000
    assert [other for text, other in pairs if places(text) != places(other)] == []


@pytest.mark.slow
@pytest.mark.django_db
def test_a_list_is_read_in_the_language_that_its_reader_asks_for(client):
    ruling = make_published_ruling()
    response = client.get(reverse("claims:rulings"), headers={"accept-language": "es"})
    page = response.content.decode()
    assert '<html lang="es">' in page
    assert "Correcciones" in page
    assert ruling.claim.text in page
    assert "Accept-Language" in response["Vary"]
    english = client.get(reverse("claims:rulings"), headers={"accept-language": "en"})
    assert "Corrections" in english.content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_a_ruling_is_read_in_its_own_language_whatever_its_reader_asks_for(client):
    ruling = make_published_ruling(language="es")
    response = client.get(ruling.get_absolute_url(), headers={"accept-language": "en"})
    assert '<html lang="es" dir="ltr">' in response.text
    assert "Correcciones" in response.text


@pytest.mark.django_db
def test_the_desk_speaks_it_too(client):
    page = client.get(reverse("admin:login"), headers={"accept-language": "es"})
    assert '<html lang="es"' in page.content.decode()
    assert "Contraseña" in page.content.decode()
