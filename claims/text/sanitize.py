"""
What editors write, as HTML that is safe to show: the only module that meets bleach.

Markdown is rendered with raw HTML as text, and what comes out is held against a short list of
what may stand there, and cleaned by it where it does not tell at sight; a strict
Content-Security-Policy stands behind both.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bleach.sanitizer import Cleaner  # noqa: TID251 - the one place
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from claims.text import mentions
from claims.text.links import is_safe_link
from claims.text.markdown import PARSER, TextTooLongError, citations_in, parse, plain
from claims.text.tidy_html import tidied

__all__ = ["TextTooLongError", "citations_in", "number_citations", "plain", "render", "render_note"]

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "s", "a"),
}
PROTOCOLS = {"http", "https", "mailto"}
REMEMBERED = 1000  # texts in each process, of 20,000 characters at most


def number_citations(*texts: str) -> dict[str, int]:
    """Return a number for each cited id, in order of first citation over a page's texts."""
    cited = dict.fromkeys(cite for text in texts for cite in _cited(text))
    return {cite: number for number, cite in enumerate(cited, start=1)}


@lru_cache(maxsize=REMEMBERED)
def _cited(markdown: str) -> tuple[str, ...]:
    """Return the ids that a text cites."""
    return tuple(citations_in(markdown))


def render(markdown: str, citations: Mapping[str, int]) -> str:
    """
    Return Markdown as HTML, each citation as a link to its evidence, showing its number.

    A citation without a number stays as it was written. Raises TextTooLongError. Published words
    never change, so what was rendered once is remembered.
    """
    return _rendered(markdown, tuple(citations.items()))


def render_note(note: str, known: Iterable[str]) -> str:
    """Return a note, which is internal, as HTML, with the mentions marked that mean somebody."""
    return _rendered_note(note, frozenset(known))


@lru_cache(maxsize=REMEMBERED)
def _rendered_note(note: str, known: frozenset[str]) -> str:
    """Return a note as clean HTML."""
    parser = mentions.PARSER
    env: EnvType = {"citations": {}, "known": known}
    html = parser.renderer.render(mentions.parse(note), parser.options, env)
    return _clean(html)


@lru_cache(maxsize=REMEMBERED)
def _rendered(markdown: str, numbers: tuple[tuple[str, int], ...]) -> str:
    """Return Markdown as clean HTML."""
    citations = dict(numbers)
    html = PARSER.renderer.render(parse(markdown), PARSER.options, {"citations": citations})
    return _clean(html)


def _clean(html: str) -> str:
    """
    Return HTML with nothing in it but what may stand there.

    Nearly all is clean as the Markdown library wrote it: that is told without taking it apart.
    """
    as_it_is = tidied(html, is_safe_link)
    return as_it_is if as_it_is is not None else _cleaned(html)


def _cleaned(html: str) -> str:
    """Return HTML after bleach took it apart and left out what may not stand there."""
    return Cleaner(tags=TAGS, attributes=_may_stand, protocols=PROTOCOLS).clean(html)


def _may_stand(tag: str, name: str, value: str) -> bool:
    """Whether an attribute is let through: where a link leads, and what numbers begin with."""
    if tag == "a":
        return is_safe_link(value) if name == "href" else (name, value) == ("class", "cite")
    if tag == "strong":
        return (name, value) == ("class", "mention")
    return (tag, name) == ("ol", "start") and value.isdecimal()


def _render_citation(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Return the HTML of one citation."""
    token = tokens[index]
    number = env["citations"].get(token.content)
    if number is None:
        return escapeHtml(token.markup)
    return f'<a class="cite" href="#{token.content}">[{number}]</a>'


def _render_mention(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Return the HTML of one mention: as it was typed where nobody is meant."""
    name = tokens[index].content
    typed = f"@{escapeHtml(name)}"
    return f'<strong class="mention">{typed}</strong>' if name in env["known"] else typed


PARSER.add_render_rule("citation", _render_citation)
mentions.PARSER.add_render_rule("citation", _render_citation)
mentions.PARSER.add_render_rule("mention", _render_mention)
