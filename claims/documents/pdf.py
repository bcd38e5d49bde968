"""PDF files: the lines on their pages, joined to paragraphs."""

import re

from claims.documents.base import Document, Reader
from claims.documents.naming import called, plausible_title
from claims.documents.pieces import metadata
from claims.documents.sandbox import read_apart
from claims.documents.typesetting import as_lines, typeset
from claims.text.blocks import Block, BlockKind

START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-")
CPU_SECONDS, WALL_SECONDS = (
    28,
    30,
)  # a thousand pages take their time; more than this they don't get


class PdfReader(Reader):
    """Reads a PDF that holds text, page by page."""

    name = "pdf"
    media_type = "application/pdf"
    is_text = False

    def recognises(self, raw: bytes, *, name: str = "", media_type: str = "") -> bool:
        """Whether the content begins as a PDF does."""
        return START.match(raw) is not None

    def read(self, raw: bytes, *, name: str = "", charset: str | None = None) -> Document:
        """Return its text; DocumentError if it has none, a password, or too many pages."""
        found = read_apart(
            "pdf_file.py",
            raw,
            called=called(name),
            cpu_seconds=CPU_SECONDS,
            wall_seconds=WALL_SECONDS,
        )
        text, blocks, pages = typeset(as_lines(found["pages"]))
        details = metadata(found)
        details["title"] = plausible_title(details["title"]) or headline(text, blocks)
        return Document(text, blocks, pages=pages, **details)


def headline(text: str, blocks: tuple[Block, ...]) -> str:
    """Return the first heading of the highest level, if it stands near the start."""
    near = [block for block in blocks[:8] if block.kind is BlockKind.HEADING]
    highest = min(near, key=lambda block: block.level, default=None)
    return " ".join(text[highest.start : highest.end].split()) if highest else ""
