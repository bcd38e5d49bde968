"""
HTML that is clean as it stands: a check that is far cheaper than taking a page apart.

It knows one way to write each thing that may stand there, as the Markdown library writes it.
What is written in any other way, be it harmless, is no such HTML and has to be cleaned.
"""

import re
from collections.abc import Callable

BLOCKS = {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"}
INLINE = {"em", "strong", "s", "code"}
EMPTY = {"br", "hr"}
HOLD_BLOCKS = {"ul", "ol", "li", "blockquote"}  # the others end where a block begins

TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-z]+[1-6]?)(?P<more> [^<>]*)?>|(?P<text>[^<>]+)", re.ASCII
)
CITED = re.compile(r' class="cite" href="#[A-Za-z0-9_-]+"', re.ASCII)
LINK = re.compile(r' href="(?P<link>https?://[A-Za-z0-9._~:/?#@!$()*+,;=%-]+)"', re.ASCII)
START = re.compile(r' start="[0-9]+"', re.ASCII)
PLAIN = re.compile(
    r"(?:[^\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff&]"
    r"|&(?:amp|lt|gt|quot);)*"
)


def tidied(html: str, may_link: Callable[[str], bool]) -> str | None:
    """Return HTML as cleaning would, or None where it takes a cleaner to tell."""
    parts: list[str] = []
    within: list[str] = []
    at = 0
    for token in TOKEN.finditer(html):
        if token.start() != at:
            return None
        at = token.end()
        part = text_of(token["text"]) if token["text"] else tag_of(token, within, may_link)
        if part is None:
            return None
        parts.append(part)
    return "".join(parts) if at == len(html) and not within else None


def text_of(text: str) -> str | None:
    """Return a text between tags, or None if a sign in it is unusual."""
    return text if PLAIN.fullmatch(text) else None


def tag_of(token: re.Match[str], within: list[str], may_link: Callable[[str], bool]) -> str | None:
    """Return a tag if it may stand here, and note what stands open; None if it may not."""
    tag, more = token["tag"], token["more"] or ""
    if token["close"]:
        is_next = bool(within) and within[-1] == tag and not more
        return token[0] if is_next and within.pop() else None
    if tag in EMPTY:
        fits = tag == "br" or not within or within[-1] in HOLD_BLOCKS
        return token[0] if fits and not more else None
    fits = fits_in(tag, within) and may_carry(tag, more, may_link)
    if not fits:
        return None
    within.append(tag)
    return token[0]


def fits_in(tag: str, within: list[str]) -> bool:
    """Whether a tag can stand in what is open, and a browser reads it so."""
    if tag in BLOCKS:
        is_item, in_list = tag == "li", bool(within) and within[-1] in {"ul", "ol"}
        return is_item == in_list and all(one in HOLD_BLOCKS for one in within)
    return (tag in INLINE or tag == "a") and tag not in within


def may_carry(tag: str, more: str, may_link: Callable[[str], bool]) -> bool:
    """Whether a tag has what it must have, and nothing else."""
    if tag == "a":
        link = LINK.fullmatch(more)
        return bool(CITED.fullmatch(more)) or bool(link and may_link(link["link"]))
    return not more or (tag == "ol" and bool(START.fullmatch(more)))
