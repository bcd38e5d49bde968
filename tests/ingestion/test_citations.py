"""What a source says of itself is found, and one that cannot be read is a source all the same."""

import pytest

from claims.ingestion import IngestionError, cited_file, cited_page
from tests.documents.pages import ARTICLE, MENU
from tests.documents.pdfs import pdf


def test_a_file_tells_its_details():
    document, why = cited_file("a.pdf", pdf(["It lapsed."], Title="The treaty"))

    assert (document.title, document.text, why) == ("The treaty", "It lapsed.", "")


@pytest.mark.slow
def test_a_page_tells_its_details_and_its_address(site):
    url = site.at("/a", lambda r: r.answer(ARTICLE.encode()))

    document, why = cited_page(url)

    assert (document.publisher, document.url, why) == ("Zeitung", url, "")


@pytest.mark.parametrize("content", [MENU.encode(), b"\x89PNG\r\n\x1a\n" + bytes(9)])
def test_what_cannot_be_read_says_why(site, content):
    url = site.at("/a", lambda r: r.answer(content))

    document, why = cited_page(url)

    assert (document.text, document.url) == ("", url)
    assert why.endswith(".")


def test_an_empty_file_and_a_large_one_are_refused(settings):
    settings.COPY_MAX_BYTES = 100

    for content, code in ((b" ", "empty"), (b"x" * 101, "too_large")):
        with pytest.raises(IngestionError) as refusal:
            cited_file("a.txt", content)
        assert refusal.value.code == code


def test_a_page_that_is_not_there_is_told(site):
    with pytest.raises(IngestionError, match="no such page"):
        cited_page(site.at("/a", lambda r: r.answer(status=404)))
