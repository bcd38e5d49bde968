"""Whatever a crawler or an attacker invents is answered: found, not found or refused, no fault."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.urls import urlpatterns
from tests.factories import make_report
from tests.views.pages import make_versions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PART = re.compile(r"<(\w+):\w+>")
EVIL = [
    *("\0", "\r\nSet-Cookie: a=b", "../../etc/passwd", "\u202eevil\u2066", "</script><script>"),
    *("' OR 1=1 --", "{{ 7*7 }}", "%s%n", "\ud800", "\U0010ffff", "a" * 10_000, "٣", "½", "-1", ""),
    *("99999999999999999999", "1e9", "nan", "0x10", "None", "\\", "%00", "[]", "{}", "é" * 300),
]
NUMBERS = ["0", "1", "2", "007", "13", "9999", "2147483648", "9" * 19, "9" * 60, "9" * 5000]
SLUGS = ["a", "-", "_", "v1", "funding", "method", "rulings", "0" * 8, "x" * 400, "R-AAAA-AAAA"]
NAMES = ["page", "q", "rating", "topic", "claimant", "language", "from", "to", "claim", "article"]
NAMES += ["url", "format", "maxwidth", "maxheight", "receipt", "next", "page[]", "", "\0"]
HEADERS = ["Accept", "Accept-Language", "Accept-Encoding", "Cookie", "Host", "If-Modified-Since"]
HEADERS += ["If-None-Match", "If-Match", "If-Unmodified-Since", "If-Range", "Range", "Origin"]
HEADERS += ["Referer", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Content-Type"]
HEADERS += ["Content-Length", "X-HTTP-Method-Override", "Sec-Fetch-Site", "Expect"]
DATES = [
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Mon, 99 Foo 99999 99:99:99 GMT",
    'W/"x"',
    '"',
    "*",
    "=;=",
]

anything = st.one_of(st.sampled_from(EVIL + NUMBERS), st.text(max_size=40))
questions = st.lists(st.tuples(st.sampled_from(NAMES) | anything, anything), max_size=5)
headers = st.dictionaries(
    st.sampled_from(HEADERS),
    st.one_of(st.sampled_from([*EVIL, *DATES]), st.text(max_size=40)),
    max_size=4,
)
slugs = st.one_of(st.sampled_from(SLUGS), st.from_regex(r"\A[-a-zA-Z0-9_]{1,30}\Z"))
numbers = st.one_of(st.sampled_from(NUMBERS), st.integers(0, 10**22).map(str))

settings.register_profile("asked", max_examples=15, deadline=None)
AS_ASKED = settings.get_profile("asked")


@pytest.fixture(scope="module")
def known(kept):
    """Return ids and words that stand in addresses of a site with rulings and a report."""
    _first, second = make_versions()
    page = second.page
    claimant, topic = page["claim"]["claimants"][0], page["topics"][0]
    ids = [page["claim"]["id"], page["article"]["id"], claimant["id"], topic["slug"]]
    return [*ids, make_report().get_absolute_url().strip("/").rpartition("/")[2]]


def drawn_address(data, route, known):
    """Return an address of a route: all that its parts may be, and now and then what is there."""
    drawn = {"slug": slugs | st.sampled_from(known), "int": numbers}
    return PART.sub(lambda found: data.draw(drawn[found[1]]), f"/{route}")


def text_of(pairs):
    return "&".join(f"{escaped(name)}={escaped(value)}" for name, value in pairs)


def escaped(text):
    return quote(text.encode("utf-8", "surrogatepass"))


def environ_of(told):
    """Return headers as a server hands them on: bytes, one by one, as Latin-1."""
    names = {"Content-Type": "CONTENT_TYPE", "Content-Length": "CONTENT_LENGTH"}
    return {
        names.get(name, f"HTTP_{name.upper().replace('-', '_')}"): value.encode(
            "utf-8", "surrogatepass"
        ).decode("latin-1")
        for name, value in told.items()
    }


def asked(path, *, query="", told=None, method="GET"):
    """Return the answer's status; an exception is a fault of its own."""
    told = environ_of(told or {})
    return Client().generic(method, path, QUERY_STRING=query, **told).status_code


def is_answer(status, path):
    return status < 500 or (status == 501 and path == "/oembed")  # a format that there is not


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
@given(data=st.data())
@AS_ASKED
def test_an_address_of_the_site_is_answered_whatever_else_is_asked(known, pattern, data):
    path = drawn_address(data, str(pattern.pattern), known)

    status = asked(path, query=text_of(data.draw(questions)), told=data.draw(headers))

    assert is_answer(status, path), status


@given(path=anything, query=st.binary(max_size=60), told=headers)
@example(path="//evil.example/%2e%2e", query=b"page=\xff&page=%ff%00", told={})
@example(path="claims/\ud800/x/", query=b"", told={"Host": "evil.example"})
@AS_ASKED
def test_an_address_that_nobody_made_is_not_found(known, path, query, told):
    assert asked(f"/{escaped(path)}", query=query.decode("latin-1"), told=told) < 500


@given(body=st.binary(max_size=200), kind=st.sampled_from(["", *EVIL, "multipart/form-data"]))
@example(body=b"--a\r\nContent-Disposition: form-data", kind="multipart/form-data; boundary=a")
@example(body=b"words=%ff%00&page=\xed\xa0\x80", kind="application/x-www-form-urlencoded")
@AS_ASKED
def test_a_form_that_nobody_made_is_refused_in_words(known, body, kind):
    kind = kind.encode("utf-8", "surrogatepass").decode("latin-1")

    assert Client().generic("POST", "/report/", body, content_type=kind).status_code < 500


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PROPFIND", "FOO", "get", "HEAD"])
@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_no_method_is_a_fault(pattern, method):
    path = PART.sub(lambda found: "1" if found[1] == "int" else "a", f"/{pattern.pattern}")

    assert is_answer(asked(path, method=method), path)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_what_is_sent_to_a_page_that_is_only_read_is_refused_in_words(pattern, method):
    path = PART.sub(lambda found: "1" if found[1] == "int" else "a", f"/{pattern.pattern}")

    response = Client(enforce_csrf_checks=True).generic(method, path)

    if path != "/report/":
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert "This page is only read" in response.text
    elif method != "POST":
        assert response.status_code == 405
