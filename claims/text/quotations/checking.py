"""The check itself: word for word first, then the nearest place."""

from collections.abc import Iterator, Sequence
from itertools import chain

from claims.text.diff import Change
from claims.text.quotations.findings import FEWEST_WORDS, Found, State
from claims.text.quotations.nearness import Near, nearest
from claims.text.quotations.pattern import FARTHEST, Pattern, Word, declared_in, literal
from claims.text.quotations.verbatim import Place, places_of
from claims.text.quotations.words import Words, code_of, encode, has_break, keys_and_places

ALIKE = 0.6  # difflib's own threshold for a close match (get_close_matches)
NEVER_WHOLE = 0.999
FEWEST_BESIDE = 2  # words outside of brackets; one stands in any text

ABSENT = Found(State.ABSENT)


def check(quote: str, text: str, *, within: tuple[int, int] | None = None) -> Found:
    """
    Return where and how a quotation stands in a text, in time that grows with the text.

    `within` is the stretch, for example the page, in which it should stand: of several places
    one in there is chosen, else the first.
    """
    readings = list(_readings(quote))
    if not readings or not text:
        return ABSENT
    patterns = [pattern for words in readings for pattern in _patterns(quote, words)]
    inserting = _inserting(quote, readings[0])
    asked = [*patterns, *filter(None, [inserting])]
    codes = _codes(key for pattern in asked for part in pattern.parts for key in part)
    whole = encode(text, codes, joining=has_break(text))
    apart = (encode(text, codes, joining=False) for _once in range(has_break(text)))
    for source in chain([whole], apart):
        for pattern in patterns:
            places = places_of(source, pattern, codes)
            if places:
                return _verbatim(source, pattern, places, within)
    near = _near(whole, quote, readings[0], codes)
    if near.state == State.NEAR or inserting is None:
        return near
    return _around_insertions(whole, quote, readings[0], inserting, codes) or near


def _readings(quote: str) -> Iterator[list[Word]]:
    """Yield the quotation's words, as they stand and with words joined at line ends."""
    for joined in [False, True] if has_break(quote) else [False]:
        words = _without_own_marks(keys_and_places(quote, joined=joined))
        if words:
            yield words


def _without_own_marks(words: list[Word]) -> list[Word]:
    """Return the words without quotation marks at either end."""
    said = [index for index, (key, _start, _end) in enumerate(words) if key != '"']
    return words[said[0] : said[-1] + 1] if said else []


def _codes(keys: Iterator[str]) -> dict[str, str]:
    """Return a character for each word that a quotation asks for."""
    known = dict.fromkeys(keys)
    return {key: code_of(index) for index, key in enumerate(known)}


def _patterns(quote: str, words: Sequence[Word]) -> Iterator[Pattern]:
    """Yield what must stand in the text: every word, or what is left by what is declared."""
    yield literal(words)
    declared = declared_in(quote, words)
    if declared is not None and declared.is_honest:
        yield declared


def _inserting(quote: str, words: Sequence[Word]) -> Pattern | None:
    """Return what a quotation says outside of brackets in which its writer added words."""
    declared = declared_in(quote, words)
    if declared is None or declared.is_honest:
        return None
    said = sum(any(map(str.isalnum, key)) for part in declared.parts for key in part)
    return declared if said >= FEWEST_BESIDE else None


def _around_insertions(
    source: Words, quote: str, words: list[Word], pattern: Pattern, codes: dict[str, str]
) -> Found | None:
    """Return where all but the words in brackets stands, if it does: with them it is near."""
    places = places_of(source, pattern, codes)
    if not places:
        return None
    parts = places[0].parts
    pairs = [
        pair
        for indexes, part in zip(pattern.indexes, parts, strict=True)
        for pair in zip(indexes, range(part.first, part.last), strict=True)
    ]
    near = Near(parts[0].first, parts[-1].last, pairs, len(pairs) / len(words))
    return Found(
        state=State.NEAR,
        score=round(min(near.score, NEVER_WHOLE), 3),
        start=source.starts[near.first],
        end=source.ends[near.last - 1],
        words=list(_differing(source, quote, words, near)),
        declared=pattern.declared,
        is_slight=any(_is_slight(part) for part in pattern.parts),
    )


