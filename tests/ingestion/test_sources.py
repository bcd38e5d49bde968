"""A text, a file and an address give the same kind of result, or one clear sentence."""

import pytest

from claims.ingestion import IngestionError, from_file, from_text, from_url
from claims.text.blocks import BlockKind
from tests.documents.pages import ARTICLE, MENU
from tests.width import wide

TEXT = (
    "Taxes rise again\r\nThe government raised taxes last year, said the minister.\r\n- Wages fell."
)


def refusal_of(source, *arguments, **details):
    with pytest.raises(IngestionError) as refusal:
        source(*arguments, **details)
    message = str(refusal.value)
    assert message.endswith(".")
    assert "\n" not in message
    return refusal.value


def test_a_pasted_text_is_kept_beside_its_normal_form():
    ingested = from_text(TEXT)

    document = ingested.document
    assert document.text == TEXT.replace("\r\n", "\n")
    assert [b.kind for b in document.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
    ]
    assert (document.title, document.language) == ("Taxes rise again", "en")
    assert (ingested.original, ingested.media_type) == (TEXT.encode(), "text/plain")
    assert (ingested.file_name, ingested.final_url) == ("", "")


def test_what_a_person_says_goes_before_what_the_text_says():
    document = from_text(
        TEXT, title=" Other\ntitle ", publisher="", language="de", url="https://news.example/1"
    ).document

    assert (document.title, document.publisher, document.language) == ("Other title", "", "de")
    assert document.url == "https://news.example/1"


def test_a_text_without_headline_is_called_by_its_first_words():
    assert from_text("It rained.").document.title == "It rained."
    assert len(from_text("It rained all day, " * 50 + "he said.").document.title) <= 100


def test_a_text_file_is_kept_with_its_name():
    ingested = from_file("taxes.html", TEXT.encode("utf-16"))

    assert ingested.document.text == TEXT.replace("\r\n", "\n")
    assert (ingested.original, ingested.file_name) == (TEXT.encode("utf-16"), "taxes.html")
    assert ingested.media_type == "text/plain"


@pytest.mark.slow
def test_a_saved_page_is_read_as_one_whatever_it_is_called():
    ingested = from_file("taxes.txt", ARTICLE.encode())

    assert ingested.media_type == "text/html"
    assert ingested.document.title == "Steuern steigen wieder"
    assert ingested.document.url == "https://news.example/a/1"
    assert ingested.document.language == "de"


@pytest.mark.slow
def test_a_fetched_page_has_the_address_where_it_was_found(site):
    site.at("/a", lambda r: r.answer(ARTICLE.encode()))
    url = site.at("/old", lambda r: r.answer(status=301, Location="/a"))

    ingested = from_url(url)

    assert ingested.final_url == ingested.document.url == site.url("/a")
    assert ingested.original == ARTICLE.encode()
    assert ingested.document.publisher == "Zeitung"


@pytest.mark.slow
def test_a_fetched_page_may_name_its_own_address_on_the_same_server(site):
    page = ARTICLE.replace("https://news.example/a/1", site.url("/proper"))
    url = site.at("/a?from=feed", lambda r: r.answer(page.encode()))

    assert from_url(url).document.url == site.url("/proper")


def test_a_fetched_text_is_read_in_the_servers_encoding(site):
    url = site.at(
        "/a",
        lambda r: r.answer("Größe".encode("cp1252"), content_type="text/plain; charset=cp1252"),
    )

    assert from_url(url).document.text == "Größe"


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "***\n---", "\x00"])
def test_an_empty_text_is_refused(text):
    assert refusal_of(from_text, text).code == "empty"


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    wide(
        [
            (b"", "empty", "“a.txt” is empty"),
            (b"\xef\xbb\xbf", "empty", "no text"),
            (b"%PDF-1.7", "damaged", "“a.txt” is damaged"),
            (b"\x7fELF\x00\x01", "binary", "a program"),
            (b"Taxes \xff rose", "encoding", "not valid UTF-8"),
            (MENU.encode(), "no_article", "No article was found"),
        ],
        every=2,
    ),
)
def test_a_file_that_cannot_be_read_is_refused(raw, code, words):
    refusal = refusal_of(from_file, "a.txt", raw)

    assert refusal.code == code
    assert words in str(refusal)


def test_ten_megabytes_are_refused_in_words():
    refusal = refusal_of(from_text, "It rained all day. " * 550_000)

    assert refusal.code == "too_large"
    assert "5 MB" in str(refusal)
    assert refusal_of(from_file, "a.txt", b"a" * 10_000_000).code == "too_large"


def test_a_text_longer_than_the_setting_is_refused(settings):
    settings.ARTICLE_MAX_CHARACTERS = 50

    refusal = refusal_of(from_text, TEXT)
    assert refusal.code == "too_long"
    assert "at most 50" in str(refusal)


def test_a_page_larger_than_the_setting_is_not_read_to_its_end(site, settings):
    settings.ARTICLE_MAX_BYTES = 1000

    assert refusal_of(from_url, site.at("/a", lambda r: r.answer(b"a" * 1001))).code == "too_large"


@pytest.mark.slow
def test_a_title_of_five_thousand_characters_is_refused():
    refusal = refusal_of(from_text, TEXT, title="a" * 5000)

    assert refusal.code == "title_too_long"
    assert "5000 characters" in str(refusal)
    page = ARTICLE.replace("Steuern steigen wieder", "Steuern " * 100)
    assert refusal_of(from_file, "a.html", page.encode()).code == "title_too_long"


@pytest.mark.parametrize("name", ["title", "publisher", "byline", "url"])
def test_an_override_left_open_is_refused_in_a_name(name):
    refusal = refusal_of(from_text, TEXT, **{name: "https://a.example/\u202egpj.exe" * 100})

    assert refusal.code == "directions"
    assert "invisible marks" in str(refusal)


def test_marks_of_direction_are_legitimate_in_a_text():
    text = "כותרת \u202bהממשלה\n\u200fהעלתה\u200e מסים בשנה שעברה, אמר השר."

    assert from_text(text, title="\u2067מסים\u2069").document.text == text


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://news.example/a", "scheme"),
        ("file:///etc/passwd", "url"),
        ("/etc/passwd", "url"),
        ("http://10.0.0.1/", "private_address"),
        ("http://127.0.0.1:8000/admin/", "private_address"),
        ("http://169.254.169.254/latest/meta-data/", "private_address"),
        ("http://[::ffff:127.0.0.1]/", "private_address"),
    ],
)
def test_an_address_that_is_not_on_the_public_web_is_refused(url, code):
    assert refusal_of(from_url, url).code == code


@pytest.mark.parametrize("url", ["javascript:alert(1)", "news.example", "http://me:word@a.example"])
def test_where_a_text_appeared_must_be_a_web_address(url):
    assert refusal_of(from_text, TEXT, url=url).code in {"url", "userinfo"}


def test_a_page_that_is_not_there_is_told(site):
    refusal = refusal_of(from_url, site.at("/a", lambda r: r.answer(status=404)))

    assert refusal.code == "status"
    assert "no such page" in str(refusal)
