"""
The words by which texts are found: the same for what is searched and for what is typed.

Each run of letters, figures and their marks is compatibility-composed (NFKC), case-folded, freed
of Latin, Greek and Cyrillic diacritics, and cut to a stem: first as English, then as Spanish
(Snowball's algorithms, https://snowballstem.org). Both are applied to every word, whatever the
language, so that nobody needs to say in which language they search; a stem that is too short
only finds more. Scripts without spaces give a word for each character.
"""

import re
import threading
import unicodedata
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.spanish_stemmer import SpanishStemmer

VERSION = 1  # raised when words are made otherwise; manage.py rebuild_search then makes all anew
LONGEST = 64  # characters of a word that count
MOST_PARTS = 12  # of what is typed
SHORTEST_BEGINNING = 3  # letters that tell enough of how a word begins

MARKS = "".join(
    character
    for character in map(chr, range(0x300, 0x20000))
    if unicodedata.category(character).startswith("M")
)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and the like, inside words
PLAIN = r"[A-Za-z0-9]++(?=[\x00-\x7f]|\Z)"  # most runs: told thirty times sooner than by marks
ANY = rf"[^\W_]+(?:[{re.escape(MARKS)}{INVISIBLE}]+[^\W_]+)*[{re.escape(MARKS)}]*"
RUN = re.compile(f"{PLAIN}|{ANY}")
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
DIACRITICS = re.compile("[\u0300-\u036f]")
WITHOUT_SPACES = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
STEMMABLE = re.compile("[a-z]{3,}")
SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?(?=\S+[./]\S)", re.IGNORECASE)
TYPED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|(\S+)")

_english, _spanish = EnglishStemmer(), SpanishStemmer()
_one_at_a_time = threading.Lock()  # Snowball's stemmers keep the word that they work on


@dataclass(frozen=True, slots=True)
class Part:
    """Something typed into a search: words that stand side by side, the last perhaps begun."""

    words: tuple[str, ...]
    begun: bool = False


def words_of(text: str) -> list[str]:
    """Return the words by which a text is found, in its order."""
    return [word for _start, _end, words in spans(text) for word in words]


def spans(
    text: str, firsts: Container[str] | None = None
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """
    Yield where each run of letters stands in a text, and the words that it gives.

    Runs that give no word with one of these first letters may be left out: a stem begins as its
    word does, so most need not be cut to one.
    """
    for run in RUN.finditer(POSSESSIVE.sub("  ", text)):
        written = run[0]
        if firsts is None or written[0].lower() in firsts or not written.isascii():
            yield run.start(), run.end(), words_in(written)


@lru_cache(maxsize=100_000)
def words_in(run: str) -> tuple[str, ...]:
    """Return the words by which one run of letters is found."""
    return tuple(stem(word) for word in folded(run))


def runs(text: str) -> list[str]:
    """Return each run of letters of a text, as it is written."""
    return RUN.findall(POSSESSIVE.sub("  ", text))


def rewritten(text: str, change: Callable[[str], str]) -> str:
    """Return a text in which each run of letters is as `change` writes it."""
    return RUN.sub(lambda run: change(run[0]), text)


def folded(run: str) -> list[str]:
    """Return the words of a run of letters before they are cut to stems."""
    composed = unicodedata.normalize("NFKC", run.translate(dict.fromkeys(map(ord, INVISIBLE))))
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", composed.casefold()))
    plain = unicodedata.normalize("NFC", DIACRITICS.sub("", apart)).translate(LETTERS)
    split = WITHOUT_SPACES.sub(r" \1 ", plain)
    return [word[:LONGEST] for word in RUN.findall(split)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word; what is not of plain Latin letters stays."""
    if not STEMMABLE.fullmatch(word):
        return word
    with _one_at_a_time:
        return str(_spanish.stemWord(_english.stemWord(word)))


def parts_of(typed: str) -> list[Part]:
    """
    Return what is asked for: all of these parts, wherever they stand.

    What is quoted stands side by side, and so do the words of an address or a compound.
    """
    words = [tuple(words_of(piece)) for piece in pieces(typed)]
    return [Part(some) for some in words if some][:MOST_PARTS]


def pieces(typed: str) -> list[str]:
    """Return what is quoted, and what stands between spaces, as it was typed."""
    return [quoted or SCHEME.sub("", single) for quoted, single in TYPED.findall(typed)]


def without(typed: str, some: Container[str]) -> str:
    """Return what was typed without some of its runs of letters; nothing if no other is left."""
    left = RUN.sub(lambda run: "" if run[0] in some else run[0], POSSESSIVE.sub("", typed))
    return " ".join(piece for piece in left.split() if RUN.search(piece))


def begun(parts: list[Part]) -> list[Part]:
    """Return the same parts where each may go on: what is typed may be the beginning of a word."""
    return [replace(part, begun=len(part.words[-1]) >= SHORTEST_BEGINNING) for part in parts]


def beginnings(typed: str) -> list[list[Part]]:
    """
    Return what may be meant where what was typed is only begun, the likelier first.

    Where a stem cut a word to few letters, the word is taken as whole, and then as the beginning
    that was typed: “Nato” stems to “nat”, and begins no “nation”.
    """
    written = {stem(word): word for run in runs(typed) for word in folded(run)}
    exact = parts_of(typed)
    going_on = begun(exact)
    whole, as_typed = list(going_on), list(going_on)
    for place, part in enumerate(exact):
        *words, last = part.words
        if len(last) <= SHORTEST_BEGINNING and written.get(last, last) != last:
            whole[place] = part
            (as_typed[place],) = begun([Part((*words, written[last]))])
    meant = [whole] if whole == as_typed else [whole, as_typed]
    return [parts for parts in meant if parts != exact]
