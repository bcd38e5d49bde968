"""
Characters that are not seen: direction marks, zero-width characters, tags.

They are legitimate in many scripts, so texts keep them and the desk shows them by name. Only
unbalanced direction overrides, which make a text read as something else, are refused, and
only in names, titles and URLs.
"""

import re
from collections.abc import Iterable

PARAGRAPH_END = re.compile(r"[\n\r\x1c-\x1e\x85\u2029]")
EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
POP_EMBEDDING = "\u202c"
ISOLATES = frozenset("\u2066\u2067\u2068")
POP_ISOLATE = "\u2069"
CLOSED_BY = dict.fromkeys(EMBEDDINGS, POP_EMBEDDING) | dict.fromkeys(ISOLATES, POP_ISOLATE)

NAMES = {
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u115f": "HCF",
    "\u1160": "HJF",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u3164": "HF",
    "\ufeff": "BOM",
    "\uffa0": "HHF",
}
UNSEEN = re.compile(f"[{''.join(NAMES)}\u2061-\u2064\u206a-\u206f\U000e0000-\U000e007f]")


def unbalanced_overrides(text: str) -> bool:
    """Whether a paragraph opens a direction that it does not close, or closes one not open."""
    return not all(_is_balanced(paragraph) for paragraph in PARAGRAPH_END.split(text))


def _is_balanced(characters: Iterable[str]) -> bool:
    """Whether each direction opened is closed by its own kind, the last one first."""
    awaited: list[str] = []
    for character in characters:
        if character in CLOSED_BY:
            awaited.append(CLOSED_BY[character])
        elif character in {POP_EMBEDDING, POP_ISOLATE} and (
            not awaited or awaited.pop() != character
        ):
            return False
    return not awaited


def show_unseen(text: str) -> str:
    """Return the text with each invisible character written by name, as in "a‹ZWSP›b"."""
    return UNSEEN.sub(lambda found: f"‹{_name(found[0])}›", text)


def has_unseen(text: str) -> bool:
    """Whether the text holds a character that show_unseen() would write by name."""
    return UNSEEN.search(text) is not None


def _name(character: str) -> str:
    """Return the short name of an invisible character."""
    return NAMES.get(character, f"U+{ord(character):04X}")
