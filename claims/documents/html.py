"""Web pages: the article without what surrounds it."""

import json
import re

from django.utils.translation import gettext as _

from claims.documents.base import Document, DocumentError, Reader
from claims.documents.decoding import decode
from claims.documents.pieces import assembled, metadata
from claims.documents.sandbox import run_apart
from claims.documents.signatures import looks_like_html
from claims.text.blocks import Block, BlockKind, normalise

META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
SERVED_AS = {"text/html", "application/xhtml+xml"}
HEAD = 4096  # bytes in which a page names its encoding
SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
SENTENCE, PASSAGE = 20, 80  # characters that menus seldom have in one piece


class HtmlReader(Reader):
    """Reads a page as an article with headings, paragraphs, lists, quotations and captions."""

    name = "html"
    media_type = "text/html"

    def recognises(self, raw: bytes, *, name: str = "", media_type: str = "") -> bool:
        """Whether the content begins as a web page does, or was served as one and has tags."""
        return looks_like_html(raw) or (media_type in SERVED_AS and b"</" in raw)

    def read(self, raw: bytes, *, name: str = "", charset: str | None = None) -> Document:
        """Return the page's article; DocumentError if it has none."""
        named = META_CHARSET.search(raw, 0, HEAD)
        page = decode(raw, [charset, named[1].decode("ascii", "ignore") if named else None])
        found = json.loads(run_apart("web_page.py", normalise(page).encode()))
        text, blocks = assembled(found["pieces"])
        if not any(_is_prose(text, block) for block in blocks):
            message = _(
                "No article was found in this page. If it has one, copy its text and paste it."
            )
            raise DocumentError(message, code="no_article")
        return Document(text, blocks, **metadata(found))


def _is_prose(text: str, block: Block) -> bool:
    """Whether a block is a sentence or more, and not an entry of a menu."""
    content = text[block.start : block.end]
    enough = SENTENCE if SENTENCE_END.search(content) else PASSAGE
    return block.kind is not BlockKind.HEADING and len(content) >= enough
