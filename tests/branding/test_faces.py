"""A newsroom's face on every page, feed, card and letter, without a line of code."""

import json
import re
from io import BytesIO, StringIO

import pytest
from django.conf import settings as project
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from claims import addresses
from claims.branding import brand
from claims.branding.brand import place_of
from claims.branding.faults import faults
from claims.branding.folder import Size, digest_of
from claims.claimreview import publisher
from claims.letters import subject_of
from claims.templatetags.claims import json_ld
from tests.branding.newsroom import dress, logo, png
from tests.feeds.feeds import atom_of, said
from tests.views.pages import Seen, make_page, make_versions

pytestmark = pytest.mark.django_db


def pictures(client, address="/"):
    return Seen(client.get(address)).all("img")


def test_without_a_folder_the_name_stands_in_words(client):
    page = client.get("/")

    assert not Seen(page).all("img")
    assert '<span dir="auto">Claimbench</span>' in page.text
    assert "claims/icon.svg" in page.text


def test_a_wide_logo_stands_in_the_place_of_the_name_and_says_it(client, settings, tmp_path):
    settings.SITE_NAME = "The Northern Counties"
    dress(settings, tmp_path, logo_svg=logo(1200, 90))

    (image,) = pictures(client)

    assert image["alt"] == "The Northern Counties"
    assert image["src"] == "/static/brand/logo.svg"
    assert (image["width"], image["height"]) == ("420", "31")
    assert image["class"] == "plate"  # one drawing for light pages: dark ones put paper behind it


def test_a_logo_for_dark_pages_is_chosen_by_the_browser(client, settings, tmp_path):
    dress(settings, tmp_path, logo_svg=logo(200, 50), logoDASHdark_png=png())

    seen = Seen(client.get("/"))

    (source,) = seen.all("source")
    assert source["srcset"] == "/static/brand/logo-dark.png"
    assert source["media"] == "(prefers-color-scheme: dark)"
    assert "class" not in seen.all("img")[0]


def test_an_emblem_stands_beside_the_name_and_says_nothing(client, settings, tmp_path):
    dress(settings, tmp_path, logo_svg=logo(64, 64))

    page = client.get("/")

    assert Seen(page).all("img")[0]["alt"] == ""
    assert '<span dir="auto">Claimbench</span>' in page.text


@pytest.mark.parametrize(
    ("size", "place"),
    [((64, 64), (48, 48)), ((200, 50), (160, 40)), ((1200, 90), (420, 31)), ((9999, 1), (420, 1))],
)
def test_a_logo_is_as_high_as_a_line_and_no_wider_than_its_place(size, place):
    assert place_of(Size(*size)) == place


def test_a_drawing_that_runs_is_neither_shown_nor_served(client, settings, tmp_path):
    dress(settings, tmp_path, logo_svg=logo(9, 9).replace("<path", "<script/><path"))

    assert not pictures(client)
    assert client.get("/static/brand/logo.svg").status_code == 404


def test_drawings_are_served_so_that_nothing_in_them_can_run(client, settings, tmp_path):
    dress(settings, tmp_path, logo_svg=logo(9, 9), files__a_svg=logo(9, 9), footer_md="Secret")

    for name in ("brand/logo.svg", "brand/files/a.svg", "claims/icon.svg"):
        response = client.get(f"/static/{name}")
        assert response.status_code == 200
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert "script-src" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Type"] == "image/svg+xml"
        assert b"".join(response.streaming_content).startswith(b"<svg")
    for name in ("brand/footer.md", "brand/../footer.md", "brand/templates/base.html"):
        assert client.get(f"/static/{name}").status_code == 404


def test_the_one_style_sheet_has_the_colours(client, settings):
    settings.ACCENT, settings.ACCENT_DARK = "#8A1538", "#ff9fb2"

    sheets = [link for link in Seen(client.get("/")).all("link") if link["rel"] == "stylesheet"]
    style = b"".join(client.get(sheets[0]["href"]).streaming_content).decode()

    assert len(sheets) == 1
    dark = "@media (prefers-color-scheme: dark){:root{--accent:#ff9fb2}}"
    assert style.endswith(f":root{{--accent:#8a1538}}{dark}")
    assert "#8a1538" in b"".join(client.get("/static/claims/icon.svg").streaming_content).decode()


