"""
Finds the article in a web page: HTML in UTF-8 on standard input, JSON on standard output.

Runs in a child process (see sandbox.py), imports nothing of the project, and may die. The JSON
has the page's own words on itself and `pieces`: [kind, level of a heading, words].
"""

import json
import sys
from collections.abc import Iterator

from lxml import html
from lxml.etree import _Element as Element

# Nothing here asks in which language a page is: a third of the time was for that.
sys.modules["py3langid"] = None  # type: ignore[assignment] # "not installed"

import trafilatura  # noqa: E402
from trafilatura.settings import Document  # noqa: E402

CAPTION_MARK = "\ue000"  # stands before a caption while the article is found
PARAGRAPH_MARK = "\ue001"  # stands between two <br>, which many pages mean as a paragraph
DATES = {"extensive_search": False, "original_date": True}  # no guess from the text
KINDS = {"head": "heading", "item": "list_item", "quote": "quotation"}
BREAKS = [
    {"list", "table", "quote", "head", "item", "row", "p", "div"},
    {"list", "table", "quote", "head", "item", "row"},  # an item's paragraphs are one piece
]

Piece = tuple[str, int, str]


def main() -> None:
    """Read a page, write what was found in it."""
    parser = html.HTMLParser(encoding="utf-8")
    page = html.document_fromstring(sys.stdin.buffer.read(), parser=parser)
    mark_captions(page)
    mark_paragraphs(page)
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=DATES
    )
    json.dump(described(page, found), sys.stdout)


def mark_captions(page: html.HtmlElement) -> None:
    """Move each caption behind its figure, where the search for the article keeps it."""
    for caption in list(page.iter("figcaption")):
        paragraph = html.Element("p")
        paragraph.text = CAPTION_MARK + " ".join(caption.itertext())
        figure = next(caption.iterancestors("figure"), caption)
        figure.addnext(paragraph)
        caption.getparent().remove(caption)


def mark_paragraphs(page: html.HtmlElement) -> None:
    """Put a mark where two line breaks stand together."""
    for line_break in page.iter("br"):
        after = line_break.getnext()
        if after is not None and after.tag == "br" and not (line_break.tail or "").strip():
            line_break.tail = PARAGRAPH_MARK


def described(page: html.HtmlElement, found: object) -> dict[str, object]:
    """Return what the page says of itself, and the article's pieces."""
    if not isinstance(found, Document):
        return {"pieces": []}
    return {
        "title": found.title or "",
        "byline": found.author or "",
        "publisher": found.sitename or "",
        "published_on": found.date or "",
        "url": found.url or "",
        "language": page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        "pieces": list(pieces(found.body)),
    }


def pieces(element: Element, kind: str = "paragraph") -> Iterator[Piece]:
    """Yield the pieces that an element is made of, in their order; `kind` is what it stands in."""
    if element.tag == "row":
        cells = (" ".join(words(cell)) for cell in element.iter("cell"))
        yield "paragraph", 0, " | ".join(cell.strip() for cell in cells if cell.strip())
        return
    kind = KINDS.get(element.tag, kind)
    run = [element.text or ""]
    for child in element:
        if child.tag in BREAKS[kind == "list_item"]:
            yield from worded(kind, run, element)
            yield from pieces(child, kind)
            run = []
        else:
            run += words(child)
        run.append(child.tail or "")
    yield from worded(kind, run, element)


def words(element: Element) -> Iterator[str]:
    """Yield the text in an element that breaks no line, with a space for each <br>."""
    space = " " if element.tag in {"lb", "p"} else ""
    yield space + (element.text or "")
    for child in element:
        yield from words(child)
        yield child.tail or ""
    yield space


def worded(kind: str, run: list[str], element: Element) -> Iterator[Piece]:
    """Yield a run of words as one piece, or as several where paragraphs are marked."""
    rend = (element.get("rend") or "")[-1:]
    level = int(rend) if rend in set("123456") else 2
    for part in "".join(run).split(PARAGRAPH_MARK):
        text = " ".join(part.split())
        if text.startswith(CAPTION_MARK):
            kind = "caption"
        yield kind, level if kind == "heading" else 0, text.replace(CAPTION_MARK, "")


if __name__ == "__main__":
    main()
