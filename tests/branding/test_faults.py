"""What `manage.py check` says of a newsroom's face: what is wrong, by how much, what to do."""

import pytest
from django.core import checks

from claims.branding import brand
from claims.branding.faults import faults
from claims.checks import brand_is_sound
from tests.branding.newsroom import dress, logo, png


def told(grave=True):
    return [f"{fault.what} {fault.remedy}" for fault in faults() if fault.grave is grave]


def test_the_face_of_the_release_has_no_fault():
    assert brand_is_sound() == []


def test_faults_are_warnings_so_that_no_timer_stops_for_them(settings, tmp_path):
    dress(settings, tmp_path, logo_gif="x", logo_svg="<svg/>")

    levels = {message.id: message.level for message in brand_is_sound()}

    assert levels == {"claims.W002": checks.WARNING, "claims.I001": checks.INFO}
    assert all(message.hint for message in brand_is_sound())


def test_a_folder_that_is_not_there_is_named(settings, tmp_path):
    settings.BRAND_DIR = tmp_path / "gone"

    (fault,) = told()
    assert str(tmp_path / "gone") in fault


@pytest.mark.parametrize("colour", ["crimson", "#12345", "rgb(1,2,3)"])
def test_what_is_no_colour_is_told_with_an_example(settings, colour):
    settings.ACCENT_DARK = colour

    (fault,) = told()
    assert f"FACTCHECK_ACCENT_DARK is '{colour}'" in fault
    assert "#8a1538" in fault


def test_a_colour_that_cannot_be_read_says_on_what_by_how_much_and_what_would_do(settings):
    settings.ACCENT = "#777777"

    on_paper, on_soft = told(grave=False)

    assert "light pages' --paper, #fffefc: the contrast is 4.44:1, 0.06 less" in on_paper
    assert "--soft" in on_soft
    assert f"{brand().accent}, the nearest that can be read, is shown in its place" in on_soft
    settings.ACCENT = brand().accent
    assert told(grave=False) == []


def test_a_colour_of_dark_pages_is_held_against_these(settings):
    settings.ACCENT, settings.ACCENT_DARK = "#8a1538", "#8a1538"

    on_paper, on_soft = told(grave=False)

    for fault in (on_paper, on_soft):
        assert "FACTCHECK_ACCENT_DARK" in fault
        assert "dark pages'" in fault


@pytest.mark.parametrize("name", ["SITE_NAME", "SHORT_NAME", "TAGLINE"])
def test_a_name_is_one_line_of_what_can_be_seen(settings, name):
    setattr(settings, name, "The\nLedger\u202e")
    assert f"FACTCHECK_{name} has a line break" in told()[0]


def test_a_name_that_cards_have_no_letters_for_wants_a_picture(settings, tmp_path):
    settings.SITE_NAME = "検証新聞"
    (advice,) = told(grave=False)
    assert "card.png" in advice

    dress(settings, tmp_path, card_png=png())
    assert told(grave=False) == []


def test_an_empty_name_is_told(settings):
    settings.SITE_NAME = " "
    assert "FACTCHECK_SITE_NAME is empty" in told()[0]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"logo_svg": logo(9, 9).replace("<path", "<a href='javascript:x'/><path")}, "javascript"),
        ({"logo_svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}, "no viewBox"),
        ({"logo_png": "no picture"}, "no picture that can be read"),
        ({"logo_png": b"x" * 500_001}, "are the most"),
        ({"files__map_svg": "<svg onload='x'/>"}, "files/map.svg is not shown"),
        ({"logoDASHdark_svg": logo(9, 9)}, "Add the one for light pages"),
        ({"brand_css": "@import 'https://fonts.example/a';"}, "browsers are told to fetch nothing"),
        ({"brand_css": "a{background:url(//x.example/a)}"}, "browsers are told to fetch nothing"),
        ({"publisher_json": "{"}, "publisher.json cannot be read"),
        ({"publisher_json": {"sameAs": "javascript:x"}}, "'sameAs' is 'javascript:x'"),
        ({"footer_md": "[a](javascript:alert)"}, "footer.md links 'javascript:alert'"),
        ({"footer_md": "[a](/imprint)"}, "Write a whole address"),
        ({"footer_md": "[a][b]\n\n[b]: data:text/html,x"}, "footer.md links 'data:text/html,x'"),
        ({"footer_md": "x" * 20_001}, "has 20001 characters and is not shown"),
        ({"templates__claims__ruling_html": "{% oops %}"}, "templates/claims/ruling.html"),
    ],
)
def test_what_readers_would_miss_is_told(settings, tmp_path, files, words):
    dress(settings, tmp_path, **files)

    assert [fault for fault in told() if words in fault]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"logo_gif": "x"}, "logo.gif in FACTCHECK_BRAND_DIR is not looked at"),
        ({"footer_md": "# Us"}, "Write it **bold**"),
        ({"footer.xx_md": "Us"}, "footer.xx.md is for 'xx'"),
        ({"brand_css": "a{color:red}" * 900}, "for which each page waits"),
        ({"templates__claims__rulling_html": "x"}, "takes the place of no template"),
    ],
)
def test_what_is_probably_not_meant_is_told(settings, tmp_path, files, words):
    dress(settings, tmp_path, **files)

    assert [fault for fault in told(grave=False) if words in fault]
    assert told() == []


@pytest.mark.parametrize(
    ("files", "hint"),
    [
        ({"favicon_png": "x"}, "at most 4000 pixels high and wide, and 500000 bytes"),
        ({"favicon_ico": "x"}, "as what its name says"),
        ({"card_png": png(4001, 1)}, "at most 4000 pixels"),
        ({"favicon_svg": "<svg/>"}, "no script, no link, nothing fetched"),
    ],
)
def test_what_to_do_about_a_picture_fits_what_it_is(settings, tmp_path, files, hint):
    dress(settings, tmp_path, **files)

    (fault,) = told()
    assert hint in fault
    assert ("script" in fault) is ("favicon_svg" in files)
