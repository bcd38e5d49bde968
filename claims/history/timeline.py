"""One time-line of a claim over all its parts: who changed what, when and why."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import IntegerField, Value

from claims.history.parts import Part, parts_for
from claims.history.reading import Change, change_from, names_in, read_fields
from claims.models import Claim, Redaction, User

OF_ITSELF = {"claim"}  # on the time-line of the claim, that a row stands at it says nothing

Removed = dict[tuple[str, int], list[Redaction]]


class Moment(NamedTuple):
    """One history row, by its place alone: enough to sort, to filter and to page by."""

    part: int  # its place among the parts
    history_id: int
    row: int
    position: int
    at: datetime.datetime
    by: int
    before: int | None = None  # the history row of the same row before it
    is_newest: bool = True  # of the history rows of the same row


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the time-line."""

    part: Part
    row: int
    position: int
    is_newest: bool  # of its row's
    change: Change

    @property
    def version(self) -> int:
        """The number of the history row."""
        return int(self.change.version.pk)


class Timeline:
    """
    The time-line of a claim as one person may see it, newest first; a page of it is a slice.

    The number of queries is the same whatever hangs on the claim: one for the places of all
    history rows, and for each page one for each kind of row that stands on it.
    """

    def __init__(self, claim: Claim, user: User) -> None:
        self.claim = claim
        self.parts = parts_for(user)
        self.moments = list(with_before(self._places(user)))
        self.shown = self.moments

    def _places(self, user: User) -> list[Moment]:
        """Return the place of every history row, the oldest first, in one query."""
        columns = ("history_id", "id", "journal_position", "history_date", "history_user_id")
        each = [
            part.versions(self.claim, user)
            .order_by()
            .annotate(part=Value(number, IntegerField()))
            .values_list("part", *columns)
            for number, part in enumerate(self.parts)
        ]
        found = each[0].union(*each[1:], all=True) if each else []
        return sorted((Moment(*row) for row in found), key=lambda moment: moment.position)

    def people(self) -> set[int]:
        """Return who did anything that this person may see."""
        return {moment.by for moment in self.moments}

    def kinds(self) -> list[Part]:
        """Return the parts that have any history, in their order."""
        there = {moment.part for moment in self.moments}
        return [part for number, part in enumerate(self.parts) if number in there]

    def only(
        self,
        *,
        part: str = "",
        by: int | None = None,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
    ) -> "Timeline":
        """Keep one part, one person, or a stretch of time; what is not given does not narrow."""
        self.shown = [
            moment
            for moment in self.moments
            if (not part or self.parts[moment.part].name == part)
            and (by is None or moment.by == by)
            and (since is None or moment.at >= since)
            and (until is None or moment.at < until)
        ]
        return self

    def __len__(self) -> int:
        return len(self.shown)

    def __getitem__(self, place: slice) -> list[Entry]:
        return self.entries(self.shown[place])

    def entries(self, moments: Sequence[Moment]) -> list[Entry]:
        """Return these places with what happened there."""
        versions = self._versions(moments)
        fields = {number: told_fields(self.parts[number]) for number in versions}
        read = [(fields[number], list(found.values())) for number, found in versions.items()]
        names = names_in(read, self.claim.article_id)
        removed = removals((self.parts[moment.part].name, moment.row) for moment in moments)
        return [
            Entry(
                part := self.parts[at.part],
                at.row,
                at.position,
                at.is_newest,
                change_from(
                    versions[at.part].get(at.before),
                    versions[at.part][at.history_id],
                    fields[at.part],
                    names,
                    [r for r in removed[part.name, at.row] if str(at.position) in r.after],
                ),
            )
            for at in moments
        ]

    def _versions(self, moments: Sequence[Moment]) -> dict[int, dict[int | None, Any]]:
        """Return the history rows at these places and before them, by part and number."""
        wanted: dict[int, set[int]] = defaultdict(set)
        for moment in moments:
            wanted[moment.part] |= {moment.history_id, moment.before or moment.history_id}
        return {
            number: self.parts[number]
            .history._default_manager.select_related("history_user")
            .in_bulk(numbers)
            for number, numbers in sorted(wanted.items())
        }


def with_before(moments: Sequence[Moment]) -> Iterator[Moment]:
    """Yield places given from the oldest on, newest first, each with the one before on its row."""
    last: dict[tuple[int, int], int] = {}
    found = []
    for moment in moments:
        key = (moment.part, moment.row)
        found.append(moment._replace(before=last.get(key)))
        last[key] = moment.history_id
    for moment in reversed(found):
        newest = last[moment.part, moment.row] == moment.history_id
        yield moment._replace(is_newest=newest)


def told_fields(part: Part) -> list[Any]:
    """Return the columns of a part that tell a person something beside that it is the claim's."""
    return [field for field in read_fields(part.history) if field.name not in OF_ITSELF]


def removals(rows: Iterable[tuple[str, int]]) -> Removed:
    """Return what the law took out of the history of these rows, in one query."""
    wanted = set(rows)
    done = Redaction.objects.done().filter(
        kind__in={kind for kind, _row in wanted}, row_id__in={row for _kind, row in wanted}
    )
    found: Removed = defaultdict(list)
    for redaction in done.select_related("asked_by", "approved_by").order_by("done_at"):
        found[redaction.kind, redaction.row_id].append(redaction)
    return found
