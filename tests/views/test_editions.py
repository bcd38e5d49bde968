"""A ruling in several languages, as readers and machines meet it."""

import json

import pytest
from django.urls import reverse
from lxml import etree, html

from claims import addresses
from claims.catalogue.pages import own_language_first
from claims.languages import own_name
from claims.models import Correction, Listing
from tests.rulings import make_next_version, make_published_ruling
from tests.translations import ARABIC, SPANISH, make_published_translation
from tests.views.pages import Seen

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
FALSE = {"rating_word": "Falso"}


@pytest.fixture(scope="module")
def original(kept):
    return make_published_ruling()


@pytest.fixture(scope="module")
def spanish(original):
    return make_published_translation(original, **FALSE)


@pytest.fixture
def arabic(original, spanish):
    return make_published_translation(original, **ARABIC)


def address(ruling):
    return addresses.ruling_address(ruling.page)


def alternates(seen):
    links = (link for link in seen.all("link") if link["rel"] == "alternate" and "hreflang" in link)
    return {link["hreflang"]: link["href"] for link in links}


def review(response):
    (found,) = etree.HTML(response.content).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(found)


def notices(response):
    return [p.get("data-kind") for p in etree.HTML(response.content).xpath("//p[@class='notice']")]


def test_each_has_an_address_of_its_own_for_good(client, original, spanish):
    public_id = original.claim.public_id
    assert address(original).startswith(f"/claims/{public_id}/")
    assert address(spanish) == f"/claims/{public_id}-es/el-tratado-de-1961-habia-caducado-en-1996/"
    assert spanish.get_absolute_url() == address(spanish)

    for path in (address(spanish), addresses.version_address(spanish.page)):
        assert SPANISH["wording"] in client.get(path).text
    moved = client.get(f"/claims/{public_id}-es/other/")
    assert (moved.status_code, moved.url) == (302, address(spanish))


@pytest.mark.parametrize("edition", ["-fr", "-en", "-es-es", "-ES"])
def test_what_nobody_translated_is_not_there(client, spanish, edition):
    path = f"/claims/{spanish.claim.public_id}{edition}/x/"

    assert client.get(path).status_code == 404


def test_each_names_all_of_them_and_the_default(client, original, spanish, arabic):
    own = {"en": original, "es": spanish, "ar": arabic, "x-default": original}
    expected = {tag: SITE + address(ruling) for tag, ruling in own.items()}

    for ruling in (original, spanish, arabic):
        seen = Seen(client.get(address(ruling)))
        assert alternates(seen) == expected
        (canonical,) = [link["href"] for link in seen.all("link") if link["rel"] == "canonical"]
        assert canonical == SITE + address(ruling)


def test_readers_are_led_to_the_others(client, original, spanish, arabic):
    seen = Seen(client.get(address(original)))

    led = {link["href"]: link for link in seen.all("a") if link.get("rel") == "alternate"}
    assert led.keys() == {SITE + address(spanish), SITE + address(arabic)}
    assert led[SITE + address(arabic)]["lang"] == "ar"
    assert led[SITE + address(arabic)]["dir"] == "rtl"
    assert "Español" in seen.words
    assert "Also in:" in seen.words


def test_a_page_is_in_the_language_of_its_ruling_whatever_the_browser_asks(
    client, original, spanish
):
    english = client.get(address(original), headers={"Accept-Language": "es"})
    other = client.get(address(spanish), headers={"Accept-Language": "en"})

    assert Seen(english).all("html") == [{"lang": "en", "dir": "ltr"}]
    assert Seen(other).all("html") == [{"lang": "es", "dir": "ltr"}]
    assert "History of this ruling" in english.text
    assert "History of this ruling" not in other.text
    assert Seen(other).all("body") == [{"lang": "es", "dir": "ltr"}]


def test_one_in_a_language_that_the_site_does_not_speak_tells_its_parts_apart(client, arabic):
    seen = Seen(client.get(address(arabic)))

    assert seen.all("html") == [{"lang": "ar", "dir": "rtl"}]
    assert seen.all("body") == [{"lang": "en", "dir": "ltr"}]
    (article,) = seen.all("article")
    assert article == {"lang": "en"}
    assert seen.all("h1")[0] == {"class": "claim", "lang": "ar", "dir": "auto"}


def test_what_was_left_untranslated_says_its_language(client, spanish):
    (first, *_others) = [
        q for q in Seen(client.get(address(spanish))).all("blockquote") if "lang" in q
    ]

    assert first["lang"] == "en"


