"""Bytes to characters: what the file says, what others say of it, and a guess at last."""

import re
from collections.abc import Iterable

from charset_normalizer import CharsetMatch, from_bytes
from django.utils.translation import gettext as _

from claims.documents.base import DocumentError
from claims.documents.signatures import marked_encoding
from claims.text.language import detect_language

# A sign inside a word, as in "podniós³", tells that the letters are another alphabet's.
ODD_IN_WORDS = re.compile(
    r"(?<=[^\W\d_])[^\w\s\x00-\x7f‘’“”–—…«»·]|[^\w\s\x00-\x7f‘’“”–—…«»·](?=[^\W\d_])"
)
# Encodings for which a text's statistics are the same are told apart by its language.
WESTERN = "cp1252"
CODE_PAGES = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), "cp1251"),
    "el": "cp1253",
    **dict.fromkeys(("az", "ku", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
}
TRIED = 100_000  # bytes that a guess looks at


def decode(raw: bytes, declared: Iterable[str | None] = ()) -> str:
    """
    Return the characters; `declared` are the encodings that were named for them, best first.

    A byte order mark goes before everything, then UTF-8 if the bytes are that, because nothing
    else looks like it by accident. DocumentError if nothing fits.
    """
    for encoding in (marked_encoding(raw), "utf-8", *declared):
        text = _decoded(raw, encoding)
        if text is not None:
            return text
    guess = None if _is_damaged_utf8(raw) else _guessed(raw)
    if guess is None:
        raise _unreadable(raw)
    return guess


def _decoded(raw: bytes, encoding: str | None) -> str | None:
    """Return the text if these bytes can be in this encoding, and None if not."""
    if not encoding:
        return None
    try:
        text = raw.decode(encoding)
    except (ValueError, LookupError):  # other bytes, or no such encoding or name of one
        return None
    return text if isinstance(text, str) else None


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether more of the bytes beyond ASCII are UTF-8 than are not."""
    text = raw.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return sum(not character.isascii() for character in text) > 2 * damaged


def _guessed(raw: bytes) -> str | None:
    """Return the text in the likeliest old encoding, or None where it is anyone's guess."""
    tried = raw[:TRIED].rsplit(b"\n", 1)[0]
    guesses = [guess for guess in from_bytes(tried) if guess.coherence > 0]
    if not guesses:
        return None
    fewest = min(_oddities(guess) for guess in guesses)
    likely = [guess for guess in guesses if _oddities(guess) == fewest]
    customary = CODE_PAGES.get(detect_language(str(likely[0]))[0], WESTERN)
    likely.sort(
        key=lambda guess: (round(guess.chaos, 1), customary not in guess.could_be_from_charset)
    )
    return _decoded(raw, likely[0].encoding)


def _oddities(guess: CharsetMatch) -> int:
    """Count the signs of a wrong guess."""
    return len(ODD_IN_WORDS.findall(str(guess)))


def _unreadable(raw: bytes) -> DocumentError:
    """Say where the first byte stands that is not UTF-8."""
    valid = raw.decode("utf-8", errors="replace").partition("\ufffd")[0]
    message = _(
        "The text is not valid UTF-8 (line %(line)s), and its encoding cannot be told for sure."
        " Open it in the program that it comes from and save it as UTF-8."
    )
    return DocumentError(message % {"line": valid.count("\n") + 1}, code="encoding")
