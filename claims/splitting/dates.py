"""Relative dates made explicit: "yesterday", "on Tuesday", "last year", "on 19 June"."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.cues import words
from claims.splitting.grammar import (
    AUXILIARIES,
    is_verb,
    text_before,
)
from claims.splitting.scene import Reference
from claims.text.dates import parts_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

WEEKDAYS = [name.lower() for name in calendar.day_name]
MONTHS = [name.lower() for name in calendar.month_name]  # the first is empty
TURNS = {"last": -1, "this": 0, "next": 1}
DAYS = {"yesterday": -1, "tomorrow": 1, "today": 0}
PARTS = words("morning afternoon evening night")
BEFORE = words("on in by since until till from of for before after during through to at about "
    "around between")  # fmt: skip
FUTURE = words("will shall 'll ’ll wo going")
SURE, UNSURE = 0.9, 0.5
FOLLOWED = words("'s ’s")
REPEATED = words("every each most some any one all that the")
YEAR_DIGITS = 4
EARLIEST, LATEST = 1500, 9000  # years in which there are days to count from
LONGEST_DAY = 2
FRIDAY = 4
LAST_DAY = 31


class Calendar:
    """When a text came out, as exactly as that is known, and the years that it tells of."""

    def __init__(self, published: str = "") -> None:
        parts = parts_of(published)
        parts = parts if parts and EARLIEST <= parts[0] <= LATEST else ()
        self.year = parts[0] if parts else 0
        self.month = parts[1] if len(parts) > 1 else 0
        self.day = date(*parts) if len(parts) == 3 else None  # noqa: PLR2004 - year, month, day
        self.years: list[set[str]] = []  # of the last two sentences

    def dated(self, sentence: Span) -> Iterator[Reference]:
        """Yield the dates of a sentence that depend on when it was written."""
        if not self.year:
            return
        told = self.years_in(sentence).union(*self.years) - {str(self.year)}
        for token in sentence:
            for start, end, means, sure in self._of(token):
                confidence = min(sure, UNSURE) if told else sure
                yield Reference(start, end, means, confidence, "date", means)

    def pass_by(self, sentence: Span) -> None:
        """Remember of which years the sentence told."""
        if self.year:
            self.years = [*self.years, self.years_in(sentence)][-2:]

    def years_in(self, sentence: Span) -> set[str]:
        """Return the years that a sentence names."""
        return {
            t.text for t in sentence if len(t.text) == YEAR_DIGITS and t.text.isdigit()
            and t.text[:2] in {"17", "18", "19", "20"}
        }  # fmt: skip

    def _of(self, token: Token) -> Iterator[tuple[int, int, str, float]]:
        word = token.lower_
        if word in DAYS:
            yield from self._day(token, DAYS[word])
        elif word in WEEKDAYS and token.text[0].isupper():
            yield from self._weekday(token)
        elif word in MONTHS and token.text[0].isupper():
            yield from self._month(token)
        elif word in {"year", "month", "week"} and token.i > token.sent.start:
            yield from self._turn(token, token.doc[token.i - 1])

    def _day(self, token: Token, offset: int) -> Iterator[tuple[int, int, str, float]]:
        """Tell yesterday, today, tomorrow; "today" may also mean "nowadays"."""
        leads = token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "compound"}
        if self.day is None or _is_owner(token) or _next(token) in PARTS or leads:
            return
        told = tense(token)
        fits = {-1: told == "past", 0: told == "past", 1: told != "past"}[offset]
        day = long_date(self.day + timedelta(days=offset))
        bare = token.i > token.sent.start and text_before(token).lower() in BEFORE
        yield token.i, token.i + 1, day if bare else f"on {day}", SURE if fits else UNSURE

    def _weekday(self, token: Token) -> Iterator[tuple[int, int, str, float]]:
        """Tell the day: the last one up to the publication, or the next one after it."""
        before = text_before(token).lower() if token.i > token.sent.start else ""
        if self.day is None or _is_owner(token) or before in REPEATED | {*TURNS} | {"-"}:
            return
        if _next(token) in {"-", "–"} or token.tag_ == "NNPS" or _has_date(token):
            return
        if token.dep_ == "compound" and _next(token) not in PARTS:
            return
        told, back = tense(token), (self.day.weekday() - WEEKDAYS.index(token.lower_)) % 7
        days = -back if told in {"past", "perfect"} else 7 - back
        day = self.day + timedelta(days=days)
        sure = told == "past" or (told == "future" and back != 0)
        yield self._with_part(token, f"{token.text} {long_date(day)}", before, sure=sure)

    def _with_part(
        self, token: Token, day: str, before: str, *, sure: bool
    ) -> tuple[int, int, str, float]:
        """Put "night" before its day: "on the night of Friday 14 June 2024"."""
        part = _next(token)
        end = token.i + 2 if part in PARTS else token.i + 1
        means = f"the {part} of {day}" if part in PARTS else day
        means = means if before in BEFORE else f"on {means}"
        return token.i, end, means, SURE if sure else UNSURE

    def _month(self, token: Token) -> Iterator[tuple[int, int, str, float]]:
        """Add the year to "19 June", "June 19" or "in May"."""
        if token.ent_type_ == "PERSON":  # "Confidence in May fell"
            return
        before = token.doc[token.i - 1] if token.i > token.sent.start else None
        after = _next(token)
        dated = before is not None and _is_day(before.text)
        behind = _is_day(after)
        start = token.i - 1 if dated else token.i
        end = token.i + 2 if behind else token.i + 1
        named = dated or behind or (before is not None and before.lower_ == "in")
        if not named or _says_year(token.doc, end, token.sent.end) or _is_owner(token.doc[end - 1]):
            return
        day = int(after) if behind else int(before.text) if dated and before else 0
        year, sure = self._year_of(MONTHS.index(token.lower_), day, tense(token))
        sure = sure and (bool(day) or token.ent_type_ == "DATE")
        text = token.doc[start:end].text
        if year:
            yield start, end, f"{text}{',' if behind else ''} {year}", SURE if sure else UNSURE

    def _year_of(self, month: int, day: int, told: str) -> tuple[int, bool]:
        """Return the year of a day or a month without one, and whether that is certain."""
        if not self.month or (day and self.day is None and month == self.month):
            return 0, False
        here = (self.month, self.day.day if self.day and day else 0)
        if told == "future":
            return self.year + (1 if (month, day) < here else 0), (month, day) != here
        return self.year - (1 if (month, day) > here else 0), told == "past"

    def _turn(self, token: Token, before: Token) -> Iterator[tuple[int, int, str, float]]:
        """Tell last, this and next year, month, week."""
        if before.lower_ not in TURNS or _next(token) in {"-", "–"}:
            return
        turn, first = TURNS[before.lower_], before.i
        lead = text_before(before).lower() if first > token.sent.start else ""
        means = self._turned(token.lower_, turn)
        if not means or lead in {"the", "a", "one", "every"}:
            return
        bare = lead in BEFORE or _is_owner(token)
        sure = SURE
        if token.lower_ == "week":  # a weekend belongs to either week
            weekend = self.day is None or self.day.weekday() > FRIDAY
            sure = UNSURE if weekend or _is_owner(token) else SURE
        if _next(token) in PARTS or token.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            sure = UNSURE
        yield first, token.i + 1, means if bare else f"in {means}", sure

    def _turned(self, unit: str, turn: int) -> str:
        if unit == "year":
            return str(self.year + turn)
        if unit == "month" and self.month:
            month = self.year * 12 + self.month - 1 + turn
            return f"{calendar.month_name[month % 12 + 1]} {month // 12}"
        if unit == "week" and self.day is not None:
            monday = self.day - timedelta(days=self.day.weekday()) + timedelta(weeks=turn)
            return f"the week of {long_date(monday)}"
        return ""


def long_date(day: date) -> str:
    """Return a day as a sentence names it."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def tense(token: Token) -> str:
    """Return "past", "perfect", "future" or "present", as the nearest verb with tense is told."""
    node = token
    while True:
        if is_verb(node):
            helpers = [c for c in node.children if c.dep_ in AUXILIARIES]
            if any(c.lower_ in FUTURE for c in helpers):
                return "future"
            first = helpers[0] if helpers else node
            if node.tag_ == "VB" and first.tag_ == "TO":
                return "present"  # what was to be on Tuesday may be still to come
            if first.tag_ in {"VBD", "VBZ", "VBP", "MD"} or node.dep_ == "ROOT":
                return _told_by(first, node)
        if node.head == node:
            return "past" if node.tag_ in {"VBD", "VBN"} else "present"
        node = node.head


