"""
The sections of a claim's page: rows to read as cards, and the forms of those that are opened.

A form for each row would make the page long, slow, and too big to be sent. The forms of a section
with few rows come with the page; in a longer one, a button loads the form of one row.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.forms import Media
from django.http import HttpRequest

from claims.admin.choices import LIKE_AN_ID
from claims.admin.guidance import Side
from claims.admin.inlines import CardInline
from claims.models import Claim

FEW = 3  # rows of a section whose forms all come with the page
AT_ONCE = 50  # rows of a section that are shown on one page
OPEN, ADD = "open", "add"  # in an address: whose form is open; in which section a row is added
GOES = re.compile(r"(show|add|open)-([a-z]+)(?:-([0-9]{1,18}))?")


@dataclass(slots=True)
class Card:
    """One row to read, and its form where it is loaded."""

    row: Any  # None where the row went while somebody had its form open
    told: dict[str, Any] = field(default_factory=dict)
    form: Any = None
    is_open: bool = False
    opens: str = ""  # what the button sends that loads the form


@dataclass(slots=True)
class Group:
    """The cards of a section that belong together."""

    side: Side
    total: int  # how many rows belong there, shown or not
    cards: list[Card]


@dataclass(slots=True)
class Section:
    """One section of the page; stands for its formset in Django's own form page."""

    inline: CardInline
    formset: Any
    groups: list[Group]
    page: Page
    adding: Any = None  # the form of a new row, if this person may add one
    adds: bool = False  # whether that form is open
    has_add_permission: bool = False
    has_change_permission: bool = False
    has_delete_permission: bool = False

    @property
    def name(self) -> str:
        """The section's id on the page."""
        return self.inline.section

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return int(self.page.paginator.count)

    @property
    def newest(self) -> int:
        """The id of the newest row, by which rows that come later are told."""
        return max((row.pk for row in self.page.paginator.object_list), default=0)

    def __iter__(self) -> Iterator[Any]:
        """Yield nothing: Django's page looks here for fields that are filled in from others."""
        return iter(())

    @property
    def media(self) -> Media:
        """The scripts and styles of the forms that are there."""
        return self.formset.media if self.formset.forms else Media()


def loaded(request: HttpRequest, claim: Claim, inline: CardInline, prefix: str) -> dict[str, Any]:
    """Return which rows a formset has: those that were sent, else those that are opened."""
    if request.method == "POST":
        sent = re.compile(rf"{re.escape(prefix)}-[0-9]+-id")
        keys = [value for name, value in request.POST.items() if sent.fullmatch(name)]
        wanted = [key for key in keys if LIKE_AN_ID.fullmatch(str(key))]
        return {"queryset": inline.get_queryset(request).filter(pk__in=wanted)}
    if not inline.has_change_permission(request, claim):
        return {"rows": []}
    own = [row for row in inline.rows(request, claim) if inline.is_own(request, row)]
    opened = asked(request, inline)
    return {"rows": [row for row in own if len(own) <= FEW or row.pk in opened]}


def asked(request: HttpRequest, inline: CardInline) -> set[int]:
    """Return the ids of the rows of a section that the address opens."""
    named = [GOES.fullmatch(f"open-{name}") for name in request.GET.getlist(OPEN)]
    return {int(to[3]) for to in named if to and to[2] == inline.section and to[3]}


def way_to(name: str) -> str | None:
    """Return where on the claim's page a button leads, or None if it leads elsewhere."""
    to = GOES.fullmatch(name)
    if to is None:
        return None
    verb, section, key = to.groups()
    row = f"{section}-{key}" if key else section
    if verb == "show":
        return f"#{row}"
    asks, place = (OPEN, row) if verb == "open" else (ADD, f"{section}-new")
    return f"?{urlencode({asks: row})}#{place}"


def section_of(request: HttpRequest, claim: Claim, inline: CardInline, formset: Any) -> Section:
    """Return what a section shows: some of its rows as cards, with the forms that are loaded."""
    may_change = inline.has_change_permission(request, claim)
    forms = {form.instance.pk: form for form in formset.initial_forms} if may_change else {}
    order = [side.value for side in inline.sides()]
    rows = sorted(inline.rows(request, claim), key=lambda row: order.index(inline.side_of(row)))
    page = page_of(request, inline, rows, set(forms))
    cards = [card_of(request, inline, row, forms, may=may_change) for row in page.object_list]
    known = {row.pk for row in page.object_list}
    cards += [Card(None, form=form, is_open=True) for pk, form in forms.items() if pk not in known]
    adding = formset.extra_forms[0] if formset.extra_forms else None
    for form in formset.forms:
        describe(form, adding)
    return Section(
        inline=inline,
        formset=formset,
        groups=grouped(inline, rows, cards),
        page=page,
        adding=adding,
        adds=adding is not None and (is_at_work(adding) or request.GET.get(ADD) == inline.section),
        has_add_permission=inline.has_add_permission(request, claim),
        has_change_permission=may_change,
    )


def page_of(request: HttpRequest, inline: CardInline, rows: list[Any], opened: set[Any]) -> Page:
    """Return the page of rows that the address asks for, or that has the row which is opened."""
    pages = Paginator(rows, AT_ONCE)
    at = next((n for n, row in enumerate(rows) if row.pk in opened), 0)
    return pages.get_page(request.GET.get(inline.section) or at // AT_ONCE + 1)


def card_of(
    request: HttpRequest, inline: CardInline, row: Any, forms: dict[Any, Any], *, may: bool
) -> Card:
    """Return a row as a card, open where its form was asked for, or was changed or refused."""
    form = forms.get(row.pk)
    return Card(
        row=row,
        told=inline.told(row),
        form=form,
        is_open=form is not None and (row.pk in asked(request, inline) or is_at_work(form)),
        opens=f"open-{inline.section}-{row.pk}" if may and inline.is_own(request, row) else "",
    )


def is_at_work(form: Any) -> bool:
    """Whether a form came back with what somebody typed, or with what is wrong."""
    return bool(form.is_bound and (form.errors or form.has_changed()))


def describe(form: Any, adding: Any) -> None:
    """Let all forms of a section point to the help that stands once, in the form of a new row."""
    for name, each in form.fields.items():
        if each.help_text and adding is not None:
            told_at = f"{adding[name].auto_id}_helptext" if name in adding.fields else ""
            each.widget.attrs["aria-describedby"] = told_at


def grouped(inline: CardInline, rows: list[Any], cards: list[Card]) -> list[Group]:
    """Return the cards by the part they stand in; those of a row that went stand at the end."""
    counts = Counter(map(inline.side_of, rows))
    groups = [Group(side, counts[side.value], []) for side in inline.sides()]
    of_side = {group.side.value: group for group in groups}
    for card in cards:
        group = groups[-1] if card.row is None else of_side[inline.side_of(card.row)]
        group.cards.append(card)
    return groups
