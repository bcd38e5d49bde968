"""From words to a sentence: spaces, commas, capital letter and full stop."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.cues import words as word_list
from claims.splitting.grammar import (
    BRACKETS,
    QUOTES,
    is_quote,
    quote_pairs,
    text_after,
    text_before,
    word_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Word

SEPARATORS = frozenset(",;:-–—…")
ENDS = ".!?"
SET_OFF = word_list("appos relcl acl")
EXAMPLES = word_list("including such according")
YEAR = 4  # digits
CALENDAR = word_list("monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december")  # fmt: skip
VOWEL_SOUND = re.compile(
    r"(?!(?:uni|use|usu|eu|uk|one|once|u\.|u[A-Z]))(?:[aeiou]|hour|honest|heir|honou?r)", re.I
)
LOOSE_END = re.compile(r"[,;:]+\s*([.!?])$")
ARTICLE = re.compile(r"\b([Aa])n? (?=([\w'’“\"‘]*\w))")


def realise(words: Sequence[Word], replaced: Mapping[int, str]) -> str:
    """Return the sentence that the words make; `replaced` gives other wordings by token."""
    kept = _without_loose_marks(_with_commas_of_dates(_with_pairs(words)))
    kept = _with_commas_of_asides(kept)
    text = ""
    for index, word in enumerate(kept):
        text += _as_text(word, replaced)
        if index + 1 < len(kept) and _is_spaced(word, kept[index + 1]):
            text += " "
    return _closed(text, kept)


def _as_text(word: Word, replaced: Mapping[int, str]) -> str:
    if isinstance(word, str):
        return word
    return replaced.get(word.i, _lowered(word))


def _lowered(token: Token) -> str:
    """Return the word without the capital that only the start of its sentence gave it."""
    is_name = token.pos_ == "PROPN" or token.text == "I"
    is_name = is_name or (token.ent_type_ != "" and token.tag_ != "CD")
    if not token.is_sent_start or is_name or not token.text[1:].islower():
        return str(token.text)
    return token.lower_


def _is_spaced(word: Word, after: Word) -> bool:
    """Whether a space stands between two words: as in the text, where they stand there together."""
    if isinstance(word, str) or isinstance(after, str):
        return not (isinstance(after, str) and (after in SEPARATORS or after == "'s"))
    if after.i == word.i + 1:
        return bool(word.whitespace_)
    return not (after.is_punct and after.text not in BRACKETS and not _opens(after)) and (
        after.tag_ != "POS" and not _opens(word) and after.text not in {"n't", "n’t"}
    )


def _opens(token: Token) -> bool:
    """Whether the token is an opening mark: white space before it, none after."""
    if token.text in BRACKETS:
        return True
    lead = word_before(token)
    return is_quote(token) and (lead is None or bool(lead.whitespace_)) and not token.whitespace_


def _without_loose_marks(words: Sequence[Word]) -> list[Word]:
    """Return the words without marks that have lost what they stood beside, or their pair."""
    places = {word.i for word in words if not isinstance(word, str)}
    paired = _paired(words)
    return [
        word
        for word in words
        if isinstance(word, str) or word.i in paired or not _is_loose(word, places)
    ]


def _paired(words: Sequence[Word]) -> set[int]:
    """Return the places of quotation marks whose partner is there too."""
    tokens = {word.i: word for word in words if not isinstance(word, str)}
    pairs = quote_pairs(next(iter(tokens.values())).sent) if tokens else []
    return {mark.i for a, b in pairs if a.i in tokens and b.i in tokens for mark in (a, b)}


def _with_commas_of_dates(words: Sequence[Word]) -> list[Word]:
    """Return the words with each comma of the text that a date stands at: "Friday, 3 May, 2021"."""
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else ""
        if not isinstance(word, str) and not isinstance(before, str) and word.i == before.i + 2:
            between = word.doc[before.i + 1]
            if between.text == "," and (_is_of_date(before) or _is_of_date(word)):
                found.append(between)
        found.append(word)
    return found


def _with_commas_of_asides(words: list[Word]) -> list[Word]:
    """Return the words with the text's commas around what is set off: "states, including X, …"."""
    places = {word.i for word in words if not isinstance(word, str)}
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else ""
        if not isinstance(word, str) and not isinstance(before, str) and word.i > before.i + 1:
            opens = _opens_here(before, word)
            set_off = opens or (not word.is_punct and _ends_aside(before, word, places))
            if set_off and not _is_of_subject(before, word, places):
                found.append(",")
        found.append(word)
    return found


def _opens_here(before: Token, word: Token) -> bool:
    """Whether a comma of the text still stands rightly before a word."""
    if _begins_report(before, word):
        return True
    near = word.i == before.i + 2 and not word.is_punct
    return text_before(word) == "," and (near or _begins_aside(word))


