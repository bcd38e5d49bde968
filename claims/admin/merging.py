"""
Two people at one row: what it was, what somebody else saved meanwhile, and what this one typed.

Nothing is stored for it: what the row was when the form was opened stands in history, at the
revision that travels with the form. What only one of the two changed is taken over; where both
typed, the form asks for a choice and carries what was typed until it is made. A third save
meanwhile is met in the same way, from the revision that the comparison showed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.choices import LIKE_AN_ID
from claims.history import Change, changes
from claims.text.three_ways import Outcome, ThreeWays, three_ways

NEVER_READ = -1  # no row is at this revision
TOLD = (Outcome.MINE, Outcome.THEIRS, Outcome.CONFLICT)
STALE = _(
    "Somebody else changed “%(row)s” since you opened it. Nothing was saved: see at the top of "
    "the form what they changed and what you typed, then save again."
)
TAKEN_BACK = _(
    "Somebody else retracted “%(row)s” since you opened it. Nothing was saved: say at the top of "
    "the form what becomes of what you typed, then save again."
)
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field three ways, as a person reads it, with the names of what its choice sends."""

    label: str
    ways: ThreeWays
    asks: bool
    typed: str  # as the field sends it
    choice: str
    carried: str

    @property
    def outcome(self) -> Outcome:
        """Who changed it: what waits for a choice was changed by both."""
        return Outcome.CONFLICT if self.asks else self.ways.outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row that somebody else saved, or retracted, while this person was typing."""

    row: str
    since: list[Change]
    fields: list[ComparedField]
    gone: str = ""  # the name of the choice what becomes of words typed into a retracted row
    opened: str = ""  # the name under which the revision travels that was first read
    first_read: int = NEVER_READ


@dataclass(slots=True)
class Merge:
    """What a form that was sent makes of a row that others save too; it changes the form's data."""

    form: Any
    read: int
    opened: int
    fields: dict[str, models.Field[Any, Any]]
    newest: int
    is_taken_back: bool  # by somebody else, since it was read
    past: Any = None
    title: str = ""
    unsettled: set[str] = field(default_factory=set)
    ways: dict[str, ThreeWays] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Any) -> "Merge":
        """Return it with the form's data settled, and others' changes taken over."""
        sent = [str(form.data.get(form.add_prefix(n), "")) for n in ("revision_read", "opened")]
        read, opened = (int(n) if LIKE_AN_ID.fullmatch(n) else NEVER_READ for n in sent)
        now = form.instance
        merge = cls(
            form=form,
            read=read,
            opened=opened if sent[1] else read,
            fields=compared_fields(form),
            newest=now.revision,
            is_taken_back=getattr(now, "is_retracted", False),
        )
        merge.past = version(now, read) if merge.is_late else now
        merge.settle()
        merge.meet()
        if merge.asks or merge.is_taken_back:
            merge.title = str(now)  # before the form writes into the row what was typed
        return merge

    @property
    def row(self) -> Any:
        """The row as it is stored now."""
        return self.form.instance

    @property
    def is_late(self) -> bool:
        """Whether somebody else saved the row since it was read."""
        return self.read != self.newest

    @property
    def own(self) -> list[str]:
        """The fields in which this person typed something that is not stored."""
        mine = (Outcome.MINE, Outcome.CONFLICT)
        return [name for name, way in self.ways.items() if way.outcome in mine]

    @property
    def asks(self) -> bool:
        """Whether the person has to look before anything is saved."""
        return bool(self.unsettled or (self.is_late and self.own))

    def settle(self) -> None:
        """Apply the choices that were made; what was not decided without doubt is asked again."""
        for name in self.fields:
            typed = self.form.data.get(self.form.add_prefix(f"{name}-typed"))
            if typed is None:
                continue
            choice = self.form.data.get(self.form.add_prefix(f"{name}-choice"), "")
            edited = self.sent(name) != typed.replace("\r\n", "\n")
            if choice == "theirs" and not edited and self.past is not None:
                self.put(name, self.stored(self.past, name))
            elif not (choice == "edit" or (choice == "mine" and not edited)):
                self.unsettled |= set() if edited and not choice else {name}

    def meet(self) -> None:
        """Compare with what is stored now; take over what others alone changed."""
        now = {name: self.stored(self.row, name) for name in self.fields}
        base = {} if self.past is None else {n: self.stored(self.past, n) for n in self.fields}
        mine = {name: self.typed(name, base, now) for name in self.fields}
        self.ways = three_ways(self.fields, base, now, mine)
        if not self.is_late:
            return
        self.form.data[self.form.add_prefix("revision_read")] = str(self.newest)
        for name, way in self.ways.items():
            if way.outcome == Outcome.THEIRS:
                self.put(name, way.theirs)

    def typed(self, name: str, base: dict[str, str], now: dict[str, str]) -> str:
        """Return what was typed, as it would be stored if it means what is or was stored."""
        asked, sent = self.form.fields[name], self.form[name].data
        for row, texts in ((self.past, base), (self.row, now)):
            if row is not None and not asked.has_changed(value_of(row, self.fields[name]), sent):
                return texts[name]
        return self.sent(name)

    def sent(self, name: str) -> str:
        """Return a field as it was sent."""
        return as_text(self.form[name].data)

    def stored(self, row: Any, name: str) -> str:
        """Return a stored value as the field would send it."""
        asked = self.form.fields[name]
        return as_text(asked.prepare_value(value_of(row, self.fields[name])))

    def put(self, name: str, text: str) -> None:
        """Let the form go on as if this had been typed."""
        self.form.data[self.form.add_prefix(name)] = text

    # What is shown

    def comparison(self) -> Comparison:
        """Return what the page shows, with the choices that are open."""
        first = version(self.row, self.opened)
        told = changes(self.row)
        since = [change for change in told if change.version.revision > self.opened]
        return Comparison(
            row=self.title,
            since=since if self.opened != NEVER_READ else told[:1],
            fields=list(self.compared(first)),
            gone=self.form.add_prefix("gone") if self.is_taken_back else "",
            opened=self.form.add_prefix("opened"),
            first_read=self.opened,
        )

    def compared(self, first: Any) -> Iterator[ComparedField]:
        """Yield each field that either changed."""
        for name, way in self.ways.items():
            asks = name in self.unsettled or way.outcome == Outcome.CONFLICT
            if not asks and way.outcome not in TOLD:
                continue
            base = way.base if first is None else self.stored(first, name)
            texts = [None if base is None else base, way.theirs, way.mine]
            shown = [None if t is None else self.in_words(name, t) for t in texts]
            yield ComparedField(
                label=str(self.form[name].label),
                ways=ThreeWays(shown[0], shown[1] or "", shown[2] or ""),
                asks=asks and not self.is_taken_back,
                typed=way.mine,
                choice=self.form.add_prefix(f"{name}-choice"),
                carried=self.form.add_prefix(f"{name}-typed"),
            )

    def in_words(self, name: str, text: str) -> str:
        """Return a value as a person reads it: a chosen row by its name, a choice by its label."""
        asked = self.form.fields[name]
        if isinstance(asked, forms.ModelChoiceField):
            rows: Any = asked.queryset
            chosen = LIKE_AN_ID.fullmatch(text) and rows.filter(pk=text).first()
            return str(chosen) if chosen else text
        if isinstance(asked, forms.BooleanField):
            return gettext("yes") if asked.to_python(text) else gettext("no")
        return str(dict(getattr(self.fields[name], "flatchoices", ())).get(text, text))


def compared_fields(form: Any) -> dict[str, Any]:
    """Return the form's fields whose values history keeps; files are no words."""
    kept = {f.name: f for f in form.instance.history.model.tracked_fields}
    return {
        name: kept[name]
        for name, asked in form.fields.items()
        if name in kept and not asked.disabled and not isinstance(asked, forms.FileField)
    }


def version(row: Any, revision: int) -> Any:
    """Return the history row of a revision, if there is one."""
    return None if revision == NEVER_READ else row.history.filter(revision=revision).first()


def value_of(row: Any, column: Any) -> Any:
    """Return a stored value, of a row or of its history."""
    return getattr(row, column.attname)


def as_text(value: Any) -> str:
    """Return a value as a browser sends it."""
    return "" if value is None else str(value).replace("\r\n", "\n")
