"""A URL is taken apart once; what is not a plain web address is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.fetching.errors import FetchError
from claims.fetching.targets import read_target


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url"),
        ("example.org/page", "url"),
        ("http://", "url"),
        ("http:///path", "url"),
        ("https://exa mple.org/", "url"),
        ("https://example.org/\r\nX: y", "url"),
        ("http://example.org:99999/", "url"),
        ("http://[::1", "url"),
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "url"),
        ("javascript:alert(1)", "url"),
        ("gopher://example.org/", "scheme"),
        ("http://user:word@example.org/", "userinfo"),
        ("http://user@example.org/", "userinfo"),
        ("https://example.org/" + "a" * 2000, "url_too_long"),
    ],
)
def test_what_is_no_web_address_is_refused(url, code):
    with pytest.raises(FetchError) as refusal:
        read_target(url)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        (" HTTPS://Example.ORG ", "https://example.org/"),
        ("http://example.org:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("http://example.org\\@10.0.0.1/", "http://example.org/%5C@10.0.0.1/"),
    ],
)
def test_a_web_address_has_one_normal_form(url, normal):
    assert read_target(url).url == normal


@given(st.text(), st.text())
def test_whatever_is_typed_is_an_address_or_refused(host, path):
    try:
        target = read_target(f"http://{host}/{path}")
    except FetchError:
        return
    assert target.scheme == "http"
    assert target.url.isascii()
    assert read_target(target.url) == target


@pytest.mark.parametrize("location", ["http://[::1", "file:///etc/passwd", "ftp://a.example/"])
def test_a_redirect_is_held_against_the_same_rules(location):
    with pytest.raises(FetchError):
        read_target("http://example.org/").follow(location)


def test_a_redirect_may_be_relative_and_in_any_script():
    here = read_target("http://example.org/a/b?c")

    assert here.follow("../d#e").url == "http://example.org/d"
    assert here.follow("/é".encode().decode("latin-1")).url == "http://example.org/%C3%A9"
