"""Word documents: paragraphs with their styles, as they read with all changes accepted."""

from claims.documents.base import Document, Reader
from claims.documents.naming import called, plausible_title
from claims.documents.pieces import assembled, metadata
from claims.documents.sandbox import read_apart
from claims.text.blocks import BlockKind

ZIP = b"PK\x03\x04"
MEMBERS = (b"[Content_Types].xml", b"word/")  # names stand unpacked in the archive


class DocxReader(Reader):
    """Reads .docx; what it links to or has embedded is not opened."""

    name = "docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    is_text = False

    def recognises(self, raw: bytes, *, name: str = "", media_type: str = "") -> bool:
        """Whether the content is a zip archive with the members that Word gives it."""
        return raw.startswith(ZIP) and all(member in raw for member in MEMBERS)

    def read(self, raw: bytes, *, name: str = "", charset: str | None = None) -> Document:
        """Return its text; DocumentError if it has none, is damaged or is made to do harm."""
        found = read_apart("docx_file.py", raw, called=called(name))
        text, blocks = assembled(found["pieces"])
        details = metadata(found)
        details["title"] = plausible_title(details["title"])
        if not details["title"] and blocks and blocks[0].kind is BlockKind.HEADING:
            details["title"] = text[blocks[0].start : blocks[0].end]
        return Document(text, blocks, **details)
