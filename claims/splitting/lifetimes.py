"""When somebody was born and died: "X (1907-1988) was a poet", "X (born 5 May 1958) is"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.splitting.asides import Aside
from claims.splitting.grammar import (
    may_be_person,
    subject_of,
    text_before,
)
from claims.splitting.people import names_a_person

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Word

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = rf"(?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}}|\d{{4}})"
DASH = "\\s?[-\u2013\u2014]\\s?"
LIFE = re.compile(
    rf"\((?:[^()]*?[;,] )??(?P<word>born )?(?P<birth>{DATE})(?:{DASH}(?P<death>{DATE}))?\)"
)
DEATH = re.compile(rf"\((?:died|d\.) (?:in |on )?(?P<death>{DATE})\)")
LONGEST = 110  # years
LONGEST_NAME = 5  # words


def lifetimes(verb: Token) -> Iterator[Aside]:
    """Yield when the person was born and died whom the sentence says to be something."""
    if verb.lemma_ != "be" or verb.dep_ != "ROOT" or "(" not in verb.sent.text:
        return
    subject = subject_of(verb)
    if subject is not None and subject.dep_ == "csubj":  # "X (died 2010) was", read as a clause
        subject = subject_of(subject)
    attribute = next((c for c in verb.children if c.dep_ == "attr"), None)
    if subject is None or attribute is None or subject.pos_ != "PROPN":
        return
    if not (may_be_person(attribute) or names_a_person(attribute)):
        return
    told = list(_told(verb))
    if told:
        yield Aside(verb, "lifetime", lambda _: told, kept=True)


def is_bracketed_birth(part: Token) -> bool:
    """Whether a part is the "born" of "X (born 5 May 1958)", which a lifetime tells."""
    return part.lower_ == "born" and text_before(part) == "("


def _told(verb: Token) -> Iterator[list[Word]]:
    sentence = verb.sent
    offset, ended = sentence.start_char, DEATH.search(sentence.text)
    if ended is not None and (name := _named_before(verb, offset + ended.start())):
        yield [*name, "died", *_when(verb, ended, "death", offset)]
        return
    found = LIFE.search(sentence.text)
    if found is None or not (found["word"] or found["death"]):
        return
    name = _named_before(verb, offset + found.start())
    if not name:
        return
    if found["death"] and not 0 < int(found["death"][-4:]) - int(found["birth"][-4:]) < LONGEST:
        return
    yield [*name, "was", "born", *_when(verb, found, "birth", offset)]
    if found["death"]:
        yield [*name, "died", *_when(verb, found, "death", offset)]


def _named_before(verb: Token, place: int) -> list[Token]:
    """Return the name with which the sentence begins, if it is all that stands before a place."""
    name = list(verb.doc[verb.sent.start : _at(verb, place)])
    named = 0 < len(name) <= LONGEST_NAME and all(t.pos_ == "PROPN" for t in name)
    return name if named else []


def _when(verb: Token, found: re.Match[str], group: str, offset: int) -> list[Word]:
    first = _at(verb, offset + found.start(group))
    last = _at(verb, offset + found.end(group))
    date = list(verb.doc[first:last])
    return ["in" if len(date) == 1 else "on", *date]


def _at(verb: Token, place: int) -> int:
    """Return the first token that starts there or behind."""
    return next((t.i for t in verb.sent if t.idx >= place), verb.sent.end)
