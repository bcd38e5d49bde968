"""A ruling in other sites' pages: the small page, its frame, and what oEmbed tells."""

import re
from html import unescape

import pytest
from django.urls import reverse
from lxml import etree, html

from claims import addresses
from factcheck.middleware import POLICY
from tests.factories import make_article, make_claim
from tests.views.pages import Seen, make_page, make_versions
from tests.views.test_public_safety import ATTACKS, attacked
from tests.width import wide

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def absolute(ruling):
    return addresses.absolute(addresses.ruling_address(ruling.page))


def asked(client, **question):
    return client.get("/oembed", question)


# The small page


def test_the_small_page_says_the_claim_the_rating_and_where_the_rest_is(client):
    ruling = make_page()

    response = client.get(addresses.embedded_address(ruling.page))

    seen = Seen(response)
    for words in (ruling.page["claim"]["text"], "Half true", ruling.page["why"], "Claimbench"):
        assert words in unescape(seen.words)
    assert {link["href"] for link in seen.all("a")} == {absolute(ruling)}
    assert {(link["target"], link["rel"]) for link in seen.all("a")} == {("_blank", "noopener")}
    assert not seen.all("script") + seen.all("form")
    assert {"name": "robots", "content": "noindex"} in seen.all("meta")
    assert len(response.content) < 6000
    assert not response.cookies


def test_other_sites_may_frame_the_small_page_and_no_other(client, settings):
    settings.EMBEDDED_BY = ["https://a.example", "https://b.example"]
    ruling = make_page()

    small = client.get(addresses.embedded_address(ruling.page)).headers
    again = client.get(addresses.embedded_address(ruling.page)).headers
    whole = client.get(addresses.ruling_address(ruling.page)).headers

    assert "frame-ancestors https://a.example https://b.example" in small["Content-Security-Policy"]
    assert again["Content-Security-Policy"] == small["Content-Security-Policy"]
    assert "default-src 'none'" in small["Content-Security-Policy"]
    assert "script-src" not in small["Content-Security-Policy"]
    assert "X-Frame-Options" not in small
    assert (whole["Content-Security-Policy"], whole["X-Frame-Options"]) == (POLICY, "DENY")


def test_an_answer_that_nothing_changed_can_be_framed_too(client):
    address = addresses.embedded_address(make_page().page)
    etag = client.get(address).headers["ETag"]

    unchanged = client.get(address, headers={"If-None-Match": etag})

    assert unchanged.status_code == 304
    assert "frame-ancestors *" in unchanged.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in unchanged.headers


def test_the_small_page_shows_the_version_that_holds_today(client):
    _first, second = make_versions(why="What holds today.")

    assert "What holds today." in client.get(addresses.embedded_address(second.page)).text


def test_an_embedded_ruling_that_was_withdrawn_says_so(client):
    _first, second = make_versions("retraction", stage="retracted")

    words = Seen(client.get(addresses.embedded_address(second.page))).words

    assert "Withdrawn" in words
    told = asked(client, url=absolute(second)).json()
    assert told["title"].startswith("Withdrawn: ")


def test_the_small_page_takes_three_queries_and_then_one(client, django_assert_num_queries):
    address = addresses.embedded_address(make_page().page)
    for queries in (3, 1):
        with django_assert_num_queries(queries):
            client.get(address)


@pytest.mark.slow
def test_an_old_slug_leads_to_the_small_page(client):
    ruling = make_page()
    old = reverse("claims:embedded", args=[ruling.claim.public_id, "old"])

    response = client.get(old)

    assert response.url == addresses.embedded_address(ruling.page)
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]


# oEmbed


def test_a_page_leads_to_its_oembed(client):
    ruling = make_page()
    links = Seen(client.get(addresses.ruling_address(ruling.page))).all("link")

    found = {link["type"]: link["href"] for link in links if "oembed" in link.get("type", "")}

    assert set(found) == {"application/json+oembed", "text/xml+oembed"}
    for address in found.values():
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_oembed_tells_what_its_version_1_0_requires(client):
    ruling = make_page()

    told = asked(client, url=absolute(ruling)).json()

    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert told["title"] == f"Half true: {ruling.page['claim']['text']}"
    assert told["provider_url"] == f"{SITE}/"
    assert isinstance(told["width"], int)
    assert isinstance(told["height"], int)
    (frame,) = html.fragment_fromstring(told["html"], create_parent=True)
    assert frame.tag == "iframe"
    assert frame.get("src") == addresses.absolute(addresses.embedded_address(ruling.page))
    assert frame.get("title") == told["title"]
    assert int(frame.get("width")) == told["width"]
    assert "allow-scripts" not in frame.get("sandbox")
    assert told["thumbnail_url"] == addresses.absolute(addresses.picture_address(ruling.page))