def _told_by(first: Token, verb: Token) -> str:
    if first.lower_ == "had":  # before something that was past: which day is open
        return "perfect"
    if first.tag_ == "VBD" and first.lower_ not in {"had", "would", "could", "might"}:
        going = verb.lemma_ in {"be", "plan", "expect", "go", "schedule", "set", "due", "hope"}
        aims = any(c.dep_ == "xcomp" for c in verb.children)
        return "present" if going and aims else "past"
    return "past" if first == verb and verb.tag_ == "VBN" else "present"


def _next(token: Token) -> str:
    after = token.i + 1
    return str(token.doc[after].lower_) if after < token.sent.end else ""


def _is_owner(token: Token) -> bool:
    return _next(token) in FOLLOWED


def _is_day(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_DAY and 0 < int(text) <= LAST_DAY


def _says_year(doc: object, start: int, end: int) -> bool:
    """Whether a year follows: "19 June 2023", "June 19, 2023", "in May of 2020"."""
    after = [token.text for token in doc[start : min(end, start + 3)]]  # type: ignore[index]
    numbers = [text for text in after if len(text) == YEAR_DIGITS and text.isdigit()]
    return bool(numbers) or any(
        text.lower() in {"last", "this", "next", "each", "every"} for text in after[:1]
    )


def _has_date(token: Token) -> bool:
    """Whether the weekday stands beside its date: "Tuesday, 18 June"."""
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.sent.end, token.i + 4)]]
    joined = [*after[:2]] if after[:1] == [","] else after[:2]
    near = {text for pair in pairwise(joined) for text in pair} | {*joined}
    return any(text in MONTHS[1:] or _is_day(text) for text in near) or "last" in after[:1]
