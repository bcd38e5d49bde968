"""An e-mail gives its subject, its sender, its date and its words; what hangs on it is named."""

import pytest

from claims.documents import DocumentError, reader_for
from tests.documents.words import docx, mail


def read(raw, name="letter.eml"):
    reader = reader_for(raw, name=name)
    assert reader.name == "mail"
    return reader.read(raw, name=name)


def test_the_subject_stands_above_the_words():
    document = read(mail("The treaty lapsed.\n\n> When did it lapse?\n").as_bytes())

    assert [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "The treaty"),
        ("paragraph", "The treaty lapsed."),
        ("quotation", "When did it lapse?"),
    ]
    assert (document.title, document.byline, document.published_on) == (
        "The treaty",
        "Jo Doe",
        "2024-02-06",
    )


@pytest.mark.slow
def test_html_is_read_where_there_is_no_plain_text():
    page = (
        "<html><body><p>The treaty lapsed in 1996, the ministry said on Monday.</p></body></html>"
    )

    assert "lapsed in 1996" in read(mail(html=page).as_bytes()).text


@pytest.mark.slow
def test_plain_text_goes_before_html():
    message = mail("In plain words.")
    message.add_alternative("<p>In other words.</p>", subtype="html")

    assert "In plain words." in read(message.as_bytes()).text
    assert "other" not in read(message.as_bytes()).text


@pytest.mark.slow
def test_attachments_are_named_and_not_opened():
    message = mail()
    message.add_attachment(docx(), maintype="application", subtype="x", filename="treaty.docx")
    document = read(message.as_bytes())

    assert document.attachments == ("treaty.docx",)
    assert "1996" in document.text


@pytest.mark.parametrize("headers", [{"Date": "yesterday"}, {"Subject": ""}, {"From": "nobody"}])
def test_odd_headers_do_not_matter(headers):
    assert "lapsed" in read(mail(**headers).as_bytes()).text


def test_a_wrong_encoding_does_not_matter():
    raw = mail().as_bytes().replace(b'charset="utf-8"', b'charset="no-such"')

    assert "lapsed" in read(raw).text


def test_a_mailbox_line_may_stand_first():
    assert read(b"From jo@ministry.example Tue Feb  6\n" + mail().as_bytes()).title == "The treaty"


@pytest.mark.parametrize(
    "raw", [b"From: here\n\nTo there.", b"Subject: taxes\nDate: today\n\nThey rose.", b"To: be\n"]
)
def test_a_text_that_begins_like_one_is_none(raw):
    assert reader_for(raw, name="a.eml").name == "plain"


def test_a_message_without_words_is_refused():
    raw = mail().as_bytes().replace(b"text/plain", b"image/png")

    with pytest.raises(DocumentError, match="holds no text"):
        read(raw)
