"""What a reader asks of the search: words and filters, as they came and as they are meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.catalogue.names import Named, claimant_refs, every, is_claimant, name_under, topics
from claims.catalogue.wanted import LAST, Wanted
from claims.languages import canonical, is_known, name_of
from claims.models.listing import Kind, first_key
from claims.text.dates import is_partial_date

NAMES = ("q", "rating", "claimant", "topic", "from", "to", "language")
LONGEST = 300  # characters of what is typed
YEARS = range(1971, 2100)
CONTROLS = dict.fromkeys([*range(0x20), 0x7F], " ")


@dataclass(slots=True)
class Asked:
    """The values of the form, the choices that it offers, and what is wrong with it."""

    values: dict[str, str]
    was_cut: bool
    choices: dict[str, list[Named]]
    missing: str = ""  # the name of a language that is asked for and that no ruling is in
    wrong: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Return what was asked, checked."""
        typed = {name: visible(query.get(name, "")) for name in NAMES}
        asked = cls(
            values={name: text[:LONGEST] for name, text in typed.items()},
            was_cut=len(typed["q"]) > LONGEST,
            choices={
                "rating": every(Kind.RATING),
                "topic": topics(),
                "language": languages(),
            },
        )
        asked.look_for_language()
        asked.check()
        return asked

    def look_for_language(self) -> None:
        """Take a tag however it is written, and let one be chosen that no ruling is in."""
        typed, there = self.values["language"], self.choices["language"]
        same = next((one.ref for one in there if one.ref.lower() == typed.lower()), "")
        if same or not is_known(typed):
            self.values["language"] = same or typed
            return
        tag = self.values["language"] = canonical(typed)
        self.missing = f"{name_of(tag)} ({tag})" if "-" in tag else name_of(tag)
        there.append(Named(tag, self.missing))

    def check(self) -> None:
        """Note each filter that means nothing."""
        for name, choices in self.choices.items():
            value = self.values[name]
            if value and value not in {choice.ref for choice in choices}:
                self.wrong[name] = _("No published ruling has this: choose from the list.")
        for name in ("from", "to"):
            if self.values[name] and not self.is_day(name):
                self.wrong[name] = _("This is no date: write 2026, 2026-11 or 2026-11-27.")
        first, last = self.bounds
        if first > last and not self.wrong:
            self.wrong["to"] = _("The last day lies before the first.")

    def is_day(self, name: str) -> bool:
        """Whether a value is a date, which may be partial."""
        return is_partial_date(self.values[name])

    @property
    def is_empty(self) -> bool:
        """Whether the form came without anything in it."""
        return not any(self.values.values())

    @property
    def has_filters(self) -> bool:
        """Whether anything but words was asked for."""
        return any(value for name, value in self.values.items() if name != "q")

    @property
    def bounds(self) -> tuple[int, int]:
        """Between which keys the days lie."""
        first, last = self.values["from"], self.values["to"]
        return (
            begins(first) if first and self.is_day("from") else 0,
            max(begins(last, after=True) - 1, 0) if last and self.is_day("to") else LAST,
        )

    @property
    def wanted(self) -> Wanted:
        """What is to be looked for."""
        first, last = self.bounds
        return Wanted(
            words=self.values["q"],
            rating=self.values["rating"],
            topic=self.values["topic"],
            language=self.values["language"],
            claimant=self.values["claimant"],
            first=first,
            last=last,
        )

    @property
    def claimant_name(self) -> str:
        """The claimant as the form shows them: by name, whether a link named them by id or not."""
        value = self.values["claimant"]
        if not is_claimant(value):
            return value
        return name_under(Kind.CLAIMANT, claimant_refs(value))

    def query(self, **changes: Any) -> str:
        """Return the part of the address that asks for the same, with changes."""
        values = {**self.values, **changes}
        return urlencode({name: value for name, value in values.items() if value})


def visible(text: str) -> str:
    """Return what was typed without control characters, which no field of a form can send."""
    return text.translate(CONTROLS).strip()


def languages() -> list[Named]:
    """Return the languages of rulings that stand, by their names in the reader's language."""
    named = (Named(one.ref, name_of(one.ref)) for one in every(Kind.LANGUAGE))
    return sorted(named, key=lambda one: one.name.casefold())


def begins(value: str, *, after: bool = False) -> int:
    """Return the key with which a year, a month or a day begins, or the one after it."""
    parts = [int(part) for part in value.split("-")]
    if parts[0] not in YEARS:
        return LAST if parts[0] >= YEARS.stop else 0
    first = date(*[*parts, 1, 1][:3])
    if not after:
        return key_of(first)
    if len(parts) == 1:
        return key_of(date(first.year + 1, 1, 1))
    if len(parts) == 2:  # noqa: PLR2004 - a month
        return key_of(month_after(first))
    return key_of(first + timedelta(days=1))


def month_after(day: date) -> date:
    """Return the first day of the next month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def key_of(day: date) -> int:
    """Return the key before those of all rulings of a day and later."""
    return first_key(timezone.make_aware(datetime(day.year, day.month, day.day)))  # noqa: DTZ001
