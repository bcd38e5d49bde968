"""Addresses at web archives are told from those that only look like it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.archiving import is_copy_of, read_archived

PAGE = "https://news.example/a?b=c"
MOMENT = datetime(2024, 3, 5, 10, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "archive"),
    [
        (f"https://web.archive.org/web/20240305102030/{PAGE}", "Wayback Machine"),
        (f"http://web.archive.org/web/20240305102030id_/{PAGE}", "Wayback Machine"),
        (f"https://web.archive.org/web/20240305102030if_/{PAGE}", "Wayback Machine"),
        (f"https://archive.org/web/20240305102030/{PAGE}", "Wayback Machine"),
        (f"https://archive.ph/20240305102030/{PAGE}", "archive.today"),
        (f"https://archive.today/2024.03.05-102030/{PAGE}", "archive.today"),
        ("https://megalodon.jp/2024-0305-1020-30/news.example/a?b=c", "Megalodon"),
    ],
)
def test_a_copy_tells_of_which_page_and_day_it_is(url, archive):
    found = read_archived(url)

    assert (found.archive, found.taken_at) == (archive, MOMENT)
    assert is_copy_of(found, PAGE)
    assert not is_copy_of(found, "https://news.example/other")


@pytest.mark.parametrize(
    "url",
    [
        "https://perma.cc/AB12-CD34",
        "https://archive.org/details/some-book_1999",
        "https://ghostarchive.org/archive/AbCd1",
        "https://ghostarchive.org/varchive/youtube_id",
        *(f"https://archive.{e}/AbC12" for e in ("today", "ph", "is", "li", "md", "vn", "fo")),
    ],
)
def test_a_short_address_tells_neither_and_may_be_of_any_page(url):
    found = read_archived(url)

    assert (found.original, found.taken_at) == ("", None)
    assert is_copy_of(found, PAGE)


@pytest.mark.parametrize(
    "url",
    [
        "",
        PAGE,
        "https://evil.example/?web.archive.org",
        "https://evil.example/web.archive.org/web/20240305102030/https://news.example/",
        f"https://web.archive.org.evil.example/web/20240305102030/{PAGE}",
        f"https://web-archive.org/web/20240305102030/{PAGE}",
        f"https://evilweb.archive.org/web/20240305102030/{PAGE}",
        f"https://web.archive.org@evil.example/web/20240305102030/{PAGE}",
        f"https://user:word@web.archive.org/web/20240305102030/{PAGE}",
        f"https://web.archive.org:8443/web/20240305102030/{PAGE}",
        f"https://web.archive.org\\@evil.example/web/20240305102030/{PAGE}",
        f"https://evil.example#@web.archive.org/web/20240305102030/{PAGE}",
        f"https://web.аrchive.org/web/20240305102030/{PAGE}",  # a Cyrillic а
        f"ftp://web.archive.org/web/20240305102030/{PAGE}",
        "https://web.archive.org/",
        "https://web.archive.org/save/https://news.example/",
        f"https://web.archive.org/web/2024*/{PAGE}",
        f"https://web.archive.org/web/20240305/{PAGE}",
        f"https://web.archive.org/web/20241305102030/{PAGE}",
        "https://web.archive.org/web/20240305102030/javascript:alert(1)",
        "https://perma.cc/",
        "https://perma.cc/about",
        "https://archive.ph/",
        "https://archive.ph.evil.example/AbC12",
        "https://archive.org/about/",
        "javascript:https://archive.ph/AbC12",
    ],
)
def test_what_only_looks_like_an_archive_is_none(url):
    assert read_archived(url) is None


@pytest.mark.parametrize(
    ("archived", "page"),
    [
        ("http:/news.example/a/", "https://www.news.example/a"),
        ("http://NEWS.example:80/a", "https://news.example/a#part"),
    ],
)
def test_what_archives_change_in_an_address_does_not_count(archived, page):
    found = read_archived(f"https://web.archive.org/web/20240305102030/{archived}")

    assert is_copy_of(found, page)


@given(st.text())
def test_any_text_is_an_archive_or_none(text):
    for url in (text, f"https://web.archive.org/{text}", f"https://archive.ph/{text}"):
        found = read_archived(url)
        assert found is None or is_copy_of(found, PAGE) in (True, False)
