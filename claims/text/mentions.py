"""
Notes: Markdown in which people are mentioned by their name at the desk, as @name.

An address of mail or of the web mentions nobody, and neither does what stands in code. A name may
hold what Django's names hold; a full stop, a dash and the like at its end belong to the sentence.
A backslash before the sign takes its meaning away, as of any other sign of Markdown.
"""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from claims.text.markdown import LONGEST, TextTooLongError, new_parser

NAME = re.compile(r"@(\w(?:[\w.@+-]{0,148}[^\W_])?)(?![^\W_]|@)")
INSIDE = re.compile(r"[^\W_]|[.@+\-/]")  # before the sign: it is part of an address, or of a word


def mentions_in(note: str) -> list[str]:
    """Return the names that a note mentions, each once, in their order."""
    found = (t.content for token in parse(note) for t in token.children or [] if is_mention(t))
    return list(dict.fromkeys(found))


def new_mentions(before: str, after: str) -> list[str]:
    """Return the names that a note mentions now and did not before."""
    known = set(mentions_in(before))
    return [name for name in mentions_in(after) if name not in known]


def match(names: Iterable[str], usernames: Iterable[str]) -> dict[str, str]:
    """
    Return, for each name as it was typed, the username that it means, if one does.

    Capital letters matter only where two usernames differ in nothing else.
    """
    known = list(usernames)
    alike: dict[str, list[str]] = {}
    for username in known:
        alike.setdefault(username.casefold(), []).append(username)
    meant: dict[str, str] = {}
    for name in names:
        same = alike.get(name.casefold(), [])
        if name in same or len(same) == 1:
            meant[name] = name if name in same else same[0]
    return meant


def parse(note: str) -> list[Token]:
    """Return the parts of a note, with `mention` tokens among them; raises TextTooLongError."""
    if len(note) > LONGEST:
        message = f"A note of {len(note)} characters is longer than {LONGEST}."
        raise TextTooLongError(message)
    return PARSER.parse(note)


def is_mention(token: Token) -> bool:
    """Whether a part of a line is a mention."""
    return token.type == "mention"


def _mention(state: StateInline, silent: bool) -> bool:
    """Read a mention where the parser stands; whether there is one."""
    start = state.pos
    while state.src[start - 1 : start] == "_":  # of a word, or of what is set in italics
        start -= 1
    before = state.src[start - 1 : start]
    found = None if INSIDE.match(before) else NAME.match(state.src, state.pos, state.posMax)
    if found and not silent:
        state.push("mention", "strong", 0).content = found[1]
    if found:
        state.pos = found.end()
    return bool(found)


def _parser() -> MarkdownIt:
    """Return the parser of all that editors write, which knows mentions too."""
    parser = new_parser()
    parser.inline.ruler.before("link", "mention", _mention)
    return parser


PARSER = _parser()