def test_xml_says_the_same_as_json(client):
    ruling = make_page()
    told = asked(client, url=absolute(ruling), format="json").json()

    response = asked(client, url=absolute(ruling), format="xml")

    root = etree.fromstring(response.content)
    assert root.tag == "oembed"
    assert {one.tag: one.text for one in root} == {name: str(v) for name, v in told.items()}
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"


def test_the_frame_is_no_larger_than_is_asked_for(client):
    url = absolute(make_page())

    small = asked(client, url=url, maxwidth=300, maxheight=150).json()
    large = asked(client, url=url, maxwidth=5000, maxheight=5000).json()

    assert (small["width"], small["height"]) == (300, 150)
    assert (large["width"], large["height"]) == (600, asked(client, url=url).json()["height"])
    assert "thumbnail_url" not in small


def test_a_version_the_small_page_and_the_short_address_are_understood_too(client):
    _first, second = make_versions()
    for address in (
        addresses.version_address(second.page),
        addresses.embedded_address(second.page),
        f"/claims/{second.page['claim']['id']}/",
        f"{addresses.ruling_address(second.page)}?utm_source=x#evidence",
    ):
        told = asked(client, url=addresses.absolute(address)).json()
        assert addresses.embedded_address(second.page) in told["html"]


def test_readers_are_given_the_same_frame_as_words_to_copy(client):
    ruling = make_page()

    page = html.fromstring(client.get(addresses.ruling_address(ruling.page)).text)

    assert page.findall(".//iframe") == []
    (code,) = page.xpath("//details//code")
    assert code.text == asked(client, url=absolute(ruling)).json()["html"]


@pytest.mark.parametrize(
    ("question", "status"),
    wide(
        [
            ({}, 400),
            ({"url": ""}, 400),
            ({"url": "{url}", "maxwidth": "x"}, 400),
            ({"url": "{url}", "maxwidth": "0"}, 400),
            ({"url": "{url}", "maxwidth": "-1"}, 400),
            ({"url": "{url}", "maxwidth": "²"}, 400),
            ({"url": "{url}", "maxheight": "9" * 5000}, 400),
            ({"url": "{url}", "format": "yaml"}, 501),
            ({"url": "{url}", "format": ""}, 501),
            ({"url": "x"}, 404),
            ({"url": "\x00"}, 404),
            ({"url": "http://[::1"}, 404),
            ({"url": "http://[/claims/"}, 404),
            ({"url": "javascript:alert(1)"}, 404),
            ({"url": f"{SITE}/"}, 404),
            ({"url": f"{SITE}/admin/"}, 404),
            ({"url": f"{SITE}/claims/nothing0/x/"}, 404),
            ({"url": f"{SITE}/claims/\ud800/x/".encode("utf-8", "surrogatepass")}, 404),
            ({"url": f"{SITE}{'/x' * 5000}"}, 404),
            ({"url": "https://elsewhere.example/claims/c0a1b2c3/x/"}, 404),
            ({"url": "ftp://127.0.0.1:8000/claims/c0a1b2c3/x/"}, 404),
        ],
        every=4,
    ),
)
def test_a_question_that_has_no_answer_is_told_so(client, question, status):
    url = absolute(make_page())
    filled = {name: url if value == "{url}" else value for name, value in question.items()}

    assert asked(client, **filled).status_code == status


@pytest.mark.parametrize("stage", ["draft", "in_review"])
def test_what_is_not_public_is_not_embedded(client, stage):
    hidden, secret = make_page(stage=stage), make_page(make_claim(make_article(confidential=True)))

    for ruling in (hidden, secret):
        path = reverse("claims:embedded", args=[ruling.claim.public_id, "slug"])
        assert client.get(path).status_code == 404
        assert asked(client, url=f"{SITE}{path}").status_code == 404


def test_where_nobody_may_embed_oembed_answers_nothing_and_is_not_told_of(client, settings):
    settings.EMBEDDED_BY = ["'none'"]
    ruling = make_page()

    assert asked(client, url=absolute(ruling)).status_code == 404
    page = client.get(addresses.ruling_address(ruling.page)).text
    assert "oembed" not in page
    assert "iframe" not in page
    small = client.get(addresses.embedded_address(ruling.page))
    assert "frame-ancestors 'none'" in small.headers["Content-Security-Policy"]


@pytest.mark.parametrize("attack", ATTACKS, ids=["markup", "address", "template", "marks"])
def test_no_text_can_run_or_break_out(client, attack):
    ruling = attacked(attack)

    seen = Seen(client.get(addresses.embedded_address(ruling.page)))
    assert not seen.all("script") + seen.all("img")
    for media in ("json", "xml"):
        response = asked(client, url=absolute(ruling), format=media)
        assert response.status_code == 200
        if media == "xml":
            etree.fromstring(response.content)
        else:
            tags = re.findall(r"<[a-z/]+", response.json()["html"])
            assert tags == ["<iframe", "</iframe"]


def test_readers_can_change_nothing(client):
    ruling = make_page()

    for address in (addresses.embedded_address(ruling.page), "/oembed"):
        assert client.post(address).status_code == 405
