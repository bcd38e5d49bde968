"""
What two texts share: fingerprints that find a common passage without reading both again.

Winnowing, after Schleimer, Wilkerson and Aiken (SIGMOD 2003): of the hashes of all runs of K words
the smallest of each window of WINDOW is kept, with its place. Whatever two texts share in
K + WINDOW - 1 words or more shares at least one of them, and what is shorter than K words none.
Texts, hashing and comparison are linear in the words.
"""

import re
import zlib
from array import array
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

K = 8  # words in a row that nobody writes twice by chance (the same as in claims.text.overlap)
WINDOW = 9  # so that every shared run of 16 words is seen; a fifth of the hashes is kept
BASE, MODULUS = 1_000_003, (1 << 61) - 1
DRIFT = 6  # words that an edit may add or take and the passage goes on
GAP = 40  # words that may differ within one passage: an edited sentence

# What makes two texts one voice: one long passage, or a share in shorter ones. Both are the house's own choice, held against the
# labelled pairs in tests/text/shared_texts.py; containment, the share of the shorter text, is
# Broder's (SEQUENCES 1997).
LONG_PASSAGE = 50  # words, about
SHARE, SHORT_PASSAGE = 0.4, 25  # of the shorter text, in passages of so many words

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
QUOTED = re.compile(
    r"“[^“”\n]{1,2000}”|„[^„“”\n]{1,2000}[“”]|«[^«»\n]{1,2000}»|「[^「」\n]{1,2000}」"
    r"|(?<!\w)\"[^\"\n]{1,2000}\"(?!\w)"
)
# What stands on many sites alike and is no report: a paragraph with two of these is left out.
BOILERPLATE = re.compile(
    r"cookies?\b|consent|privacy (?:policy|notice|settings|preferences)|personal data|"
    r"our partners|third part(?:y|ies)|legitimate interest|subscri(?:be|ption)|newsletter|"
    r"sign (?:up|in)|log ?in|all rights reserved|terms (?:of (?:use|service)|and conditions)|"
    r"advertis(?:ing|ement)s?|personali[sz]ed|your (?:browser|device|inbox|e-?mail)|"
    r"may not be (?:published|reproduced|broadcast|rewritten)|copyright|follow us|"
    r"datenschutz|einwilligung|nutzungsbedingungen|"
    r"aceptar|privacidad|consentimiento|confidentialité",
    re.IGNORECASE,
)
TELLING = 2  # words of that list in one paragraph


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The kept hashes of a text with their places, in order, and how many words it has."""

    hashes: Sequence[int]
    places: Sequence[int]
    words: int

    def to_bytes(self) -> bytes:
        """Return them in a form to be stored."""
        numbers = array("Q", [self.words, *self.hashes, *self.places])
        if numbers.itemsize != 8:  # noqa: PLR2004 # pragma: no cover
            raise OverflowError
        return numbers.tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Fingerprints":
        """Return those that were stored."""
        numbers = array("Q")
        numbers.frombytes(stored)
        half = 1 + (len(numbers) - 1) // 2
        return cls(numbers[1:half], numbers[half:], numbers[0])


def own_words(text: str) -> list[str]:
    """Return a text's own words: without what it quotes, and without what every site says."""
    paragraphs = (line for line in text.splitlines() if not is_boilerplate(line))
    return WORD.findall(QUOTED.sub(" ", "\n".join(paragraphs)).casefold())


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph is a notice on cookies, rights or subscriptions."""
    return len({found.casefold() for found in BOILERPLATE.findall(paragraph)}) >= TELLING


def fingerprints_of(text: str) -> Fingerprints:
    """Return the fingerprints of a text."""
    words = own_words(text)
    kept = list(winnow(run_hashes(words)))
    return Fingerprints([h for h, _place in kept], [place for _h, place in kept], len(words))


def run_hashes(words: list[str]) -> Iterator[int]:
    """Yield the hash of each run of K words, each from the one before it (Karp and Rabin)."""
    numbers = [zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1 for word in words]
    top, value = pow(BASE, K - 1, MODULUS), 0
    for at, number in enumerate(numbers):
        if at >= K:
            value -= numbers[at - K] * top
        value = (value * BASE + number) % MODULUS
        if at >= K - 1:
            yield value


def winnow(hashes: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield the smallest hash of each window with its place, the rightmost of equal ones, once."""
    rising: deque[tuple[int, int]] = deque()
    last, at = -1, -1
    for at, value in enumerate(hashes):
        while rising and rising[-1][0] >= value:
            rising.pop()
        rising.append((value, at))
        if rising[0][1] <= at - WINDOW:
            rising.popleft()
        if at >= WINDOW - 1 and rising[0][1] != last:
            last = rising[0][1]
            yield rising[0]
    if -1 < at < WINDOW - 1:
        yield rising[0]


def shared_words(texts: dict[int, Fingerprints]) -> dict[tuple[int, int], int]:
    """
    Return about how many words each two texts share in passages, where that makes them one voice.

    Each two are compared by what they have in common alone, found in one walk over all hashes.
    """
    common: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    first_in: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key in sorted(texts):
        for value, place in first_places(texts[key]).items():
            for other, there in first_in[value]:
                common[other, key].append((there, place))
            first_in[value].append((key, place))
    found = {}
    for (one, other), places in common.items():
        longest, in_all = measured(places)
        if makes_one(longest, in_all, min(texts[one].words, texts[other].words)):
            found[one, other] = max(longest, in_all)
    return found


def first_places(text: Fingerprints) -> dict[int, int]:
    """Return each hash with its place: a run that a text repeats counts where it stands first."""
    return dict(zip(reversed(text.hashes), reversed(text.places), strict=True))


def measured(places: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the longest passage, and all that are not too short for a quotation, in words."""
    lengths = list(passages(places))
    return max(lengths), sum(length for length in lengths if length >= SHORT_PASSAGE)


def makes_one(longest: int, in_all: int, shorter: int) -> bool:
    """Whether so many words make two texts one voice, the shorter of which has this many."""
    return longest >= LONG_PASSAGE or (in_all > 0 and in_all >= SHARE * shorter)


def passages(places: list[tuple[int, int]]) -> Iterator[int]:
    """
    Yield about how many words each passage has of which these runs of K words are parts.

    The first and the last run that is kept stand half a window inside the passage, on average.
    """
    ordered = sorted(places)
    least = K + WINDOW - 1
    length = least
    for (one, other), (next_one, next_other) in pairwise(ordered):
        step, there = next_one - one, next_other - other
        if not (step <= GAP and 0 < there <= GAP and abs(step - there) <= DRIFT):
            yield length
            length = least
        else:
            length += step if step == there and step <= 2 * WINDOW else min(K, step, there)
    yield length
