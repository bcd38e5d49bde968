"""What a file is decides who reads it, not what it is called."""

import gzip
import io
import zipfile

import pytest

from claims.documents import READERS, DocumentError, reader_for
from claims.text.blocks import normalise
from tests.documents.pages import ARTICLE
from tests.documents.pdfs import pdf
from tests.documents.words import docx, mail

ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("xl/workbook.xml", "<xml/>")

SAMPLES = {
    "html": ARTICLE.encode(),
    "pdf": pdf(["Taxes rise again", "They rose in 2023."]),
    "docx": docx(),
    "mail": mail().as_bytes(),
    "markdown": b"# Taxes\n\nThey rose.",
    "plain": b"Taxes rise again\n\nThey rose.",
}


@pytest.mark.parametrize(
    ("raw", "reader"),
    [
        *((raw, name) for name, raw in SAMPLES.items() if name != "markdown"),
        (b"Taxes rose.", "plain"),
        (b"# Taxes\n\n<b>rose</b>", "plain"),
        (b"a < b and <html> is a tag", "plain"),
        ("Größe".encode("utf-16"), "plain"),
        (ARTICLE.encode(), "html"),
        (ARTICLE.encode("utf-16"), "html"),
        (b"\xef\xbb\xbf \n<!-- a --b -->\n<!DOCTYPE HTML><title>", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "html"),
        (b"<p>Taxes rose.</p>", "html"),
        (b"<!--" + b"-" * 100_000, "plain"),
    ],
)
def test_content_chooses_the_reader(raw, reader):
    assert reader_for(raw, name="a.pdf").name == reader
    assert reader_for(raw, media_type="image/png") is READERS[reader]


def test_a_servers_word_on_a_page_counts_where_there_are_tags():
    assert reader_for(b"Notice: <b>x</b>", media_type="text/html").name == "html"
    assert reader_for(b"Notice: 1 < 2", media_type="text/html").name == "plain"


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\r\n"])
def test_an_empty_file_is_refused(raw):
    with pytest.raises(DocumentError, match=r"“a\.txt” is empty"):
        reader_for(raw, name="a.txt")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (ZIP.getvalue(), "Excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "one with a password"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (rb"{\rtf1 text}", "RTF"),
        (b"\x00\x00\x00\x20ftypmp42", "a video"),
        (b"text\x00text", "a binary file"),
    ],
)
def test_a_file_that_is_no_text_is_named(raw, words):
    with pytest.raises(DocumentError, match=words) as refusal:
        reader_for(raw, name="article.txt")
    assert refusal.value.code == "binary"
    assert "“article.txt”" in str(refusal.value)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_every_reader_keeps_its_promises(reader):
    raw = SAMPLES[reader.name]
    document = reader.read(raw, name="article.md")

    assert reader.recognises(raw, name="article.md")
    assert list(document.pages) == sorted(document.pages)
    assert document.blocks
    assert normalise(document.text) == document.text
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)
    assert [b.start for b in document.blocks] == sorted(b.start for b in document.blocks)
