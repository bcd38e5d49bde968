"""
Reads Markdown: UTF-8 on standard input, JSON on standard output.

Runs in a child process (see sandbox.py), imports nothing of the project, and may die. The JSON
has the details that stand above the text between two lines of dashes, and `pieces`: [kind, level
of a heading, words]. Marks are taken away; HTML stays as it was typed.
"""

import json
import re
import sys
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
ENTRY = re.compile(r"([A-Za-z_-]+)[ \t]*:[ \t]+(.+)")
DETAILS = {
    "title": "title",
    "author": "byline",
    "authors": "byline",
    "date": "published_on",
    "lang": "language",
    "language": "language",
    "publisher": "publisher",
    "url": "url",
}
SPACES = {"softbreak", "hardbreak"}

Piece = tuple[str, int, str]


def main() -> None:
    """Read a text, write what was found in it."""
    text = sys.stdin.buffer.read().decode()
    above = FRONT_MATTER.match(text)
    found: dict[str, object] = dict(details(above[1])) if above else {}
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    found["pieces"] = list(pieces(parser.parse(text[above.end() if above else 0 :])))
    json.dump(found, sys.stdout)


def details(above: str) -> Iterator[tuple[str, str]]:
    """Yield the details that stand above a text, one a line."""
    for name, value in ENTRY.findall(above):
        if known := DETAILS.get(name.lower()):
            said = value.strip().strip("[]").strip("\"'")
            yield known, said[:10] if known == "published_on" else said


def pieces(tokens: list[Token]) -> Iterator[Piece]:
    """Yield the text's pieces in their order; a row of a table is one piece."""
    inside: list[str] = []
    level = 0
    cells: list[str] = []
    for token in tokens:
        inside = around(inside, token)
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "tr_close":
            yield "paragraph", 0, " | ".join(filter(None, cells))
            cells = []
        elif token.type in {"fence", "code_block"}:
            yield "paragraph", 0, token.content
        elif token.type == "inline" and {"th", "td"} & set(inside[-1:]):
            cells.append(words(token))
        elif token.type == "inline":
            yield kind_of(inside, token), level if "heading" in inside else 0, words(token)


def around(inside: list[str], token: Token) -> list[str]:
    """Return what the next token stands in."""
    if token.nesting == 1:
        return [*inside, token.type.removesuffix("_open")]
    return inside[:-1] if token.nesting == -1 else inside


def kind_of(inside: list[str], token: Token) -> str:
    """Return what a run of words is, by what it stands in."""
    if "heading" in inside:
        return "heading"
    if "blockquote" in inside:
        return "quotation"
    if "list_item" in inside:
        return "list_item"
    only = [child.type for child in token.children or [] if child.type not in SPACES]
    return "caption" if only == ["image"] else "paragraph"


def words(token: Token) -> str:
    """Return the words of a run: links by their text, images by theirs."""
    return " ".join("".join(texts(token.children or [])).split())


def texts(tokens: list[Token]) -> Iterator[str]:
    """Yield the words in tokens, in their order."""
    for token in tokens:
        if token.type in SPACES:
            yield " "
        elif token.type == "image":
            yield from texts(token.children or [])
        elif token.type in {"text", "code_inline", "text_special", "html_inline"}:
            yield token.content


if __name__ == "__main__":
    main()
