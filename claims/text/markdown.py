"""
The Markdown that editors write: how it is read, before anything of it is shown.

Raw HTML in it is text. Evidence is cited as [^e12], by its own short id.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LONGEST = 20_000  # characters
JUST_READ = 20  # texts whose parts are remembered for a moment
DEEPEST = 20  # quotations and lists within one another
HEADINGS_ABOVE = 2  # the page's own: a text's first level is the third
LOWEST_HEADING = 6
CITATION = re.compile(r"\[\^([A-Za-z0-9_-]{1,40})\]")


class TextTooLongError(ValueError):
    """A text is longer than any that is shown."""


def parse(markdown: str) -> list[Token]:
    """Return the parts of a text, with `citation` tokens among them; raises TextTooLongError."""
    if len(markdown) > LONGEST:
        message = f"A text of {len(markdown)} characters is longer than {LONGEST}."
        raise TextTooLongError(message)
    return _parsed(markdown)


@lru_cache(maxsize=JUST_READ)
def _parsed(markdown: str) -> list[Token]:
    """Return the parts of a text; a page asks for its citations, and then for all of it."""
    return PARSER.parse(markdown)


def citations_in(markdown: str) -> list[str]:
    """Return the ids that a text cites, each once, in order of first citation."""
    found = (token.content for token in inline_tokens(markdown) if token.type == "citation")
    return list(dict.fromkeys(found))


def plain(markdown: str) -> str:
    """Return the words of a text alone, a line for each of its blocks, without citations."""
    blocks = (_words(token) for token in parse(markdown))
    return "\n".join(filter(None, (" ".join(words.split()) for words in blocks)))


def inline_tokens(markdown: str) -> Iterator[Token]:
    """Yield what stands within the lines of a text."""
    for token in parse(markdown):
        yield from token.children or []


def _words(token: Token) -> str:
    """Return the words of a token and of those within it."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.children is not None:
        return "".join(map(_words, token.children))
    return "" if token.type == "citation" else token.content


def _cite(state: StateInline, silent: bool) -> bool:
    """Read a citation where the parser stands; whether there is one."""
    found = CITATION.match(state.src, state.pos, state.posMax)
    if found and not silent:
        token = state.push("citation", "a", 0)
        token.content, token.markup = found[1], found[0]
    if found:
        state.pos = found.end()
    return bool(found)


def _lower_headings(state: StateCore) -> None:
    """Put every heading below those of the page."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + HEADINGS_ABOVE, LOWEST_HEADING)}"


def new_parser() -> MarkdownIt:
    """Return a parser of what editors write, to which more can be added."""
    parser = MarkdownIt("js-default", {"html": False, "maxNesting": DEEPEST})
    parser.disable(["image", "table"])
    parser.inline.ruler.before("link", "citation", _cite)
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


PARSER = new_parser()
