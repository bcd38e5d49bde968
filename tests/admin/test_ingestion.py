"""The page that brings articles in: what it takes, and what it says to what it cannot take."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from claims.admin.ingestion import IngestForm
from claims.ingestion import IngestionError
from claims.models import Article, Body, Claim, Journal, Ruling, Source, User
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, list_of, words_of
from tests.factories import TEXT, make_article, make_claim
from tests.rulings import make_draft
from tests.width import wide

pytestmark = pytest.mark.django_db

ADD = "/admin/claims/article/add/"
PAGE = b"<html><head><title>Menu</title></head><body><nav><a href=/>Home</a></nav></body></html>"


def ingest(desk, **typed):
    return fill(desk, ADD, **typed)


def uploaded(raw, name="article.txt"):
    return SimpleUploadedFile(name, raw)


BAD = {  # what is given, and words that the answer has
    "nothing at all": ({}, "Paste a text, choose a file, or give an address."),
    "spaces": ({"text": " \n "}, "Paste a text, choose a file, or give an address."),
    "marks without a word": ({"text": "\u200b\ufeff"}, "no text"),
    "an empty file": ({"file": (b"", "a.txt")}, "empty"),
    "a binary file": ({"file": (bytes(range(256)) * 40, "a.txt")}, ""),
    "a program": ({"file": (b"\x7fELF\x02\x01\x01" + bytes(500), "a.html")}, ""),
    "an image": ({"file": (b"\x89PNG\r\n\x1a\n" + bytes(500), "a.html")}, ""),
    "a page without an article": ({"file": (PAGE, "a.html")}, "text"),
    "a pasted text of 10 MB": ({"text": "word " * 2_000_000}, "larger than"),
    "a file of 10 MB": ({"file": (b"word " * 2_000_000, "a.txt")}, "larger than"),
    "too many characters": ({"text": "word " * 200_001}, "characters long"),
    "a text and a file": ({"text": "A text.", "file": (b"A text.", "a.txt")}, "not both"),
    "a file of this machine": ({"url": "file:///etc/passwd"}, "http"),
    "a server of files": ({"url": "ftp://archive.example/a.txt"}, "http"),
    "a script": ({"url": "javascript:alert(1)"}, "http"),
    "this machine": ({"url": "http://127.0.0.1/"}, "private"),
    "this machine by name": ({"url": "http://localhost:8000/admin/"}, ""),
    "a private network": ({"url": "http://10.1.2.3/"}, "private"),
    "a cloud's secrets": ({"url": "http://169.254.169.254/latest/meta-data/"}, "private"),
    "a title of 5,000 characters": ({"text": TEXT, "title": "x" * 5000}, "300"),
    "a title turned around": ({"text": TEXT, "title": "Treaty \u202e\u2067"}, "direction"),
    "a publisher turned around": ({"text": TEXT, "publisher": "\u202ePaper"}, "direction"),
    "no date": ({"text": TEXT, "published_on": "yesterday"}, "2000-02"),
}


@pytest.mark.parametrize("case", wide(BAD))
def test_what_cannot_be_taken_in_is_told_and_nothing_is_stored(case):
    desk, (given, words) = desk_of("reporter"), BAD[case]
    if "file" in given:
        given = {**given, "file": uploaded(*given["file"])}
    before = Journal.position()

    answer = ingest(desk, **given)

    assert answer.status_code == 200
    told = errors_of(answer)
    assert told
    assert words in told
    assert "Traceback" not in answer.content.decode()
    assert Journal.position() == before
    assert not Article.objects.exists()


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch, settings):
    settings.ARTICLE_MAX_BYTES = 10
    monkeypatch.setattr(UploadedFile, "read", lambda _file: pytest.fail("It was read."))
    typed = {"origin": "external", "shown": "link"}
    form = IngestForm(typed, {"file": uploaded(b"More than ten bytes.")})
    assert form.is_valid(), form.errors

    with pytest.raises(IngestionError, match="larger than"):
        form.read()


@pytest.mark.parametrize("case", ["a title turned around", "no date", "too many characters"])
def test_what_was_typed_is_still_there_after_a_refusal(case):
    desk, (given, _words) = desk_of("reporter"), BAD[case]

    answer = ingest(desk, publisher="The Paper", **given)

    assert form_of(answer)["text"] == given["text"]
    assert form_of(answer)["publisher"] == "The Paper"


@pytest.mark.parametrize(
    "raw",
    ["Der Vertrag lief 1996 aus, König.".encode("cp1252"), b"The treaty \xff\xfe lapsed in 1996."],
)
def test_a_file_in_an_encoding_that_nobody_can_tell_is_refused_with_what_to_do(raw):
    answer = ingest(desk_of("reporter"), file=uploaded(raw))

    assert "save it as UTF-8" in errors_of(answer)
    assert not Article.objects.exists()


def test_a_file_that_tells_its_encoding_is_read_in_it():
    answer = ingest(
        desk_of("reporter"), file=uploaded("The treaty lapsed: König.".encode("utf-16"))
    )

    assert answer.status_code == 302
    assert Body.objects.get().text.strip() == "The treaty lapsed: König."


def test_a_pasted_text_is_stored_split_and_shown():
    desk = desk_of("reporter")

    answer = ingest(desk, text=TEXT, publisher="The Paper")

    article = Article.objects.get()
    assert answer.url == at(article)
    assert (article.added_by, article.publisher) == (desk.person, "The Paper")
    assert article.claims.filter(state="proposed").exists()
    page = words_of(desk.get(answer.url))
    assert "Stored and split" in page
    assert all(claim.text in page for claim in Claim.objects.all())


@pytest.mark.parametrize("name", ["article.txt", "article.html"])
def test_a_file_is_stored_with_its_original(name):
    raw = TEXT.encode()
    if name.endswith("html"):
        body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
        raw = f"<html><title>A treaty</title><body><article>{body}</article></body></html>".encode()

    answer = ingest(desk_of("reporter"), file=uploaded(raw, name))

    assert answer.status_code == 302, errors_of(answer)
    kept = Body.objects.get()
    assert kept.original_name == name
    with kept.original.open() as original:
        assert original.read() == raw


def test_a_text_that_is_there_already_is_offered_instead_of_stored_twice():
    article, desk = make_article(), desk_of("reporter")

    answer = ingest(desk, text=article.body.text)

    assert answer.url == at(article)
    assert "stored already" in words_of(desk.get(answer.url))
    assert Article.objects.count() == 1


def test_a_text_of_a_confidential_article_does_not_give_it_away():
    article, desk = make_article(confidential=True), desk_of("reporter")

    answer = ingest(desk, text=article.body.text)

    assert answer.url != at(article)


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_may_not_bring_in_is_refused(role):
    desk = desk_of(role)

    assert desk.get(list_of(Article, "add")).status_code == 403
    assert desk.post(list_of(Article, "add"), {"text": TEXT}).status_code == 403
    assert not Article.objects.exists()


def test_no_field_of_the_desk_cuts_what_is_pasted():
    """A browser cuts at a field's maxlength and says nothing; the server says what is too long."""
    desk, administrator = desk_of("editor"), desk_of("administrator")
    claim, draft = make_claim(), make_draft()
    pages = [
        *(ADD, list_of(Source, "add"), list_of(Ruling, "add")),
        *(at(claim), at(claim, "drop"), at(claim.article), at(draft), at(draft, "override")),
    ]

    sent = [desk.get(page) for page in pages]
    sent += [administrator.get(page) for page in (list_of(User, "add"), at(desk.person))]

    assert {page.status_code for page in sent} == {200}
    assert [page.text.count("maxlength=") for page in sent] == [0] * len(sent)


def test_a_title_that_is_too_long_comes_back_whole_with_the_reason():
    title = "The treaty " * 40

    answer = ingest(desk_of("reporter"), text=TEXT, title=title)

    assert "at most 300 characters" in errors_of(answer)
    assert form_of(answer)["title"] == title
