"""Fetching from a real server that is kind, strict, slow, endless or hostile."""

import gzip
import ssl
import time
import zlib

import pytest

from claims.fetching import FetchError, exchange, fetch
from tests.servers import CERTIFICATE, running_site

PAGE = "<html><body><p>Größe</p></body></html>".encode("latin-1")


def refusal_of(url, **limits):
    with pytest.raises(FetchError) as refusal:
        fetch(url, **limits)
    return refusal.value


def test_a_page_comes_with_all_that_is_known_of_it(site):
    url = site.at("/a", lambda r: r.answer(PAGE, content_type="Text/HTML; charset=ISO-8859-1"))

    page = fetch(url + "#part")

    assert (page.content, page.media_type, page.charset) == (PAGE, "text/html", "iso-8859-1")
    assert (page.url, page.final_url, page.status) == (url + "#part", url, 200)
    assert page.headers["content-length"] == str(len(PAGE))
    assert page.fetched_at.tzinfo is not None


def test_the_request_says_who_asks(site, settings):
    settings.SITE_NAME, settings.SITE_URL = "The Bugle\r\n é", "https://bugle.example"

    fetch(site.at("/a", lambda r: r.answer(PAGE)))

    (_path, headers), *others = site.seen
    assert headers["User-Agent"] == "Claimbench (+https://bugle.example; The Bugle )"
    assert headers["Host"] == f"127.0.0.1:{site.server_port}"
    assert not others


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(PAGE, mtime=0)), ("deflate", zlib.compress(PAGE)), ("identity", PAGE)],
)
def test_a_packed_page_is_unpacked(site, encoding, body):
    url = site.at("/a", lambda r: r.answer(body, Content_Encoding=encoding))

    assert fetch(url).content == PAGE


def test_the_connection_goes_to_the_address_that_was_checked(site, names):
    names["news.example"] = ["127.0.0.1"]

    page = fetch(site.at("/a", lambda r: r.answer(PAGE)).replace("127.0.0.1", "news.example"))

    assert page.final_url == site.url("/a", "news.example")
    assert names["asked"] == ["news.example"]
    assert site.seen[0][1]["Host"] == f"news.example:{site.server_port}"


def test_the_next_address_is_tried_when_one_does_not_answer(site, names):
    names["news.example"] = ["::1", "127.0.0.1"]
    site.at("/a", lambda r: r.answer(PAGE))

    assert fetch(site.url("/a", "news.example")).content == PAGE


def test_the_tests_own_server_is_out_of_reach_without_the_switch(site, settings):
    settings.FETCH_ALLOW_LOOPBACK = False

    assert refusal_of(site.at("/a", lambda r: r.answer(PAGE))).code == "private_address"
    assert not site.seen


def test_redirects_are_followed_to_the_page(site):
    site.at("/new", lambda r: r.answer(PAGE))
    url = site.at("/old", lambda r: r.answer(status=301, Location="/new"))

    assert fetch(url).final_url == site.url("/new")


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://10.0.0.1/", "private_address"),
        ("http://169.254.169.254/latest/meta-data/", "private_address"),
        ("http://[::ffff:10.0.0.1]/", "private_address"),
        ("http://user:word@127.0.0.1/", "userinfo"),
        ("ftp://example.org/", "scheme"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(site, location, code):
    url = site.at("/a", lambda r: r.answer(status=302, Location=location))

    assert refusal_of(url).code == code


def test_redirects_in_a_circle_end(site):
    url = site.at("/a", lambda r: r.answer(status=302, Location="/a"))

    assert refusal_of(url).code == "redirects"
    assert len(site.seen) == 6


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 304])
def test_another_status_than_success_is_told(site, status):
    refusal = refusal_of(site.at("/a", lambda r: r.answer(PAGE, status=status)))

    assert (refusal.code, refusal.status) == ("status", status)
    assert f"HTTP {status}" in str(refusal)


def test_a_redirect_to_nowhere_is_told(site):
    assert refusal_of(site.at("/a", lambda r: r.answer(status=302))).status == 302


@pytest.mark.parametrize("media_type", ["application/zip", "image/png", "video/mp4"])
def test_what_is_no_page_is_named(site, media_type):
    url = site.at("/a", lambda r: r.answer(b"%PDF", content_type=media_type))

    assert media_type in str(refusal_of(url))


