"""Markdown: headings, lists and quotations as blocks, links by their text."""

from pathlib import PurePath

from claims.documents.base import Document, Reader
from claims.documents.decoding import decode
from claims.documents.naming import called
from claims.documents.pieces import assembled, metadata
from claims.documents.refusals import refusal
from claims.documents.sandbox import read_apart
from claims.text.blocks import BlockKind, normalise

SERVED_AS = {"text/markdown", "text/x-markdown"}
CALLED = {".md", ".markdown", ".mdown"}


class MarkdownReader(Reader):
    """Reads what is called or served as Markdown: bytes cannot tell it from plain text."""

    name = "markdown"
    media_type = "text/markdown"

    def recognises(self, raw: bytes, *, name: str = "", media_type: str = "") -> bool:
        """Whether the file is called, or was served as, Markdown."""
        return media_type in SERVED_AS or PurePath(name).suffix.lower() in CALLED

    def read(self, raw: bytes, *, name: str = "", charset: str | None = None) -> Document:
        """Return the text without its marks; a heading at its start is its title."""
        text = normalise(decode(raw, [charset]))
        found = read_apart("markdown_file.py", text.encode(), called=called(name))
        text, blocks = assembled(found["pieces"])
        if not blocks:
            raise refusal({"refused": "no_text"}, called(name))
        details = metadata(found)
        if not details["title"] and blocks[0].kind is BlockKind.HEADING:
            details["title"] = text[blocks[0].start : blocks[0].end]
        return Document(text, blocks, **details)
