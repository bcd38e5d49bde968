"""A Word document gives its paragraphs by their styles, as it reads with all changes accepted."""

from datetime import UTC, datetime

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from claims.documents import DocumentError, reader_for
from tests.documents.words import changed, docx
from tests.width import wide


def read(raw, name="letter.docx"):
    reader = reader_for(raw, name=name)
    assert reader.name == "docx"
    return reader.read(raw, name=name)


def blocks_of(document):
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_styles_tell_what_a_paragraph_is():
    def build(document):
        document.add_heading("The treaty", 0)
        document.add_heading("What it said", 2)
        document.add_paragraph("It was signed in 1961.")
        document.add_paragraph("Grain is paid in gold.", style="List Bullet")
        document.add_paragraph("We shall pay.", style="Intense Quote")
        document.add_paragraph("The signing. Photo: dpa", style="Caption")
        table = document.add_table(2, 2)
        for cell, words in zip(table._cells, ["Year", "Price", "1996", "40"], strict=True):
            cell.text = words

    document = read(docx(build))

    assert blocks_of(document) == [
        ("heading", 1, "The treaty"),
        ("heading", 2, "What it said"),
        ("paragraph", 0, "It was signed in 1961."),
        ("list_item", 0, "Grain is paid in gold."),
        ("quotation", 0, "We shall pay."),
        ("caption", 0, "The signing. Photo: dpa"),
        ("paragraph", 0, "Year | Price"),
        ("paragraph", 0, "1996 | 40"),
    ]
    assert document.title == "The treaty"


@pytest.mark.parametrize(
    ("inside", "text"),
    wide(
        [
            ("<w:ins {}><w:r><w:t>lapsed.</w:t></w:r></w:ins>", "The treaty lapsed."),
            ("<w:del {}><w:r><w:delText>lapsed.</w:delText></w:r></w:del>", "The treaty"),
            ("<w:hyperlink {}><w:r><w:t>lapsed.</w:t></w:r></w:hyperlink>", "The treaty lapsed."),
            ("<w:r {}><w:t>lap</w:t><w:tab/><w:t>sed</w:t></w:r>", "The treaty lap sed"),
            (
                "<w:sdt {}><w:sdtContent><w:r><w:t>lapsed.</w:t></w:r></w:sdtContent></w:sdt>",
                "The treaty lapsed.",
            ),
        ],
        every=2,
    ),
)
def test_it_reads_with_all_changes_accepted(inside, text):
    def build(document):
        paragraph = document.add_paragraph("The treaty ")
        paragraph._p.append(parse_xml(inside.format(nsdecls("w"))))

    assert read(docx(build)).text == text


@pytest.mark.slow
def test_a_box_beside_the_text_is_read_once_and_apart():
    box = (
        "<w:r {}><w:pict><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )

    def build(document):
        document.add_paragraph("The treaty lapsed.")._p.append(parse_xml(box.format(nsdecls("w"))))

    assert read(docx(build)).text == "The treaty lapsed.\n\nIn the box."


@pytest.mark.slow
def test_what_it_says_of_itself_is_found():
    raw = docx(
        title="The treaty",
        author="Jo Doe",
        language="en-GB",
        modified=datetime(2024, 2, 6, tzinfo=UTC),
    )
    document = read(raw)

    found = (document.title, document.byline, document.published_on, document.language)
    assert found == ("The treaty", "Jo Doe", "2024-02-06", "en-GB")


@pytest.mark.slow
def test_the_day_of_the_template_is_none_of_the_document():
    assert read(docx(modified=datetime(2013, 12, 23, 23, 15, tzinfo=UTC))).published_on == ""


@pytest.mark.slow
def test_a_document_without_words_is_refused():
    with pytest.raises(DocumentError, match="holds no text") as refusal:
        read(docx(lambda _document: None))
    assert refusal.value.code == "no_text"


@pytest.mark.slow
def test_a_damaged_document_is_refused():
    with pytest.raises(DocumentError, match="damaged"):
        read(changed(docx(), **{"word/document.xml": b"<w:document"}))


def test_another_office_file_is_no_word_document():
    with pytest.raises(DocumentError, match="zip archive"):
        reader_for(b"PK\x03\x04 xl/workbook.xml [Content_Types].xml")
