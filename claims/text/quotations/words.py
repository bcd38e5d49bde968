"""
A text as the words that a quotation is compared by, each with its place in the original.

Two words are the same if they differ in nothing but typography: the kind of white space, of
quotation marks and of dashes, soft hyphens and marks of no width, ligatures and other forms of
one letter, composed or decomposed accents. Capitals, figures, signs, superscripts, currencies and
per cent signs are no typography. A sign, a currency or a per cent sign is one word with its
figure, so that nothing can be cut off a figure at the edge of a quotation.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from claims.text.diff import IDEOGRAPHS

LAST_OF_THE_PLANE = 0xFFFF
SURROGATES = range(0xD800, 0xE000)


def _ranges(codes: Iterable[int]) -> str:
    """Return code points, in order, as the ranges of a character class."""
    runs = groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])
    spans = ([code for _at, code in run] for _shift, run in runs)
    return "".join(f"\\u{span[0]:04x}-\\u{span[-1]:04x}" for span in spans)


MARKS = _ranges(
    code for code in range(LAST_OF_THE_PLANE) if unicodedata.category(chr(code))[0] == "M"
)
WIDTHLESS = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
QUOTES = "\"'`´‘’‚‛“”„‟«»‹›＂＇"
APOSTROPHES = "'’ʼ‘＇"
HYPHENS = "-‐‑"
DASHES = f"{HYPHENS}‒–—―﹘﹣－⸺"
CURRENCIES = "$€£¥₹₽₩"

# No group is repeated possessively, “(…)*+”: Python before 3.11.5 matches such wrongly.
LETTERS = rf"[^\W{IDEOGRAPHS}]"
RUN = rf"{LETTERS}++(?:[{MARKS}{WIDTHLESS}]++{LETTERS}*+)*"
WORD = rf"{RUN}(?:(?:[{APOSTROPHES}](?=\w)|[.,:/·](?=\d)){RUN})*"
SIGN = rf"(?<![^\s(\[{re.escape(QUOTES)}])[-–−+±<>≤≥~≈]"
FIGURE = rf"(?:{SIGN})?[{CURRENCIES}]?+(?=\d){WORD}(?:\s*+[%‰°])?"
OTHER = rf"[{IDEOGRAPHS}]|{FIGURE}|\.{{3}}|\.\s\.\s\.|--+|''|``|[^\s{WIDTHLESS}]"
LETTERED = rf"(?!\d){WORD}"
TOKEN = re.compile(rf"{LETTERED}|{OTHER}")
BREAK = rf"(?:[{HYPHENS}]|(?<=\u00ad))[^\S\n]*+\n\s*+"
JOINING = re.compile(rf"({LETTERED})(?:{BREAK}({LETTERED}))?|{OTHER}")
BROKEN = 2  # the group of JOINING that holds the second part of a word broken at a line end
HAS_BREAK = re.compile(BREAK)
BROKEN_BEFORE = re.compile(rf"\w[{WIDTHLESS}]*{BREAK}\Z")

UNKNOWN = "\0"  # the code of a word that the quotation does not have
ELLIPSIS = "…"
SINGLES = {
    **dict.fromkeys([*QUOTES, "''", "``"], '"'),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(["...", ". . .", "…"], ELLIPSIS),
}
DECOMPOSED = {"<compat>", "<wide>", "<narrow>", "<font>"}
DECOMPOSED |= {"<initial>", "<medial>", "<final>", "<isolated>"}
PLAIN_EDGE = set(f"{QUOTES}—―.,;:!?…()[]{{}}|。、！？，；：（）「」『』<>")


def key_of(raw: str) -> str:
    """Return what a word is compared by: the word without its typography."""
    single = SINGLES.get(raw) or (raw.startswith("--") and "-")
    if single:
        return single
    if raw.isascii():
        return "".join(raw.split())
    plain = "".join(map(_plain, unicodedata.normalize("NFC", raw)))
    return SINGLES.get(plain, plain)


def _plain(letter: str) -> str:
    """Return a character as it is compared, or nothing for one without a width."""
    if letter.isspace() or unicodedata.category(letter) == "Cf":
        return ""
    if letter in APOSTROPHES:
        return "'"
    if letter in DASHES:
        return "-"
    form = unicodedata.decomposition(letter).partition(" ")[0]
    if form in DECOMPOSED and letter.isalpha():
        return unicodedata.normalize("NFKC", letter)
    return letter


def code_of(index: int) -> str:
    """Return the character that stands for the word with this index."""
    code = index + 1
    return chr(code if code < SURROGATES.start else code + len(SURROGATES))


@dataclass(frozen=True, slots=True)
class Words:
    """A text as one character a word, with where each word starts and ends."""

    text: str
    codes: str
    starts: "array[int]"
    ends: "array[int]"

    def key(self, index: int) -> str:
        """Return what a word is compared by."""
        return key_of(self.text[self.starts[index] : self.ends[index]])

    def is_torn(self, first: int, last: int) -> bool:
        """Whether words from `first` to before `last` are cut out of longer ones."""
        return self.is_torn_before(first) or self.is_torn_behind(last - 1)

    def is_torn_before(self, index: int) -> bool:
        """Whether what stands before a word belongs to it: a symbol, the first part of it."""
        at = self.starts[index]
        before = self.text[at - 1 : at]
        if before.isspace():
            return BROKEN_BEFORE.search(self.text[max(0, at - 40) : at]) is not None
        return self._belongs(before, index)

    def is_torn_behind(self, index: int) -> bool:
        """Whether what stands behind a word belongs to it."""
        at = self.ends[index]
        return self._belongs(self.text[at : at + 1], index)

    def _belongs(self, beside: str, index: int) -> bool:
        """Whether a character beside a word is more than punctuation."""
        if not beside.strip() or beside in PLAIN_EDGE or unicodedata.category(beside) == "Cf":
            return False
        own = self.text[self.starts[index] : self.ends[index]]
        if own in HYPHENS:
            return beside.isalnum()
        return not (_is_ideograph(beside) or _is_ideograph(own[-1])) and own[-1] not in PLAIN_EDGE


def _is_ideograph(letter: str) -> bool:
    """Whether a character is written without spaces around it."""
    return re.match(rf"[{IDEOGRAPHS}]", letter) is not None


def keys_and_places(text: str, *, joined: bool = False) -> list[tuple[str, int, int]]:
    """Return each word of a short text, with its place; words broken at line ends joined or not."""
    matches = (JOINING if joined else TOKEN).finditer(text)
    return [(_key_in(match), *match.span()) for match in matches]


def _key_in(match: "re.Match[str]") -> str:
    """Return the key of a word, without its break where it is broken at a line end."""
    if match.lastindex == BROKEN:
        return key_of(match[1]) + key_of(match[2])
    return key_of(match[0])


def has_break(text: str) -> bool:
    """Whether a word may be broken at the end of a line."""
    return HAS_BREAK.search(text) is not None


def encode(text: str, codes: Mapping[str, str], *, joining: bool) -> Words:
    """
    Return a text in the codes of a quotation's words, in time that grows with the text.

    With `joining`, a word broken at a line end is one word wherever the quotation has it so.
    """
    found: list[str] = []
    starts, ends = array("I"), array("I")
    known: dict[str, str] = {}
    for match in (JOINING if joining else TOKEN).finditer(text):
        start, end = match.span()
        code = known.get(match[0])
        if code is None:
            code = known[match[0]] = codes.get(_key_in(match), UNKNOWN)
        if match.lastindex == BROKEN and code == UNKNOWN:
            for raw, head, tail in _apart(match):
                found.append(codes.get(key_of(raw), UNKNOWN))
                starts.append(head)
                ends.append(tail)
            continue
        found.append(code)
        starts.append(start)
        ends.append(end)
    return Words(text, "".join(found), starts, ends)


def _apart(match: "re.Match[str]") -> Iterator[tuple[str, int, int]]:
    """Yield the parts of what looked like a broken word, and the hyphen between them."""
    yield match[1], *match.span(1)
    at = match.end(1)
    if match.string[at] in HYPHENS:
        yield match.string[at], at, at + 1
    yield match[2], *match.span(2)
