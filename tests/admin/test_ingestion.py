"""The page that brings articles in: what it takes, and what it says to what it cannot take."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from claims.admin.ingestion import IngestForm
from claims.ingestion import IngestionError
from claims.models import Article, Body, Claim, Journal, Ruling, Source, User
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, list_of, words_of
from tests.documents.pdfs import pdf
from tests.documents.words import docx, mail
from tests.factories import TEXT, make_article, make_claim
from tests.fetching.conftest import site
from tests.rulings import make_draft

__all__ = ["site"]
from tests.width import wide

pytestmark = pytest.mark.django_db

ADD = "/admin/claims/article/add/"
PAGE = b"<html><head><title>Menu</title></head><body><nav><a href=/>Home</a></nav></body></html>"


def ingest(desk, **typed):
    return fill(desk, ADD, **typed)


def confirm(desk, page, **typed):
    """Send the form that shows what was found, as it is or corrected."""
    return desk.post(ADD, {**form_of(page), **typed})


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
    settings.COPY_MAX_BYTES = 10
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


@pytest.mark.slow
def test_a_file_that_tells_its_encoding_is_read_in_it():
    desk = desk_of("reporter")
    page = ingest(desk, file=uploaded("The treaty lapsed: König.".encode("utf-16")))

    answer = confirm(desk, page)

    assert answer.status_code == 302
    assert Body.objects.get().text.strip() == "The treaty lapsed: König."


@pytest.mark.slow
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


LINES = [line for line in TEXT.splitlines() if line]
HTML = "".join(f"<p>{line}</p>" for line in LINES)
FILES = {
    "article.txt": TEXT.encode(),
    "article.md": TEXT.encode(),
    "article.html": f"<html><title>A</title><body><article>{HTML}</article></body></html>".encode(),
    "article.pdf": pdf([line[:90] for line in LINES], Title="A treaty", Author="Jo Doe"),
    "article.docx": docx(lambda d: [d.add_paragraph(line) for line in LINES]),
    "article.eml": mail(TEXT).as_bytes(),
}


@pytest.mark.parametrize("name", wide(FILES, every=3))
def test_a_file_is_stored_with_its_original(name):
    raw, desk = FILES[name], desk_of("reporter")
    page = ingest(desk, file=uploaded(raw, name))

    answer = confirm(desk, page)

    assert answer.status_code == 302, errors_of(answer)
    kept = Body.objects.get()
    assert kept.original_name == name
    with kept.original.open() as original:
        assert original.read() == raw


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_what_a_file_says_of_itself_is_confirmed_before_it_is_stored():
    desk = desk_of("reporter")
    before = Journal.position()

    page = ingest(
        desk, file=uploaded(FILES["article.pdf"], "a.pdf"), publisher="The Paper", shown="full"
    )

    assert Journal.position() == before
    assert "Nothing is stored yet" in words_of(page)
    assert "It has 1 page." in words_of(page)
    assert LINES[0] in words_of(page)
    found = form_of(page)
    assert (found["title"], found["byline"], found["publisher"], found["shown"]) == (
        "A treaty",
        "Jo Doe",
        "The Paper",
        "full",
    )
    confirm(desk, page, title="Another title", byline="", published_on="2024-02")
    article = Article.objects.get()
    assert (article.title, article.byline, article.published_on, article.shown) == (
        "Another title",
        "",
        "2024-02",
        "full",
    )


@pytest.mark.slow
def test_a_fetched_page_is_confirmed_too(site):
    url = site.at("/a", lambda r: r.answer(FILES["article.html"]))
    desk = desk_of("reporter")

    page = ingest(desk, url=url)

    assert form_of(page)["url"] == url
    assert confirm(desk, page).status_code == 302
    assert Article.objects.get().url == url


@pytest.mark.slow
def test_a_fetched_pdf_may_be_larger_than_a_page(site, settings):
    settings.ARTICLE_MAX_BYTES = 100
    url = site.at("/a", lambda r: r.answer(FILES["article.pdf"], content_type="application/pdf"))

    assert form_of(ingest(desk_of("reporter"), url=url))["title"] == "A treaty"


@pytest.mark.slow
def test_what_hangs_on_an_e_mail_is_named():
    message = mail(TEXT)
    message.add_attachment(b"x", maintype="application", subtype="x", filename="treaty.xls")

    page = ingest(desk_of("reporter"), file=uploaded(message.as_bytes(), "a.eml"))

    assert "Not read, because it hangs on the e-mail: treaty.xls" in words_of(page)


@pytest.mark.parametrize(
    "typed",
    wide(
        [{"published_on": "yesterday"}, {"title": "x" * 400}, {"publisher": "\u202ePaper"}], every=2
    ),
)
def test_a_refusal_keeps_what_is_confirmed_and_the_text(typed):
    desk = desk_of("reporter")
    page = ingest(desk, file=uploaded(FILES["article.md"], "a.md"))

    refused = confirm(desk, page, **typed)

    assert errors_of(refused)
    assert form_of(refused).items() >= typed.items()
    assert not Article.objects.exists()
    assert confirm(desk, refused, **dict.fromkeys(typed, "")).status_code == 302


@pytest.mark.parametrize("taken", wide(["", "rubbish", "a:b:c"], every=3))
def test_what_nobody_looked_at_is_not_stored(taken):
    desk = desk_of("reporter")
    page = ingest(desk, file=uploaded(FILES["article.txt"]))

    answer = desk.post(ADD, {**form_of(page), "taken": taken}, follow=True)

    assert "not held any more" in words_of(answer)
    assert not Article.objects.exists()


def test_what_one_person_looked_at_is_no_others():
    page = ingest(desk_of("reporter"), file=uploaded(FILES["article.txt"]))

    confirm(desk_of("reporter"), page)

    assert not Article.objects.exists()


@pytest.mark.slow
def test_storing_twice_stores_once():
    desk = desk_of("reporter")
    page = ingest(desk, file=uploaded(FILES["article.txt"]))

    confirm(desk, page)

    assert "not held any more" in words_of(desk.post(ADD, form_of(page), follow=True))
    assert Article.objects.count() == 1


def test_a_file_that_is_stored_already_is_told_at_once():
    article, desk = make_article(), desk_of("reporter")

    assert ingest(desk, file=uploaded(article.body.text.encode())).url == at(article)