def test_a_translation_names_who_made_it_and_what_was_said_first(client, original, spanish):
    text = client.get(address(spanish)).text

    assert spanish.page["translation"]["translated_by"] == [str(spanish.written_by)]
    assert str(spanish.written_by) in text
    assert original.page["claim"]["text"] in text
    assert address(original) in text


@pytest.mark.slow
def test_a_new_translation_is_on_the_pages_of_its_siblings_at_once(client, original, spanish):
    before = [client.get(address(ruling)).text for ruling in (original, spanish)]
    made = make_published_translation(original, **ARABIC)

    for ruling, text in zip((original, spanish), before, strict=True):
        after = client.get(address(ruling)).text
        assert address(made) not in text
        assert address(made) in after
        assert own_name("ar") in after


@pytest.mark.slow
def test_readers_are_told_that_the_original_was_corrected(client, original, spanish):
    assert notices(client.get(address(spanish))) == []

    make_next_version(original)

    told = client.get(address(spanish))
    assert notices(told) == ["lag"]
    card = reverse("claims:embedded", args=addresses._claim(spanish.page))
    assert notices(client.get(card)) == ["lag"]
    found = client.get(addresses.json_address(spanish.page)).json()
    assert found["lag"] == "corrected"


@pytest.mark.slow
def test_and_that_it_was_withdrawn(client, original, spanish):
    make_next_version(original, Correction.Kind.RETRACTION)

    told = client.get(address(spanish))
    assert notices(told) == ["lag"]
    assert "application/ld+json" not in told.text
    assert list(alternates(Seen(told))) == ["es"]
    assert client.get(addresses.json_address(spanish.page)).json()["lag"] == "withdrawn"
    assert address(spanish) not in client.get("/").text
    person = client.get(spanish.written_by.get_absolute_url()).text
    assert "Withdrawn" in person
    assert "Falso" not in person


@pytest.mark.slow
def test_a_rating_that_was_withdrawn_is_shown_in_no_language(client, original, spanish, settings):
    settings.EMBEDDED_BY = ["*"]
    card = client.get(addresses.picture_address(spanish.page)).content
    make_next_version(original, Correction.Kind.RETRACTION)

    page = Seen(client.get(address(spanish)))
    small = Seen(client.get(reverse("claims:embedded", args=addresses._claim(spanish.page))))
    told = client.get("/oembed", {"url": SITE + address(spanish)}).json()
    cited = client.get(addresses.citation_address(spanish.page, "citation_bibtex")).text
    meta = {one["property"]: one["content"] for one in page.all("meta") if "property" in one}

    for seen in (page, small):
        assert [one["data-tone"] for one in seen.all("section") if "data-tone" in one] == ["open"]
    for title in (meta["og:title"], meta["og:image:alt"], told["title"]):
        assert "Falso" not in title
    assert told["title"].startswith("Withdrawn: ")
    assert "Retirad" in cited
    assert client.get(addresses.picture_address(spanish.page)).content != card


@pytest.mark.slow
def test_a_translation_stands_again_with_its_original(client, original, spanish):
    gone = make_next_version(original, Correction.Kind.RETRACTION)
    make_next_version(gone, why="It is false after all.")

    page = Seen(client.get(address(spanish)))

    assert [one["data-tone"] for one in page.all("section") if "data-tone" in one] == ["false"]
    assert "notice" in {one.get("class") for one in page.all("p")}


def test_machines_learn_of_each_language_once(client, original, spanish):
    first, other = (review(client.get(address(ruling))) for ruling in (original, spanish))

    assert (first["inLanguage"], other["inLanguage"]) == ("en", "es")
    assert other["claimReviewed"] == SPANISH["wording"]
    assert other["reviewRating"]["alternateName"] == "Falso"
    assert other["reviewRating"].get("ratingValue") == first["reviewRating"].get("ratingValue")
    assert first["workTranslation"]["url"] == other["url"] == SITE + address(spanish)
    assert other["translationOfWork"]["url"] == first["url"]
    assert other["itemReviewed"]["text"] == first["claimReviewed"]
    assert "translationOfWork" not in first
    assert client.get(address(spanish)).text.count('"ClaimReview"') == 1


def test_the_json_of_each_names_all_of_them(client, original, spanish):
    for ruling in (original, spanish):
        found = client.get(addresses.json_address(ruling.page)).json()
        assert found["language"] == ruling.language
        told = [(one["language"], one["translation"]) for one in found["editions"]]
        assert told == [("en", False), ("es", True)]


def test_sitemaps_name_each_with_its_siblings(client, original, spanish):
    tree = etree.fromstring(client.get("/sitemap-rulings.xml").content)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    names["x"] = "http://www.w3.org/1999/xhtml"

    urls = tree.xpath("//s:url", namespaces=names)
    assert [url.findtext("s:loc", namespaces=names) for url in urls] == [
        SITE + address(original),
        SITE + address(spanish),
    ]
    for url in urls:
        links = url.findall("x:link", namespaces=names)
        assert [link.get("hreflang") for link in links] == ["en", "es", "x-default"]


