"""Readers of foreign formats: bytes in, a text with its blocks out. Content decides, not names."""

from django.utils.translation import gettext as _

from claims.documents.base import Document, DocumentError, Reader
from claims.documents.html import HtmlReader
from claims.documents.plain import PlainReader, plain_document
from claims.documents.signatures import binary_kind

__all__ = ["READERS", "Document", "DocumentError", "Reader", "plain_document", "reader_for"]

# The first that recognises the content reads it.
READERS: dict[str, Reader] = {reader.name: reader for reader in (HtmlReader(), PlainReader())}


def reader_for(raw: bytes, *, name: str = "", media_type: str = "") -> Reader:
    """
    Return the reader for this content; the name only serves to call the file by it.

    Raises DocumentError if the content is empty or nothing that can be read.
    """
    called = f"“{name}”" if name else _("The file")
    if not raw.strip():
        raise DocumentError(_("%(file)s is empty.") % {"file": called}, code="empty")
    if kind := binary_kind(raw):
        message = _(
            "%(file)s is %(kind)s. Give a web page or a plain text,"
            " or copy the text out of it and paste it."
        )
        raise DocumentError(message % {"file": called, "kind": kind}, code="binary")
    return next(
        reader for reader in READERS.values() if reader.recognises(raw, media_type=media_type)
    )