def test_a_page_without_a_type_is_left_to_the_readers(site):
    page = fetch(site.at("/a", lambda r: r.answer(PAGE, content_type="")))

    assert (page.media_type, page.charset) == ("", None)


def test_a_large_page_is_not_even_begun(site):
    url = site.at("/a", lambda r: r.answer(Content_Length=10**12))

    assert refusal_of(url, max_bytes=1000).code == "too_large"


def drip_head(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    request.drip(b"a", every=0.05)


def drip_body(request):
    request.answer(Content_Length=10**6)
    request.drip(b"a", every=0.05)


@pytest.mark.parametrize("page", [drip_head, drip_body])
def test_a_page_that_drips_is_left_at_the_deadline(site, page):
    start = time.monotonic()

    assert refusal_of(site.at("/a", page), seconds=0.3).code == "too_slow"
    assert time.monotonic() - start < 1


def test_a_dripping_page_of_unknown_length_is_not_taken_for_complete(site):
    def page(request):
        request.send_response(200)
        request.end_headers()
        request.drip(b"a", every=0.05)

    assert refusal_of(site.at("/a", page), seconds=0.3).code == "too_slow"


def test_a_server_that_says_nothing_is_left(site, monkeypatch):
    monkeypatch.setattr(exchange, "SILENCE", 0.1)

    assert refusal_of(site.at("/a", lambda _r: time.sleep(0.5))).code == "silent"


def test_a_body_without_end_is_left_at_the_limit(site):
    def page(request):
        request.send_response(200)
        request.end_headers()
        request.drip(b"a" * 100_000, every=0)

    assert refusal_of(site.at("/a", page), max_bytes=1_000_000).code == "too_large"


def test_a_compression_bomb_is_left_at_the_limit(site):
    bomb = gzip.compress(bytes(50_000_000))
    url = site.at("/a", lambda r: r.answer(bomb, Content_Encoding="gzip"))

    assert refusal_of(url, max_bytes=1_000_000).code == "too_large"


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, gzip"])
def test_a_page_that_cannot_be_unpacked_is_refused(site, encoding):
    url = site.at("/a", lambda r: r.answer(PAGE, Content_Encoding=encoding))

    assert refusal_of(url).code == "compression"


def test_a_page_shorter_than_announced_is_refused(site):
    url = site.at("/a", lambda r: r.answer(PAGE, Content_Length=10_000))

    assert refusal_of(url).code == "broken_off"


@pytest.mark.parametrize("noise", [b"", b"\x00\xff not HTTP\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_an_answer_that_is_not_http_is_refused(site, noise):
    assert refusal_of(site.at("/a", lambda r: r.wfile.write(noise))).code == "unreachable"


def test_a_closed_door_is_told(site):
    url = site.url("/a")
    site.server_close()

    assert refusal_of(url).code == "unreachable"


@pytest.fixture
def trusted(monkeypatch):
    rules = ssl.create_default_context(cafile=CERTIFICATE)
    monkeypatch.setattr(exchange, "tls_context", lambda: rules)


@pytest.mark.usefixtures("trusted")
def test_a_server_proves_its_name_at_the_checked_address(settings, names):
    settings.FETCH_ALLOW_LOOPBACK = True
    names["news.example"] = names["other.example"] = ["127.0.0.1"]

    with running_site(tls=True) as site:
        site.at("/a", lambda r: r.answer(PAGE))
        assert fetch(site.url("/a", "news.example", "https")).content == PAGE
        assert refusal_of(site.url("/a", "other.example", "https")).code == "certificate"


def test_a_certificate_that_nobody_vouches_for_is_refused(settings, names):
    settings.FETCH_ALLOW_LOOPBACK = True
    names["news.example"] = ["127.0.0.1"]

    with running_site(tls=True) as site:
        site.at("/a", lambda r: r.answer(PAGE))
        assert refusal_of(site.url("/a", "news.example", "https")).code == "certificate"


def test_a_file_may_be_larger_than_a_page(site):
    url = site.at("/a", lambda r: r.answer(b"%PDF" + bytes(2000), content_type="application/pdf"))

    assert len(fetch(url, max_bytes=1000, max_file_bytes=3000).content) == 2004
    assert refusal_of(url, max_bytes=1000, max_file_bytes=1500).code == "too_large"
