"""What a file is, by its first bytes: its name proves nothing."""

import codecs
import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGNATURES: list[tuple[bytes, Promise]] = [
    (b"PK\x03\x04", _("a zip archive, or an Excel or OpenDocument file")),
    (b"\xd0\xcf\x11\xe0", _("an old Word, Excel or Outlook file, or one with a password")),
    (rb"{\rtf", _("an RTF file")),
    (b"\x89PNG", _("a PNG image")),
    (b"\xff\xd8\xff", _("a JPEG image")),
    (b"GIF8", _("a GIF image")),
    (b"RIFF", _("a WebP image, a sound or a video")),
    (b"II*\x00", _("a TIFF image")),
    (b"MM\x00*", _("a TIFF image")),
    (b"ID3", _("a sound")),
    (b"OggS", _("a sound or a video")),
    (b"\x1aE\xdf\xa3", _("a video")),
    (b"\x1f\x8b", _("a gzip archive")),
    (b"BZh", _("a bzip2 archive")),
    (b"7z\xbc\xaf\x27\x1c", _("a 7-Zip archive")),
    (b"Rar!", _("a RAR archive")),
    (b"\xfd7zXZ", _("an xz archive")),
    (b"\x28\xb5\x2f\xfd", _("a Zstandard archive")),
    (b"\x7fELF", _("a program")),
    (b"SQLite format 3", _("a database")),
]
BINARY = _("a binary file")

# Longest first: the mark of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]

HTML_START = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|section|header"
    r"|div|p|h1)\b",
    re.IGNORECASE,
)
OPENING = 4096


def marked_encoding(raw: bytes) -> str | None:
    """Return the encoding that the byte order mark at the start tells, if there is one."""
    return next((name for mark, name in BYTE_ORDER_MARKS if raw.startswith(mark)), None)


def binary_kind(raw: bytes) -> str:
    """Return what a file that is no text is, in words, or an empty string for a text."""
    for signature, words in SIGNATURES:
        if raw.startswith(signature):
            return str(words)
    if raw[4:8] == b"ftyp":
        return str(_("a video or an image"))
    return str(BINARY) if b"\0" in raw and not marked_encoding(raw) else ""


def looks_like_html(raw: bytes) -> bool:
    """Whether the content begins as a web page does."""
    encoding = marked_encoding(raw) or "latin-1"
    opening = raw[:OPENING].decode(encoding, errors="ignore")
    return HTML_START.match(opening) is not None