def test_one_colour_is_enough_and_a_wrong_one_is_left_out(settings):
    settings.ACCENT = "#8a1538"
    assert brand().accent_dark not in {"", "#8a1538"}

    settings.ACCENT = "red;}body{display:none"
    assert (brand().accent, brand().accent_dark) == ("", "")


def test_icons_are_the_newsrooms_own(client, settings, tmp_path):
    dress(settings, tmp_path, favicon_svg=logo(9, 9), appleDASHtouchDASHicon_png=png(180, 180))

    links = {link["rel"]: link for link in Seen(client.get("/")).all("link")}

    assert links["icon"]["href"] == "/static/brand/favicon.svg"
    assert links["icon"]["type"] == "image/svg+xml"
    assert links["apple-touch-icon"]["href"] == "/static/brand/apple-touch-icon.png"
    login = client.get(reverse("admin:login")).text
    assert "/static/brand/favicon.svg" in login


@pytest.mark.slow
def test_the_short_name_stands_where_room_is_short(client, settings):
    settings.SITE_NAME = "The Association of Northern Newspapers for Verification"
    settings.SHORT_NAME = "Northern"
    ruling = make_page()

    page = client.get(addresses.ruling_address(ruling.page)).text

    assert re.search(r"<title>[^<]* · Northern</title>", page)
    assert '<span class="short" dir="auto">Northern</span>' in page
    assert f'content="{settings.SITE_NAME}"' in page
    assert subject_of([]).startswith("[Northern] ")
    assert "Northern: the desk" in client.get(reverse("admin:login")).text


@pytest.mark.slow
def test_the_foot_of_the_page_has_the_newsrooms_words_cleaned(client, settings, tmp_path):
    words = "**Ledger Ltd**, [write](mailto:a@b.example) [no](javascript:x) <script>x</script>"
    settings.TAGLINE = "Checked <twice>"
    dress(settings, tmp_path, footer_md=words, footer__es_md="", **{"footer.es_md": "*Hola*"})

    page = client.get("/nothing/here/").text

    assert "<strong>Ledger Ltd</strong>" in page
    assert '<a href="mailto:a@b.example">write</a>' in page
    assert "&lt;script&gt;" in page
    assert 'href="javascript' not in page
    assert "Checked &lt;twice&gt;" in page
    spanish = client.get("/", headers={"Accept-Language": "es"}).text
    assert "<em>Hola</em>" in spanish
    assert "Ledger Ltd" not in spanish


def test_the_small_page_that_others_show_has_the_face_too(client, settings, tmp_path):
    dress(settings, tmp_path, logo_svg=logo(200, 50))
    ruling = make_page()

    response = client.get(addresses.embedded_address(ruling.page))

    assert Seen(response).all("img")[0]["src"] == "/static/brand/logo.svg"
    assert "img-src 'self'" in response.headers["Content-Security-Policy"]


def test_feeds_show_the_pictures(client, settings, tmp_path):
    site = settings.SITE_URL
    pictures = {"favicon_svg": logo(9, 9), "appleDASHtouchDASHicon_png": png(180, 180)}
    dress(settings, tmp_path, logo_svg=logo(200, 50), **pictures)
    make_versions()

    feed, words = atom_of(client, "rulings"), client.get(reverse("claims:rulings_json")).json()

    assert said(feed, "a:icon") == [f"{site}/static/brand/favicon.svg"]
    assert said(feed, "a:logo") == [f"{site}/static/brand/logo.svg"]
    assert words["icon"] == f"{site}/static/brand/apple-touch-icon.png"
    assert words["favicon"] == f"{site}/static/brand/favicon.svg"


def test_the_card_of_a_ruling_has_the_logo_and_the_colour(client, settings, tmp_path):
    address = addresses.picture_address(make_page().page)
    plain = client.get(address)
    dress(settings, tmp_path, card_png=png(colour="#00aa55"))
    settings.ACCENT = "#8a1538"

    dressed = client.get(address)

    colours = Image.open(BytesIO(dressed.content)).convert("RGB").getcolors(99_999)
    assert {(0, 0xAA, 0x55), (0x8A, 0x15, 0x38)} <= {colour for _n, colour in colours}
    assert dressed.headers["ETag"] != plain.headers["ETag"]


