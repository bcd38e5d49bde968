"""Search over everything at the desk: one box on each page, an answer for each kind of row."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.admin.deeds import address
from claims.admin.person import person
from claims.finding import MOST, Found, find, kinds_for, model_of
from claims.models import IndexEntry
from claims.models.index_entry import SEARCHED
from claims.text.snippets import Piece, places, snippet
from claims.text.words import Part, parts_of

FIRST_ROWS, PER_PAGE = 5, 25
LONGEST_TYPED = 300
RELATED = {
    "claim": ["article"],
    "ruling": ["claim", "rating"],
    "evidence": ["claim", "source"],
    "note": ["claim", "author"],
    "inquiry": ["claim"],
    "search": ["claim"],
    "report": ["claim"],
}
STATES = ("state", "stage", "stance", "found", "outcome", "kind")  # what a row says of itself


class Hit(NamedTuple):
    """A row that was found, as the page shows it."""

    url: str
    name: list[Piece]
    told: list[Piece]  # where else it was found, if not in the name
    states: list[str]
    at: str  # the claim or the article at which it stands
    retracted: bool


class Group(NamedTuple):
    """What was found of a kind."""

    kind: str
    label: str
    found: Found
    hits: list[Hit]

    @property
    def how_many(self) -> str:
        """How many there are, as far as they were counted."""
        n = len(self.found.numbers)
        return str(_("more than %(n)s") % {"n": n}) if self.found.more else str(n)


@admin.site.admin_view
def search_view(request: HttpRequest) -> HttpResponse:
    """Show what was found of each kind, or a page of one kind."""
    typed = request.GET.get("q", "").strip()[:LONGEST_TYPED]
    user, site = person(request), admin.site
    kinds = kinds_for(user)
    chosen = request.GET.get("kind", "")
    wanted = [chosen] if chosen in kinds else kinds
    found = find(wanted, typed, user=user)
    page: Page[int] | None = None
    if chosen in kinds:
        page = Paginator(found[0].numbers, PER_PAGE).get_page(request.GET.get("p"))
    groups = [group_of(answer, page or answer.numbers[:FIRST_ROWS]) for answer in found]
    context = {
        **site.each_context(request),
        "title": _("Search"),
        "typed": typed,
        "asked": bool(parts_of(typed)),
        "groups": [group for group in groups if group.hits],
        "page": page,
        "chosen": chosen if page is not None else "",
        "most": MOST,
        "cut": any(answer.cut for answer in found),
        "incomplete": not IndexEntry.objects.is_complete(),
    }
    return TemplateResponse(request, "admin/claims/search.html", context)


def group_of(found: Found, numbers: Any) -> Group:
    """Return what the page shows of a kind."""
    model = model_of(found.kind)
    rows = model.objects.filter(pk__in=list(numbers))
    by_number = {row.pk: row for row in rows.select_related(*RELATED.get(found.kind, ()))}
    hits = [hit_of(by_number[n], found.parts) for n in numbers if n in by_number]
    label = capfirst(force_str(model._meta.verbose_name_plural))
    return Group(found.kind, label, found, hits)


def hit_of(row: Any, parts: Sequence[Part]) -> Hit:
    """Return a row as the page shows it, with the words that were looked for marked."""
    name = str(row)
    return Hit(
        url=address(row, "change"),
        name=snippet(name, parts),
        told=where_found(row, name, parts),
        states=states_of(row),
        at=str(getattr(row, "claim", None) or getattr(row, "article", None) or ""),
        retracted=getattr(row, "is_retracted", False),
    )


def where_found(row: Model, name: str, parts: Sequence[Part]) -> list[Piece]:
    """Return the text, of those that are searched, in which most was found that the name lacks."""
    what = SEARCHED[str(row._meta.model_name)]
    texts = [as_text(getattr(row, field)) for field in (*what.names, *what.rest)]
    others = [text for text in texts if text and text not in name]
    best = max(others, key=lambda text: len(places(text, parts)), default="")
    return snippet(best, parts) if best and places(best, parts) else []


def as_text(value: Any) -> str:
    """Return a column as text: of a list, its lines."""
    return " · ".join(value) if isinstance(value, list) else str(value)


def states_of(row: Any) -> list[str]:
    """Return, in words, where a row stands."""
    fields = {field.name: field for field in row._meta.concrete_fields}
    told = [
        force_str(getattr(row, f"get_{name}_display")())
        for name in STATES
        if name in fields and fields[name].choices and getattr(row, name)
    ]
    if getattr(row, "confidential", False):
        told.append(force_str(_("confidential")))
    if "is_active" in fields and not row.is_active:
        told.append(force_str(_("left the desk")))
    return told
