"""Partial dates: a year, a month or a day, written in ISO 8601 as exactly as it is known."""

import calendar
import re
from datetime import date
from enum import StrEnum

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
MONTHS = 12


def parts_of(value: str) -> tuple[int, ...]:
    """Return year, month and day, as many as are given; none where the value is no date."""
    found = PARTIAL_DATE.fullmatch(value)
    parts = tuple(int(part) for part in found.groups() if part) if found else ()
    year, month, day = (*parts, 1, 1, 1)[:3]
    exists = year > 0 and 1 <= month <= MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]
    return parts if exists else ()


def is_partial_date(value: str) -> bool:
    """Whether the value is a year, a month or a day that exists."""
    return bool(parts_of(value))


class Order(StrEnum):
    """How one date stands to another, as far as both are known."""

    BEFORE = "before"
    SAME = "same"
    LATER = "later"
    UNKNOWN = "unknown"


def interval_of(value: str) -> tuple[date, date] | None:
    """Return the first and the last day that a partial date can mean, or None for no date."""
    parts = parts_of(value)
    if not parts:
        return None
    year, month, day = (*parts, 0, 0)[:3]
    last_month = month or MONTHS
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def order_of(value: str, other: str) -> Order:
    """
    Return how a date stands to another one; each means any day of its interval.

    Only what holds for every such day is told (Allen's interval relations before and after): a
    month and a day in it overlap, and nobody knows which came first. The same day is the same.
    """
    mine, theirs = interval_of(value), interval_of(other)
    if mine is None or theirs is None:
        return Order.UNKNOWN
    if mine[1] < theirs[0]:
        return Order.BEFORE
    if mine[0] > theirs[1]:
        return Order.LATER
    return Order.SAME if mine == theirs and mine[0] == mine[1] else Order.UNKNOWN


def order_to_claim(value: str, said_on: str, printed_on: str) -> Order:
    """
    Return how a date stands to when something was said, or else printed in an article.

    Nobody can say later what an article has: what is from after the article is from after it,
    and of what is from before nobody knows.
    """
    if said_on:
        return order_of(value, said_on)
    return Order.LATER if order_of(value, printed_on) == Order.LATER else Order.UNKNOWN
