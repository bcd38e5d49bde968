"""Partial dates: a year, a month or a day, written in ISO 8601 as exactly as it is known."""

import calendar
import re

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