@pytest.mark.slow
def test_a_lone_ruling_has_no_siblings_in_the_sitemap(client):
    ruling = make_published_ruling()

    (line,) = [
        x for x in client.get("/sitemap-rulings.xml").text.split("<url>") if address(ruling) in x
    ]
    assert "xhtml:link" not in line


def test_feeds_have_each_in_its_language(client, original, spanish):
    items = client.get("/feed.json").json()["items"]

    assert {item["language"] for item in items} == {"en", "es"}
    assert len({item["id"] for item in items}) == 2
    assert 'xml:lang="es"' in client.get("/feed.atom").text


def test_search_finds_each_by_its_language(client, original, spanish):
    for language, ruling, other in (("es", spanish, original), ("en", original, spanish)):
        text = client.get("/search/", {"q": "1996", "language": language}).text
        assert address(ruling) in text
        assert address(other) not in text
    assert address(spanish) in client.get("/search/", {"q": "caducado"}).text
    by_rating = client.get("/search/", {"rating": original.page["rating"]["label"]}).text
    assert address(spanish) in by_rating


@pytest.mark.parametrize(("spoken", "first"), [("en", "original"), ("es", "spanish")])
def test_search_shows_the_readers_language_first(client, original, spanish, spoken, first):
    asked = {"q": original.page["claim"]["text"]}
    text = client.get("/search/", asked, headers={"accept-language": spoken}).text

    places = {"original": text.index(address(original)), "spanish": text.index(address(spanish))}
    assert min(places, key=places.__getitem__) == first


@pytest.mark.slow
def test_nothing_else_changes_its_place(original, spanish, arabic):
    others = [make_published_ruling() for _n in range(2)]
    rulings = [spanish, others[0], arabic, others[1], original]
    keys = [Listing.objects.get(ruling=one).pk for one in rulings]

    def ordered(spoken):
        return [rulings[keys.index(key)] for key in own_language_first(keys, spoken)]

    assert ordered("es") == [spanish, others[0], original, others[1], arabic]
    assert ordered("en") == [original, others[0], spanish, others[1], arabic]
    assert ordered("fr") == [original, others[0], spanish, others[1], arabic]


@pytest.mark.slow
def test_lists_say_that_the_original_was_corrected_since(client, original, spanish):
    pages = ["/", "/search/?q=caducado", spanish.written_by.get_absolute_url()]
    told = "The original was corrected since"
    assert not any(told in client.get(path).text for path in pages)

    after = make_next_version(original)

    for path in pages:
        cards = html.fromstring(client.get(path).text).iterfind(".//li[@class='card']")
        marked = [card.find("h2/a").get("href") for card in cards if told in card.text_content()]
        assert marked == [address(spanish)]
    assert address(after) == address(original)


def test_lists_say_in_which_language_a_ruling_is(client, spanish):
    seen = Seen(client.get("/"))

    assert {heading.get("lang") for heading in seen.all("h2")} >= {"en", "es"}
    assert "Español" in seen.words


def test_a_ruling_counts_once_in_whatever_languages(client, original, spanish):
    text = client.get(reverse("claims:articles")).text
    page = client.get(addresses.article_address(original.page["article"])).text

    assert set(Listing.objects.values_list("ruling", flat=True)) >= {original.pk, spanish.pk}
    for found in (text, page):
        assert address(spanish) not in found
    assert address(original) in page


@pytest.mark.slow
def test_a_translation_is_corrected_and_compared_by_itself(client, original, spanish):
    after = make_next_version(spanish, note="Una coma.")

    path = addresses.changes_address(after.page, 1)
    assert path.startswith(f"/claims/{original.claim.public_id}-es/")
    assert client.get(path).status_code == 200
    assert client.get(address(original)).status_code == 200
    assert "/v2/" not in client.get(address(original)).text


def test_a_citation_and_a_card_are_those_of_the_translation(client, spanish):
    path = addresses.citation_address(spanish.page, "citation_json")

    (cited,) = client.get(path).json()
    assert (cited["title"], cited["language"]) == (SPANISH["wording"], "es")
    assert client.get(addresses.picture_address(spanish.page)).status_code == 200


def test_a_translation_takes_no_more_queries_than_a_ruling(
    client, spanish, arabic, django_assert_num_queries
):
    with django_assert_num_queries(4):
        page = client.get(address(spanish))

    assert SPANISH["wording"] in page.text
