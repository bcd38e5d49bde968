"""Markdown is read without its marks, and only where the file says that it is Markdown."""

import pytest

from claims.documents import DocumentError, reader_for

TEXT = """---
title: "The treaty"
author: Jo Doe
date: 2024-02
lang: en
---
# A treaty lapses

It **lapsed** in [1996](https://a.example/?q=1), the
ministry said.[^1]

- Grain is paid in *gold*.
  1. And in coal.

> We shall pay.
>
> > Never.

![The signing](a.jpg)

| Year | Price |
|---|---|
| 1996 | `40` |

    code <b>stays</b>
"""


def read(raw, name="treaty.md"):
    reader = reader_for(raw, name=name)
    assert reader.name == "markdown"
    return reader.read(raw, name=name)


def test_it_comes_in_blocks_without_its_marks():
    document = read(TEXT.encode())

    assert [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", 1, "A treaty lapses"),
        ("paragraph", 0, "It lapsed in 1996, the ministry said.[^1]"),
        ("list_item", 0, "Grain is paid in gold."),
        ("list_item", 0, "And in coal."),
        ("quotation", 0, "We shall pay."),
        ("quotation", 0, "Never."),
        ("caption", 0, "The signing"),
        ("paragraph", 0, "Year | Price"),
        ("paragraph", 0, "1996 | 40"),
        ("paragraph", 0, "code <b>stays</b>"),
    ]
    found = (document.title, document.byline, document.published_on, document.language)
    assert found == ("The treaty", "Jo Doe", "2024-02", "en")


@pytest.mark.slow
def test_a_heading_at_the_start_is_the_title():
    assert read(b"Taxes rise\n==========\n\nThey rose.").title == "Taxes rise"
    assert read(b"They rose.").title == ""


def test_the_name_or_the_server_says_so():
    assert reader_for(b"# Taxes", name="a.txt").name == "plain"
    assert reader_for(b"# Taxes", media_type="text/markdown").name == "markdown"
    assert reader_for(b"<!doctype html><title>a", name="a.md").name == "html"


@pytest.mark.slow
def test_marks_without_words_are_refused():
    with pytest.raises(DocumentError, match="no text"):
        read(b"---\n\n***\n")
