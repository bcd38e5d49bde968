"""
Reads a Word document: the file on standard input, JSON on standard output.

Runs in a child process (see sandbox.py), imports nothing of the project, and may die. The JSON
has what the file says of itself and `pieces`: [kind, level of a heading, words]. Nothing that a
document links to or has embedded in it is opened.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from docx import Document

MEMBERS = 4000
UNPACKED = 80_000_000  # bytes in all
RATIO, RATIO_FROM = 150, 2_000_000  # bytes unpacked for one packed, in members larger than this
CHARACTERS = 12_000_000
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\x00!\x00D|\x00<\x00!\x00D", re.IGNORECASE)
XML = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
LIST, QUOTE = re.compile(r"list\b", re.IGNORECASE), re.compile(r"(?:\w+ )?quote", re.IGNORECASE)
LEVELS = 6
TEMPLATE = date(2013, 12, 23)  # of python-docx's template, on which many programs build

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, TABLE, ROW, CELL = (W + tag for tag in ("p", "tbl", "tr", "tc"))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted or moved away, what stands twice, what a field computes, a box beside the text.
UNREAD = {W + tag for tag in ("del", "moveFrom", "instrText", "delText", "txbxContent", "pPr")}
UNREAD |= {FALLBACK}
SPACES = {W + "tab", W + "br", W + "cr", W + "ptab"}

Piece = tuple[str, int, str]


class RefusedError(Exception):
    """A file that is not read; the details go to whoever gave it."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.told = {"refused": code, **details}


def main() -> None:
    """Read a document, write what was found in it."""
    raw = sys.stdin.buffer.read()
    try:
        check(raw)
        found = read(raw)
    except RefusedError as refused:
        found = refused.told
    except (zipfile.BadZipFile, LookupError, ValueError, SyntaxError, NotImplementedError, OSError):
        found = {"refused": "damaged"}
    except (AttributeError, TypeError, RuntimeError):  # parts that are not what they should be
        found = {"refused": "damaged"}
    json.dump(found, sys.stdout)


def check(raw: bytes) -> None:
    """Raise RefusedError, or BadZipFile, unless the archive is one that Word could have made."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        sizes = [member.file_size for member in members]
        if len(members) > MEMBERS or sum(sizes) > UNPACKED or any(map(swells, members)):
            raise RefusedError("swells")
        if any(member.flag_bits & 1 for member in members):
            raise RefusedError("password")
        if len(set(names)) < len(names) or any(".." in name.split("/") for name in names):
            raise RefusedError("damaged")
        for member in members:
            if XML.fullmatch(member.filename) and DECLARES.search(archive.read(member)):
                raise RefusedError("declares")


def swells(member: zipfile.ZipInfo) -> bool:
    """Whether a member unpacks to far more than text does."""
    return member.file_size > max(RATIO_FROM, RATIO * member.compress_size)


def read(raw: bytes) -> dict[str, object]:
    """Return the document's details and pieces. Raises RefusedError."""
    document = Document(io.BytesIO(raw))
    styles = {style.style_id: style for style in document.styles}
    found: list[Piece] = []
    length = 0
    for piece in pieces(document.element.body, styles):
        found.append(piece)
        length += len(piece[2])
        if length > CHARACTERS:
            raise RefusedError("too_long", limit=CHARACTERS)
    if not any(any(map(str.isalnum, words)) for _kind, _level, words in found):
        raise RefusedError("no_text")
    return {**details(document.core_properties), "pieces": found}


def details(properties: Any) -> dict[str, str]:
    """Return what the document says of itself."""
    changed = properties.modified or properties.created
    if changed and changed.date() == TEMPLATE:
        changed = None
    return {
        "title": properties.title or "",
        "byline": properties.author or "",
        "language": properties.language or "",
        "made_on": changed.date().isoformat() if changed else "",
    }


def pieces(parent: Any, styles: dict[str, Any]) -> Iterator[Piece]:
    """Yield the pieces in an element, in their order; a row of a table is one piece."""
    for element in parent:
        if element.tag == P:
            yield piece_of(element, styles)
            for box in boxes(element):
                yield from pieces(box, styles)
        elif element.tag == TABLE:
            for row in element.iter(ROW):
                cells = (squeezed(" ".join(map(words, cell.iter(P)))) for cell in row.iter(CELL))
                yield "paragraph", 0, " | ".join(filter(None, cells))
        elif element.tag not in UNREAD and isinstance(element.tag, str):
            yield from pieces(element, styles)


def boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the boxes that hang on a paragraph, each once."""
    for box in paragraph.iter(W + "txbxContent"):
        above = [element.tag for element in box.iterancestors()]
        if FALLBACK not in above and above.count(W + "txbxContent") == 0:
            yield box


def words(paragraph: Any) -> str:
    """Return what a paragraph says as it stands: what was inserted, not what was deleted."""
    return squeezed("".join(texts(paragraph)))


def texts(element: Any) -> Iterator[str]:
    """Yield the words in an element, in their order."""
    for child in element:
        if child.tag in UNREAD or not isinstance(child.tag, str):
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in SPACES:
            yield " "
        elif child.tag == W + "noBreakHyphen":
            yield "-"
        else:
            yield from texts(child)


def squeezed(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def piece_of(paragraph: Any, styles: dict[str, Any]) -> Piece:
    """Return a paragraph as a piece, by its style or by its own marks."""
    text = words(paragraph)
    style = styles.get(paragraph.style or "")
    names = list(names_of(style))
    level = level_of(paragraph, names)
    if level and text:
        return "heading", level, text
    if any(QUOTE.fullmatch(name) for name in names):
        return "quotation", 0, text
    if any(name.lower() == "caption" for name in names):
        return "caption", 0, text
    listed = is_numbered(paragraph) or any(LIST.match(name) for name in names)
    return ("list_item" if listed else "paragraph"), 0, text


def names_of(style: Any) -> Iterator[str]:
    """Yield the names of a style and of those that it rests on."""
    for _step in range(12):
        if style is None:
            return
        yield str(style.name or "")
        style = getattr(style, "base_style", None)


def level_of(paragraph: Any, names: list[str]) -> int:
    """Return the level of a heading, and 0 for what is none."""
    if names and names[0].lower() == "title":
        return 1
    for name in names:
        if heading := HEADING.fullmatch(name):
            return min(int(heading[1]) or 1, LEVELS)
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    value = outline.get(W + "val", "9") if outline is not None else "9"
    return int(value) + 1 if value.isdecimal() and int(value) < LEVELS else 0


def is_numbered(paragraph: Any) -> bool:
    """Whether a paragraph carries a bullet or a number."""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(W + "val") != "0"


if __name__ == "__main__":
    main()
