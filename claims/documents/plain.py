"""Plain text, Markdown's simple marks included."""

from claims.documents.base import Document, Reader
from claims.documents.decoding import decode
from claims.text.blocks import BlockKind, find_blocks, normalise


class PlainReader(Reader):
    """Reads what no other reader takes; what is not text was refused before."""

    name = "plain"
    media_type = "text/plain"

    def recognises(self, raw: bytes, *, name: str = "", media_type: str = "") -> bool:
        """Take every file."""
        return True

    def read(self, raw: bytes, *, name: str = "", charset: str | None = None) -> Document:
        """Return the text as it is; a headline at its start is its title."""
        return plain_document(decode(raw, [charset]))


def plain_document(raw: str) -> Document:
    """Return the document that a plain text is."""
    text = normalise(raw)
    blocks = tuple(find_blocks(text))
    starts_with_headline = blocks and blocks[0].kind is BlockKind.HEADING
    title = text[blocks[0].start : blocks[0].end] if starts_with_headline else ""
    return Document(text, blocks, title=title)
