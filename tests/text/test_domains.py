"""Whose an address is."""

import pytest

from claims.text.domains import registered_domain

ONE = [
    ("https://www.bbc.co.uk/news/1", "https://m.bbc.co.uk/"),
    ("https://edition.cnn.com/x", "http://CNN.com:8080/y"),
    ("https://amp.dw.com/", "https://dw.com./en"),
    ("https://web.archive.org/web/20240102030405/https://www.bbc.co.uk/1", "https://bbc.co.uk/2"),
    ("https://web.archive.org/web/2024id_/www.bbc.co.uk/1", "https://bbc.co.uk/2"),
    ("https://archive.ph/20240102030405/https://example.org/a", "https://www.example.org/"),
    ("https://archive.today/newest/https%3A%2F%2Fexample.org%2Fa", "https://example.org/"),
    ("https://bücher.de/", "https://www.xn--bcher-kva.de/"),
    ("http://localhost/a", "http://localhost/b"),
    ("http://127.0.0.1/a", "http://127.0.0.1/b"),
]
TWO = [
    ("https://bbc.co.uk/", "https://guardian.co.uk/"),
    ("https://anna.github.io/", "https://berta.github.io/"),
    ("https://anna.blogspot.com/", "https://berta.blogspot.com/"),
    ("https://cnn.com/", "https://cnn.org/"),
    ("http://127.0.0.1/", "http://127.0.0.2/"),
    ("https://web.archive.org/web/2024/https://a.example/", "https://web.archive.org/"),
]
NOBODYS = [
    *("", "no address", "http://[bad", "mailto:a@b.example"),
    *("https://archive.ph/Ab1c2", "https://perma.cc/AB12-CD34", "https://web.archive.org/web/"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_registrant_is_one_whatever_stands_before_it(one, other):
    assert registered_domain(one) == registered_domain(other) != ""


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_registrants_are_two_also_below_one_suffix(one, other):
    assert registered_domain(one) != registered_domain(other)


@pytest.mark.parametrize("url", NOBODYS)
def test_what_does_not_tell_whose_it_is_is_nobodys(url):
    assert registered_domain(url) == ""
