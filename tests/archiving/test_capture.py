"""A copy of what a real server gives, read as far as it can be."""

import hashlib

import pytest

from claims.archiving import CaptureError, Redirect, capture
from tests.width import wide

PAGE = (
    b"<!doctype html><html><body><article><p>The treaty of 1961 lapsed in 1996, thirty-five years "
    b"after it was signed in Moscow by both.</p></article></body></html>"
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_a_copy_holds_the_bytes_and_their_text(site):
    url = site.at("/a", lambda r: r.answer(PAGE, X_Cache="HIT"))

    copy = capture(url)

    assert (copy.content, copy.sha256) == (PAGE, hashlib.sha256(PAGE).hexdigest())
    assert copy.text.startswith("The treaty of 1961 lapsed")
    assert (copy.url, copy.final_url, copy.status, copy.unread) == (url, url, 200, "")
    assert (copy.media_type, copy.headers["x-cache"]) == ("text/html", "HIT")


@pytest.mark.slow
def test_the_way_to_the_page_is_kept_step_by_step(site):
    new = site.at("/new", lambda r: r.answer(PAGE))
    middle = site.at("/middle", lambda r: r.answer(status=302, Location="/new"))
    old = site.at("/old", lambda r: r.answer(status=301, Location="/middle"))

    copy = capture(old)

    assert copy.redirects == (Redirect(old, 301), Redirect(middle, 302))
    assert (copy.url, copy.final_url) == (old, new)


def test_what_cannot_be_read_is_a_copy_all_the_same_and_says_why(site):
    copy = capture(site.at("/a.png", lambda r: r.answer(PNG, content_type="image/png")))

    assert (copy.content, copy.text, copy.media_type) == (PNG, "", "image/png")
    assert "PNG image" in copy.unread


def test_what_a_server_does_not_name_is_called_bytes(site):
    copy = capture(site.at("/a", lambda r: r.answer(b"\0\1\2", content_type="")))

    assert copy.media_type == "application/octet-stream"


@pytest.mark.parametrize("said", ["", "text/html", "application/pdf"])
def test_the_content_decides_what_a_copy_is(site, said):
    copy = capture(site.at("/a", lambda r: r.answer(PNG, content_type=said)))

    assert copy.media_type == "image/png"


@pytest.mark.parametrize(
    ("mark", "cut"),
    wide(
        [
            ('<script type="application/ld+json">{"isAccessibleForFree": false}</script>', True),
            ('<script>{"isAccessibleForFree" : "False"}</script>', True),
            ('<meta itemprop="isAccessibleForFree" content="false">', True),
            ('<meta property="article:content_tier" content="locked">', True),
            ('<script>{"isAccessibleForFree": true}</script>', False),
            ("<p>What does isAccessibleForFree mean?</p>", False),
        ],
        every=4,
    ),
)
def test_a_page_that_calls_itself_cut_off_is_a_copy_that_says_so(site, mark, cut):
    copy = capture(site.at("/a", lambda r: r.answer(PAGE + mark.encode())))

    assert copy.cut is cut
    assert copy.text


@pytest.mark.slow
def test_a_copy_is_made_as_the_site_asks_unless_a_person_decides_otherwise(site):
    site.at("/robots.txt", lambda r: r.answer(b"User-agent: *\nDisallow: /"))
    url = site.at("/a", lambda r: r.answer(PAGE))

    with pytest.raises(CaptureError) as refusal:
        capture(url)

    assert (refusal.value.code, refusal.value.retry_after) == ("robots", None)
    assert capture(url, past_robots=True).content == PAGE


def test_what_may_be_over_soon_says_when_to_try_again(site):
    with pytest.raises(CaptureError) as refusal:
        capture(site.at("/a", lambda r: r.answer(status=503, Retry_After="120")))

    assert (refusal.value.status, refusal.value.retry_after) == (503, 120)


def test_what_is_too_large_is_no_copy(site, settings):
    settings.COPY_MAX_BYTES = 100

    with pytest.raises(CaptureError) as refusal:
        capture(site.at("/a", lambda r: r.answer(PAGE)))

    assert refusal.value.code == "too_large"


def test_only_types_of_the_setting_become_copies(site, settings):
    settings.COPY_TYPES = frozenset({"text/*"})

    with pytest.raises(CaptureError) as refusal:
        capture(site.at("/a.png", lambda r: r.answer(PNG, content_type="image/png")))

    assert refusal.value.code == "media_type"


@pytest.mark.parametrize("status", [404, 410, 500])
def test_a_page_that_is_not_there_is_told_with_its_status(site, status):
    with pytest.raises(CaptureError) as refusal:
        capture(site.at("/a", lambda r: r.answer(status=status)))

    assert (refusal.value.code, refusal.value.status) == ("status", status)