def _verbatim(
    source: Words, pattern: Pattern, places: Sequence[Place], within: tuple[int, int] | None
) -> Found:
    """Return the find at one of these places."""
    place = _chosen(source, places, within)
    spans = [(source.starts[part.first], source.ends[part.last - 1]) for part in place.parts]
    return Found(
        state=State.VERBATIM,
        score=1.0,
        start=spans[0][0],
        end=spans[-1][1],
        parts=spans,
        declared=pattern.declared,
        places=len(places),
        is_slight=any(_is_slight(part) for part in pattern.parts),
    )


def _chosen(source: Words, places: Sequence[Place], within: tuple[int, int] | None) -> Place:
    """Return the first place that begins within a stretch, or the first of all."""
    start, end = within or (0, 0)
    there = (p for p in places if start <= source.starts[p.parts[0].first] < end)
    return next(there, places[0])


def _is_slight(part: Sequence[str]) -> bool:
    """Whether a part has too few words to prove that it is meant."""
    return sum(key[-1].isalnum() for key in part) < FEWEST_WORDS


def _near(source: Words, quote: str, words: list[Word], codes: dict[str, str]) -> Found:
    """Return the nearest place with the words that differ, or that there is none."""
    coded = "".join(codes[key] for key, _start, _end in words)
    said = frozenset(code for key, code in codes.items() if any(map(str.isalnum, key)))
    declared = declared_in(quote, words)
    omits = sum(gap.omits for gap in declared.gaps) if declared else 0
    near = nearest(source, coded, said=said, omitted=min(omits, 3) * FARTHEST)
    if near is None:
        return ABSENT
    score = round(min(near.score, NEVER_WHOLE), 3)
    if score < ALIKE:
        return Found(State.ABSENT, score)
    return Found(
        state=State.NEAR,
        score=score,
        start=source.starts[near.first],
        end=source.ends[near.last - 1],
        words=list(_differing(source, quote, words, near)),
        declared=declared.declared if declared else [],
    )


def _differing(source: Words, quote: str, words: Sequence[Word], near: Near) -> Iterator[Change]:
    """Yield the changes from the text to the quotation, each word with the space behind it."""
    at, place = 0, near.first
    same: list[str] = []
    for index, index_there in [*near.pairs, (len(words), near.last)]:
        if (at, place) != (index, index_there):
            yield from _told("same", same)
            same = []
            removed = _slice(source, place, index_there, near.last)
            added = _quoted(quote, words, at, index)
            space = " " if removed and added and not removed[-1].isspace() else ""
            yield from _told("removed", [removed + space])
            yield from _told("added", [added])
        if index < len(words):
            same.append(_slice(source, index_there, index_there + 1, near.last))
        at, place = index + 1, index_there + 1
    yield from _told("same", same)


def _told(kind: str, pieces: Sequence[str]) -> Iterator[Change]:
    """Yield a change if it says anything."""
    text = "".join(pieces)
    if text:
        yield Change(
            "same" if kind == "same" else "removed" if kind == "removed" else "added", text
        )


def _slice(source: Words, first: int, last: int, end: int) -> str:
    """Return words of the text up to where the next one starts, each space as one."""
    if first >= last:
        return ""
    stop = source.starts[last] if last < end else source.ends[last - 1]
    return _spaced(source.text[source.starts[first] : stop])


def _quoted(quote: str, words: Sequence[Word], first: int, last: int) -> str:
    """Return words of the quotation, with a space behind the last."""
    if first >= last:
        return ""
    stop = words[last][1] if last < len(words) else words[last - 1][2]
    return _spaced(quote[words[first][1] : stop])


def _spaced(text: str) -> str:
    """Return a text with one space for each run of white space."""
    body = " ".join(text.split())
    return f"{body} " if text[-1:].isspace() else body
