"""What a site asks of programs is read as RFC 9309 says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.fetching import FetchError, fetch
from claims.fetching.robots import fits, is_welcome, read_rules
from tests.timing import least_seconds

PAGE = b"<html><body><p>x</p></body></html>"
STANDARD = """
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
User-Agent: ClaimBench # names are compared without case
Disallow: /example/page.html
"""


def site_asking(site, text, **answer):
    site.at("/robots.txt", lambda r: r.answer(text.encode(), content_type="text/plain", **answer))
    return site.at("/private/a", lambda r: r.answer(PAGE))


@pytest.mark.parametrize(
    "text", ["User-agent: *\nDisallow: /", "user-agent:claimbench\ndisallow:/"]
)
def test_a_page_that_robots_may_not_fetch_is_refused_and_never_asked_for(site, text):
    url = site_asking(site, text)

    with pytest.raises(FetchError, match=r"robots\.txt of 127\.0\.0\.1 asks") as refusal:
        fetch(url, obey_robots=True)

    assert refusal.value.code == "robots"
    assert [path for path, _headers in site.seen] == ["/robots.txt"]


def test_a_person_who_asks_for_one_page_is_no_robot(site):
    assert fetch(site_asking(site, "User-agent: *\nDisallow: /")).content == PAGE


@pytest.mark.parametrize(
    "text",
    ["", "User-agent: other\nDisallow: /", "Disallow: /", "\0\xff", "User-agent: *\nDisallow:"],
)
def test_what_asks_for_nothing_forbids_nothing(site, text):
    assert fetch(site_asking(site, text), obey_robots=True).content == PAGE


def test_it_is_read_once_an_hour(site):
    url = site_asking(site, "")
    fetch(url, obey_robots=True)
    fetch(url, obey_robots=True)

    assert [path for path, _headers in site.seen].count("/robots.txt") == 1


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_site_without_one_allows_all(site, status):
    assert fetch(site_asking(site, "Disallow: /", status=status), obey_robots=True).content == PAGE


def test_a_site_whose_file_breaks_down_is_left_for_some_minutes(site):
    with pytest.raises(FetchError, match="cannot be read now") as refusal:
        fetch(site_asking(site, "", status=500), obey_robots=True)

    assert (refusal.value.code, refusal.value.retry_after) == ("robots_unread", 300)
    assert [path for path, _headers in site.seen] == ["/robots.txt"]


def test_a_redirect_leads_to_no_forbidden_page(site):
    site_asking(site, "User-agent: *\nDisallow: /private/")
    url = site.at("/open", lambda r: r.answer(status=302, Location="/private/a"))

    with pytest.raises(FetchError, match="robots"):
        fetch(url, obey_robots=True)


def test_its_own_address_is_checked_like_any_other(site):
    site.at("/robots.txt", lambda r: r.answer(status=302, Location="http://10.0.0.1/robots.txt"))
    url = site.at("/a", lambda r: r.answer(PAGE))

    with pytest.raises(FetchError) as refusal:
        fetch(url, obey_robots=True)

    assert refusal.value.code == "private_address"


def test_an_endless_file_is_read_no_further_than_its_limit(site):
    def endless(request):
        request.send_response(200)
        request.end_headers()
        request.drip(b"Disallow: /x\n" * 5000, every=0)

    site.at("/robots.txt", endless)

    assert fetch(site.at("/a", lambda r: r.answer(PAGE)), obey_robots=True).content == PAGE


def test_the_group_that_names_the_program_goes_before_the_one_for_all():
    rules = read_rules(STANDARD)

    assert not is_welcome(rules, "/example/page.html")
    assert is_welcome(rules, "/example/other.html")
    assert is_welcome(rules, "/a.gif")


@pytest.mark.parametrize(
    ("pattern", "path", "fit"),
    [
        ("/", "/a", True),
        ("/a", "/b", False),
        ("/fish", "/fish.html", True),
        ("/fish*", "/fishheads/yummy.html?id=1", True),
        ("/*.php", "/folder/any.php.file.html", True),
        ("/*.php$", "/filename.php", True),
        ("/*.php$", "/filename.php?x", False),
        ("/fish*.php", "/fishheads/catfish.php?parameters", True),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/a*a$", "/a", False),
        ("*/b", "/a/b", True),
    ],
)
def test_patterns(pattern, path, fit):
    assert fits(pattern, path) is fit


def test_of_two_rules_the_longer_decides_and_of_equals_the_kinder():
    rules = read_rules("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c")

    assert [is_welcome(rules, path) for path in ("/a", "/a/b", "/c")] == [False, True, True]


def test_encoded_paths_are_the_same_paths():
    assert not is_welcome(read_rules("User-agent: *\nDisallow: /caf%C3%A9"), "/café")


@given(st.text(), st.text())
def test_any_bytes_are_rules_or_none(text, path):
    assert is_welcome(read_rules(text), path) in (True, False)


def test_patterns_made_to_be_slow_are_fast():
    rules = read_rules("User-agent: *\n" + f"Disallow: /{'*a' * 500}b\n" * 5000)

    assert is_welcome(rules, "/" + "a" * 1900)
    assert least_seconds(lambda: is_welcome(rules, "/" + "a" * 1900)) < 3
