"""Readers of foreign formats: bytes in, a text with its blocks out. Content decides, not names."""

from django.utils.translation import gettext as _

from claims.documents.base import Document, DocumentError, Reader
from claims.documents.docx import DocxReader
from claims.documents.html import HtmlReader
from claims.documents.mail import MailReader
from claims.documents.markdown import MarkdownReader
from claims.documents.naming import called
from claims.documents.pdf import PdfReader
from claims.documents.plain import PlainReader, plain_document
from claims.documents.signatures import binary_kind

__all__ = ["READERS", "Document", "DocumentError", "Reader", "plain_document", "reader_for"]

# The first that recognises the content reads it.
READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        PdfReader(),
        DocxReader(),
        HtmlReader(),
        MailReader(),
        MarkdownReader(),
        PlainReader(),
    )
}


def reader_for(raw: bytes, *, name: str = "", media_type: str = "") -> Reader:
    """
    Return the reader for this content.

    The name tells Markdown from plain text, and serves to call the file by it; nothing more.
    Raises DocumentError if the content is empty or nothing that can be read.
    """
    if not raw.strip():
        raise DocumentError(_("%(file)s is empty.") % {"file": called(name)}, code="empty")
    reader = next(
        reader
        for reader in READERS.values()
        if reader.recognises(raw, name=name, media_type=media_type)
    )
    if reader.is_text and (kind := binary_kind(raw)):
        message = _(
            "%(file)s is %(kind)s. Give a PDF, a Word document (.docx), a web page, an e-mail or a"
            " plain text, or copy the text out of it and paste it."
        )
        raise DocumentError(message % {"file": called(name), "kind": kind}, code="binary")
    return reader
