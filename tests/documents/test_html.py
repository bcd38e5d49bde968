"""A web page gives its article, block by block, and what it says of itself."""

import time
from contextlib import suppress

import pytest

from claims.documents import DocumentError, sandbox
from claims.documents.html import HtmlReader, assembled, metadata
from claims.text.blocks import normalise
from tests.documents.pages import ARTICLE, MENU
from tests.width import wide

PROSE = "It rained for nine days in the capital, the weather service said on Monday. " * 8


def read(page, **options):
    raw = page if isinstance(page, bytes) else page.encode()
    return HtmlReader().read(raw, **options)


def refusal_of(page):
    with pytest.raises(DocumentError) as refusal:
        read(page)
    return refusal.value


@pytest.fixture(scope="module")
def article():
    return read(ARTICLE)


def test_an_article_comes_in_blocks(article):
    found = [(b.kind.value, b.level, article.text[b.start : b.end]) for b in article.blocks]

    assert found == [
        ("heading", 1, "Steuern steigen wieder"),
        ("caption", 0, "Die Ministerin am Montag . Foto: dpa"),
        (
            "paragraph",
            0,
            "Die Regierung hat die Steuern im Jahr 2023 erhöht, wie Zahlen zeigen, die das"
            " Ministerium am Montag veröffentlicht hat.",
        ),
        ("paragraph", 0, "Weitere Schritte folgen."),
        ("heading", 2, "Was kommt"),
        (
            "paragraph",
            0,
            "Niemand weiß, was das Ministerium in den nächsten Jahren vorhat, sagen Fachleute.",
        ),
        ("list_item", 0, "Steuern steigen weiter."),
        ("list_item", 0, "Löhne sinken."),
        ("list_item", 0, "Auch im Osten."),
        ("quotation", 0, "Wir erhöhen kein drittes Mal."),
        ("quotation", 0, "Niemals."),
        ("paragraph", 0, "Jahr | Satz"),
        ("paragraph", 0, "2020 | 19 %"),
    ]
    assert normalise(article.text) == article.text


def test_a_page_tells_of_itself(article):
    assert (article.title, article.byline) == ("Steuern steigen wieder", "Jane Doe")
    assert (article.publisher, article.published_on) == ("Zeitung", "2024-05-06")
    assert (article.language, article.url) == ("de-DE", "https://news.example/a/1")


@pytest.mark.slow
def test_what_a_page_does_not_tell_is_not_made_up():
    bare = read(f"<html><body><h1>Rain</h1><p>On 12 May 2021: {PROSE}</p></body></html>")

    assert (bare.byline, bare.publisher, bare.published_on) == ("", "", "")
    assert (bare.language, bare.url) == ("", "")


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "http://[::1", "/relative", "http:///"])
def test_an_address_that_is_none_is_not_believed(url):
    assert metadata({"url": url})["url"] == ""


@pytest.mark.parametrize("date", ["", "2024-13-01", "2024-02-30", "20240101", "2024-W01-1"])
def test_a_date_that_is_none_is_not_believed(date):
    assert metadata({"published_on": date})["published_on"] == ""


def test_what_a_page_says_of_itself_stands_on_one_line():
    assert metadata({"title": "Taxes\n rise \u2028 again"})["title"] == "Taxes rise again"


@pytest.mark.slow
def test_a_page_names_its_encoding():
    prose = "Правительство повысило налоги в прошлом году, заявил министр. " * 6
    page = f"<html><head><meta charset='windows-1251'></head><body><p>{prose}</p></body></html>"

    assert prose.strip() in read(page.encode("cp1251")).text


@pytest.mark.slow
def test_the_server_may_name_it_too():
    prose = "Größe und Länge der Straße wurden geändert, sagte die Ministerin. " * 6
    page = f"<html><body><p>{prose}</p></body></html>".encode("cp1252")

    assert prose.strip() in read(page, charset="windows-1252").text


@pytest.mark.slow
@pytest.mark.parametrize("page", wide([MENU, "<html></html>"], every=2))
def test_a_page_without_an_article_is_refused(page):
    refusal = refusal_of(page)

    assert refusal.code == "no_article"
    assert "No article was found" in str(refusal)


@pytest.mark.slow
@pytest.mark.parametrize(
    "tags",
    [
        "<div>" * 900_000,
        "<blockquote><ul><li>" * 200_000,
        "&lt;" * 1_000_000,
    ],
    ids=lambda tags: f"{tags[:12]}x{len(tags)}",
)
def test_a_page_made_to_break_parsers_is_over_soon(tags):
    start = time.monotonic()
    with suppress(DocumentError):
        read(f"<html><body>{tags}{PROSE}")
    assert time.monotonic() - start < 8


def test_a_page_that_costs_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(sandbox, "CPU_SECONDS", 1)  # a quick machine reads this within the limit
    rows = "".join(f"<p>It rained for {n} days here, they said.</p>" for n in range(100_000))

    assert refusal_of(f"<html><body>{rows}").code == "too_complicated"


def test_pieces_without_words_leave_no_trace():
    pieces = [("paragraph", 0, " \n"), ("heading", 2, " A part "), ("list_item", 0, "e\u0301")]
    text, blocks = assembled(pieces)

    assert text == "A part\n\né"
    assert [(b.kind, b.start, b.end) for b in blocks] == [("heading", 0, 6), ("list_item", 8, 9)]
