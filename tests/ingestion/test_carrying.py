"""A text that waits for a person comes back as it was."""

from claims.ingestion import from_file, packed, unpacked
from tests.documents.pdfs import pdf
from tests.documents.words import docx, mail


def test_a_text_comes_back_whole():
    message = mail("The treaty lapsed.\n\n> Did it?")
    message.add_attachment(docx(), maintype="application", subtype="x", filename="a.docx")
    for raw in (
        pdf(["A treaty."], ["It lapsed."], Title="T"),
        message.as_bytes(),
        b"A\n\nB \xc3\xa9",
    ):
        ingested = from_file("a", raw, url="https://a.example/1", publisher="P")

        assert unpacked(packed(ingested)) == ingested