def test_a_changed_face_changes_what_readers_have_kept(client, settings, tmp_path):
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
    before = brand().fingerprint

    dress(settings, tmp_path, logo_svg=logo(200, 50))

    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200
    assert brand().fingerprint != before


@pytest.mark.slow
def test_the_site_as_files_holds_the_face_and_follows_its_changes(settings, tmp_path):
    dress(settings, tmp_path / "a", logo_svg=logo(200, 50), logoDASHdark_svg=logo(200, 50))

    def render():
        call_command("render_site", tmp_path / "site", "--processes", "1", verbosity=0)
        return json.loads((tmp_path / "site/manifest.json").read_text())

    assert {"static/brand/logo.svg", "static/brand/logo-dark.svg"} <= render()["files"].keys()

    dress(settings, tmp_path / "b", logo_svg=logo(100, 50))
    settings.ACCENT = "#8a1538"
    manifest = render()

    assert "static/brand/logo-dark.svg" in manifest["removed"]
    assert {"index.html", "static/claims/public.css"} <= set(manifest["changed"])
    assert b"#8a1538" in (tmp_path / "site/static/claims/public.css").read_bytes()


def advised(word):
    return [fault for fault in faults() if word in fault.remedy]


@pytest.mark.slow
def test_collected_files_have_their_digest_in_their_name_and_an_older_logo_replaces(
    settings, tmp_path
):
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**project.STORAGES, "staticfiles": {"BACKEND": storage}}
    settings.STATIC_ROOT = tmp_path / "static"
    for width in (200, 100):
        dress(settings, tmp_path / str(width), logo_svg=logo(width, 50))
        settings.ACCENT = "#8a1538" if width == 200 else "#1f5f3f"
        assert advised("collectstatic")
        call_command("collectstatic", "--no-input", stdout=(out := StringIO()))
        assert "Found another file" not in out.getvalue()
        staticfiles_storage.hashed_files.clear()
        staticfiles_storage.hashed_files.update(staticfiles_storage.load_manifest()[0])
        assert not advised("collectstatic")

    logos = [path.read_text() for path in (tmp_path / "static/brand").glob("logo.*.svg")]
    assert logo(100, 50) in logos
    assert brand().accent in (tmp_path / "static/claims/public.css").read_text()


def test_what_lies_about_in_the_folder_is_not_looked_at(settings, tmp_path):
    dress(settings, tmp_path, logo_svg=logo(9, 9))
    before = digest_of(tmp_path)

    (tmp_path / "film.mov").write_bytes(b"x")
    assert digest_of(tmp_path) == before
    dress(settings, tmp_path, templates__base_html="x")
    assert digest_of(tmp_path) != before


def test_a_logo_that_was_not_collected_yet_takes_no_page_away(client, settings, tmp_path):
    dress(settings, tmp_path, logo_svg=logo(200, 50))
    with pytest.MonkeyPatch.context() as patch:

        def missing(_storage, name, *_more):
            if name.startswith("brand/"):
                raise ValueError
            return f"/static/{name}"

        patch.setattr("django.contrib.staticfiles.storage.StaticFilesStorage.url", missing)
        assert client.get("/").status_code == 200
        assert not pictures(client)


def test_machines_are_told_of_the_house_on_the_front_page(client, settings, tmp_path):
    facts = {
        "@type": "NewsMediaOrganization",
        "sameAs": ["https://social.example/@ledger"],
        "address": {"addressLocality": "Carlisle"},
    }
    settings.SITE_NAME, settings.TAGLINE = "The </script> Ledger", "Twice"
    dress(settings, tmp_path, logo_svg=logo(1200, 90), publisher_json=facts)

    text = client.get("/").text

    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    house = json.loads(told)
    assert house["@type"] == "NewsMediaOrganization"
    assert house["name"] == "The </script> Ledger"
    assert house["slogan"] == "Twice"
    assert house["logo"]["width"] == 1200
    assert house["address"] == {"@type": "PostalAddress", "addressLocality": "Carlisle"}
    assert house["masthead"].endswith("/people/")
    assert publisher().more["@id"] == house["@id"]
    assert publisher().more["logo"] == house["logo"]
    assert json_ld(house) in text
