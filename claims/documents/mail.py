"""E-mails as programs save them (.eml): subject, sender, date and words; attachments by name."""

import re
from dataclasses import replace

from claims.documents.base import Document, Reader
from claims.documents.html import HtmlReader
from claims.documents.naming import called
from claims.documents.pieces import BETWEEN_BLOCKS, metadata
from claims.documents.plain import plain_document
from claims.documents.sandbox import read_apart
from claims.text.blocks import Block, BlockKind, normalise

HEADER = re.compile(rb"(?:([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?|[ \t]+\S)[^\r\n]*\r?\n")
MBOX = re.compile(rb"From \S+[^\n]*\n")
TELLING = {b"from", b"date", b"message-id", b"mime-version", b"received", b"return-path"}
TELLING |= {b"delivered-to", b"to", b"subject", b"content-type"}
ENOUGH = 3  # headers that only an e-mail has together
LOOKED_AT = 64_000  # bytes of headers


class MailReader(Reader):
    """Reads one message; what hangs on it is named and not opened."""

    name = "mail"
    media_type = "message/rfc822"

    def recognises(self, raw: bytes, *, name: str = "", media_type: str = "") -> bool:
        """Whether the content begins with the headers of an e-mail, its sender among them."""
        names = header_names(raw[:LOOKED_AT])
        return b"from" in names and len(names & TELLING) >= ENOUGH

    def read(self, raw: bytes, *, name: str = "", charset: str | None = None) -> Document:
        """Return the subject as a heading and the message's words; DocumentError if none."""
        found = read_apart("mail_file.py", MBOX.sub(b"", raw, count=1), called=called(name))
        if "html" in found:
            body = HtmlReader().read(found["html"].encode(errors="replace"), name=name)
        else:
            body = plain_document(found.get("plain", ""))
        details = metadata(found)
        return headed(
            Document(body.text, body.blocks, attachments=tuple(found["attachments"]), **details)
        )


def header_names(opening: bytes) -> set[bytes]:
    """Return the names of the headers that content begins with, in lower case."""
    start = MBOX.match(opening)
    names: set[bytes] = set()
    position = start.end() if start else 0
    while line := HEADER.match(opening, position):
        if line[1]:
            names.add(line[1].lower())
        position = line.end()
    return names


def headed(document: Document) -> Document:
    """Return the document with its title above its text."""
    title = normalise(document.title)
    if not title:
        return document
    by = len(title) + len(BETWEEN_BLOCKS)
    blocks = [replace(b, start=b.start + by, end=b.end + by) for b in document.blocks]
    return replace(
        document,
        text=f"{title}{BETWEEN_BLOCKS}{document.text}",
        blocks=(Block(BlockKind.HEADING, 0, len(title), 1), *blocks),
    )
