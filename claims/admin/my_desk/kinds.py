"""What a section of a person's page is made of: its rows, their lines, the list of all of them."""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.admin.long_lists import LongPaginator
from claims.concerns import waiting_claims
from claims.models import User

SHOWN = 10  # lines of a section; its list has all


class Looker:
    """Who looks, on which day of theirs; what is asked for twice is found once."""

    def __init__(self, user: User) -> None:
        self.user, self.today = user, timezone.localdate()

    @cached_property
    def troubled(self) -> Collection[int]:
        """The keys of the claims with a cited page that waits for a person."""
        return waiting_claims()


class Line(NamedTuple):
    """A row on one line: the way to where its work is done, what it is, what is known of it."""

    url: str
    text: str
    told: list[str]
    late: str = ""  # by how much it is overdue, in words


class Many(NamedTuple):
    """How many rows there are, as far as a list counts them."""

    number: int
    is_cut: bool

    def __str__(self) -> str:
        if self.is_cut:
            return str(_("more than %(n)s") % {"n": f"{self.number:,}"})
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A section for those with a permission; its list is filtered to exactly these rows."""

    name: str
    title: str | Promise
    empty: str | Promise  # what to do next, where nothing waits
    permission: str
    rows: Callable[[Looker], QuerySet]  # unordered, and seen by whoever they wait for
    first: Callable[[QuerySet], Sequence[Any]]
    lines: Callable[[Looker, Sequence[Any]], list[Line]]
    query: dict[str, str]
    tone: str = ""
    onward: tuple[str | Promise, dict[str, str]] | None = None  # where to look if nothing waits


@dataclass(frozen=True, slots=True)
class Section:
    """What a person's page shows of one kind of work."""

    kind: Kind
    lines: list[Line]
    total: Many
    url: str  # of the list of all
    onward: str  # the address of where to look if nothing waits


def section_of(kind: Kind, looker: Looker) -> Section:
    """Return what waits of a kind, in a number of queries that no number of rows changes."""
    rows: Any = kind.rows(looker)
    lines = kind.lines(looker, kind.first(rows.for_my_desk())[:SHOWN])
    onward = list_url(rows.model, kind.onward[1]) if kind.onward else ""
    return Section(kind, lines, how_many(rows), list_url(rows.model, kind.query), onward)


def how_many(rows: QuerySet) -> Many:
    """Count rows as far as their list does."""
    counted = LongPaginator(rows, SHOWN)
    return Many(counted.count, counted.is_cut)


def list_url(model: type[Model], query: dict[str, str]) -> str:
    """Return the address of a list, filtered."""
    url = reverse(f"admin:claims_{model._meta.model_name}_changelist")
    return f"{url}?{urlencode(query)}" if query else url


def days_late(due: datetime.date | None, today: datetime.date) -> int:
    """Return by how many days something is overdue."""
    return max((today - due).days, 0) if due else 0