def _is_of_subject(before: Token, word: Token, places: set[int]) -> bool:
    """Whether the word is the verb of the subject before: of "his wife, Ann, left" "Ann left"."""
    lost = before.dep_ == "appos" and before.head.i not in places
    subject = before.head if lost else before
    verb = subject.dep_ in {"nsubj", "nsubjpass"} and word.pos_ in {"VERB", "AUX"}
    return verb and subject.head in {word, word.head}


def _begins_report(before: Token, word: Token) -> bool:
    """Whether the word begins, behind a comma, who said what stands before: "…, Lee said"."""
    node = word
    while node.head != node and node.dep_ != "nsubj" and node.head.i > node.i:
        node = node.head
    first = node.left_edge
    if node.dep_ != "nsubj" or not before.i < first.i <= word.i or text_before(first) != ",":
        return False
    return any(c.dep_ == "ccomp" and c.i < word.i for c in node.head.children)


def _begins_aside(word: Token) -> bool:
    """Whether a phrase that says more of what stands before it begins with the word."""
    node = word
    while node.left_edge == word and node.head != node:
        if node.dep_ in SET_OFF or node.dep_ == "npadvmod" or node.lower_ in EXAMPLES:
            return True
        node = node.head
    return False


def _ends_aside(word: Token, after: Token, places: set[int]) -> bool:
    """Whether such a phrase, between commas in the text, ends with the last word before one."""
    node = word
    while node.right_edge.i < after.i and node.head != node:
        first, last = node.left_edge, node.right_edge
        if node.dep_ in SET_OFF or node.lower_ in EXAMPLES:
            closed = "," in {last.text, text_after(last)}
            parted = text_before(first) == "," and closed
            return parted and first.i in places
        node = node.head
    return False


def _is_of_date(token: Token) -> bool:
    """Whether the word is a month, a day of the week or a year."""
    return token.lower_ in CALENDAR or (token.is_digit and len(token) == YEAR)


def _with_pairs(words: Sequence[Word]) -> list[Word]:
    """Return the words with the quotation marks of each quotation that is there in full."""
    tokens = {word.i: word for word in words if not isinstance(word, str)}
    if not tokens:
        return [*words]
    found: list[Word] = [*words]
    for opening, closing in quote_pairs(next(iter(tokens.values())).sent):
        inside = [t.i for t in opening.doc[opening.i + 1 : closing.i] if not t.is_punct]
        if inside and all(index in tokens for index in inside):
            found = _around(found, opening, closing, inside)
    return found


def _around(words: list[Word], opening: Token, closing: Token, inside: list[int]) -> list[Word]:
    """Return the words with the marks just before and after the quoted ones, and its "?"."""
    last = opening.doc[inside[-1] + 1 : closing.i]
    ends = [t for t in last if t.text not in SEPARATORS and t.text != "."]
    marks = {opening.i, closing.i, *(t.i for t in ends)}
    bare = [word for word in words if isinstance(word, str) or word.i not in marks]
    places = [-1 if isinstance(word, str) else word.i for word in bare]
    end = places.index(inside[-1]) + 1
    bare[end:end] = [*ends, closing]
    bare.insert(places.index(inside[0]), opening)
    return bare


def _is_loose(token: Token, places: set[int]) -> bool:
    if token.text in SEPARATORS and token.is_punct:
        return token.i - 1 not in places or token.i + 1 not in places
    if is_quote(token) or token.text in "()[]":
        return is_quote(token) or not _holds_words(token, places)
    if token.text not in ENDS or not token.is_punct or token.i == max(places):
        return False
    return token.i - 1 not in places or token.i + 1 not in places


def _holds_words(token: Token, places: set[int]) -> bool:
    """Whether the bracket's partner is there, with something between them."""
    same = [t.i for t in token.sent if t.text in "()[]"]
    index = same.index(token.i)
    partner = index + 1 if index % 2 == 0 else index - 1
    if partner >= len(same) or same[partner] not in places:
        return False
    first, last = sorted((token.i, same[partner]))
    return any(place in places for place in range(first + 1, last))


def _closed(text: str, words: Sequence[Word]) -> str:
    """Return the text with a capital, a full stop, and "a" or "an" as the next word wants it."""
    text = LOOSE_END.sub(r"\1", " ".join(text.split()).strip(" ,;:-–—"))
    text = _articled(text, words)
    text = text if text[-1:] in ENDS else _stopped(text)
    return text[:1].upper() + text[1:]


def _stopped(text: str) -> str:
    if text[-2:-1] in ENDS and text[-1:] in QUOTES:
        return text
    return f"{text}."


def _articled(text: str, words: Sequence[Word]) -> str:
    """Correct an article that stands before another word than in the text."""

    def fitting(match: re.Match[str]) -> str:
        vowel = VOWEL_SOUND.match(match[2].strip("'’“\"‘"))
        return f"{match[1]}n " if vowel else f"{match[1]} "

    moved = any(
        isinstance(b, str) or isinstance(a, str) or b.i != a.i + 1
        for a, b in pairwise(words)
        if not isinstance(a, str) and a.lower_ in {"a", "an"}
    )
    return ARTICLE.sub(fitting, text) if moved else text
