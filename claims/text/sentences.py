"""
Sentences of a text as spans with true offsets, without a language model.

pysbd finds the boundaries; the offsets are counted here, because its own lose or misplace
text that repeats or has odd white space.
"""

import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

with warnings.catch_warnings():  # pysbd writes regular expressions in plain strings
    warnings.simplefilter("ignore")
    import pysbd
    from pysbd.languages import LANGUAGE_CODES

FALLBACK_LANGUAGE = "en"
PIECE = 1_500  # pysbd's time grows faster than its text: it is given about this much at once
UNBROKEN = 6_000  # a piece longer than this has no sentences that pysbd could tell apart

CLEAR_BREAK = re.compile(
    r"""[.!?…]["'”’»)\]]*\s+(?=["'“‘«(\[]?[^\W\d_a-z])  # a full stop, then a capital
    |[。！？]["'”’»）」』]*                                # full-width marks need no space
    |\n\s*\n""",
    re.VERBOSE,
)
PLAIN_BREAK = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*\s+")
BEHIND_QUOTATION = r"(?<=\w['’\"”])"
OPENING = (  # how a sentence begins, and hardly anything that stands behind a quotation in one
    r"(?:(?:He|She|It|They|His|Her|Its|Their|We|But|This|These)\s"
    r"|(?:An?|The|No|Both|Some|Many|Most|One|Another|Police|Experts|Officers|Officials|Ministers"
    r"|Researchers|Scientists|Doctors|Critics|Fans|Residents|Campaigners|Prosecutors|Detectives"
    r"|Investigators|Witnesses|Parents|Relatives|Neighbou?rs|Charity|University|Company|Firm|Film"
    r"|Movie|Teacher|Coroner|Judge|Jury|Court|Council|Government|Family|Couple|Pair|Incident|Video"
    r"|Footage|Images|Pictures|Photos|Survey|Study|Report|Attack|Victim|Researcher|Spokesman"
    r"|Spokeswoman),?\s(?!of\b)[a-z]"
    r"|(?:Mr|Mrs|Ms|Dr)\.?\s[A-Z][\w-]+\s(?!said|says|added|told|claimed|wrote|insisted|explained)"
    r"[a-z]+\s\w)"
)
UNSTOPPED = re.compile(  # "… 'out of the blue' He was …": a sentence that lost its full stop
    rf"{BEHIND_QUOTATION}\s+(?={OPENING})"
    r"|(?<=[a-z]{3}\.)(?=(?:He|She|It|They|But|The)\s[a-z])"  # "… at the house.He left"
    r"|(?:(?<=\bthem['’\"”])|(?<=\bhim['’\"”])|(?<=\bit['’\"”]))\s+(?=[A-Z]\w+ (?:[A-Z]\w+ )?"
    r"(?!added|claimed|explained|insisted|shouted|replied)\w+ed (?:the|an?|his|her|its|their)\s)"
)
SHORTENED = re.compile(r"\b(?:Bros|Co|Corp|Inc|Div|Bhd|Pty|Pvt|Gen|Ed)\.\s*$")
GOES_ON = re.compile(  # behind a full stop that shortens a word, and behind a title's "!" or "?"
    r"(?:[a-z]|Ltd\b|Inc\b|LLC\b|Bhd\b|Studios?\b|Pictures\b|Records\b|Entertainment\b"
    r"|Television\b|Animation\b|Music\b|Discovery\b|International\b)"
)
TITLED = re.compile(r"[!?]\s*$")
DATED = re.compile(r"\(\d{4}(?:[-–]\d{2,4})?\)")  # "Clap Your Hands! (1964)"
OPENED = re.compile(r"(?:^|[\s(\[])['‘\"“]\S")  # none in "the teachers' Court in Oslo"
NOT_SPACE = re.compile(r"\S+")


class Span(NamedTuple):
    """A stretch of a text, `text[start:end]`, in code points."""

    start: int
    end: int


def find_sentences(
    text: str, start: int = 0, end: int | None = None, *, language: str = FALLBACK_LANGUAGE
) -> list[Span]:
    """
    Return the sentences of `text[start:end]` in order, with offsets into `text`.

    Every character that is not white space is in exactly one of them.
    """
    stop = len(text) if end is None else end
    return [
        span
        for piece in _pieces(text, start, stop)
        for span in _aligned(text, piece, _segments(text[piece.start : piece.end], language))
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield stretches short enough for pysbd, cut where a sentence clearly ends."""
    piece_start = start
    for match in CLEAR_BREAK.finditer(text, start, end):
        if match.end() - piece_start >= PIECE:
            yield Span(piece_start, match.end())
            piece_start = match.end()
    if piece_start < end:
        yield Span(piece_start, end)


def _segments(piece: str, language: str) -> list[str]:
    """Return the sentences of a piece as strings; white space in them may be lost."""
    if len(piece) > UNBROKEN:
        ends = [match.end() for match in PLAIN_BREAK.finditer(piece)]
        return [piece[a:b] for a, b in zip([0, *ends], [*ends, len(piece)], strict=True)]
    line = re.sub(r"\s", " ", piece)  # a line break within a block ends no sentence
    segments: list[str] = _segmenter(language).processor(line).process() if line.strip() else []
    whole = "".join("".join(segments).split()) == "".join(piece.split())
    found = list(_rejoined(segments)) if whole else [piece]
    return [part for segment in found for part in _parted(segment)]


def _rejoined(segments: list[str]) -> Iterator[str]:
    """Yield the segments, as one where a name or a title was cut: "Co. | Ltd.", "Up! | (2009)"."""
    kept = ""
    for segment in segments:
        start = segment.lstrip()
        cut = SHORTENED.search(kept) and GOES_ON.match(start)
        if kept and not (cut or (TITLED.search(kept) and DATED.match(start))):
            yield kept
            kept = ""
        kept += segment if not kept or kept[-1].isspace() else f" {segment}"
    if kept:
        yield kept


def _parted(segment: str) -> Iterator[str]:
    """Yield the sentences of what runs on without a full stop."""
    start = 0
    for match in UNSTOPPED.finditer(segment):
        before = segment[start : match.start()]
        if before.endswith(".") or OPENED.search(before):
            yield before
            start = match.end()
    yield segment[start:]


@cache
def _segmenter(language: str) -> Any:
    """Return pysbd's segmenter for a language, or for English where it has none."""
    code = language.split("-", maxsplit=1)[0].lower()
    return pysbd.Segmenter(language=code if code in LANGUAGE_CODES else FALLBACK_LANGUAGE)


def _aligned(text: str, piece: Span, segments: list[str]) -> Iterator[Span]:
    """Yield the span of each segment, found by counting what is not white space."""
    runs = NOT_SPACE.finditer(text, piece.start, piece.end)
    at = stop = piece.start
    for segment in segments:
        count = len("".join(segment.split()))
        first = None
        while count:
            if at == stop:
                run = next(runs)
                at, stop = run.span()
            first = at if first is None else first
            taken = min(count, stop - at)
            at, count = at + taken, count - taken
        if first is not None:
            yield Span(first, at)
