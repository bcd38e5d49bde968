"""
Who stands behind rulings: a page for each person whom a public ruling names.

A ruling's page keeps the name that it was published with, for good; what stands here, and where
the name leads, is of today. Who gave a verdict is no part of it: no page names them.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.views.generic import ListView

from claims.addresses import standing
from claims.frozen import FrozenPage, in_todays_format
from claims.models import Ruling, User
from claims.models.fields import slug_of
from claims.models.prepared import Prepared, read_once
from claims.models.user import MACHINE
from claims.views.redirecting import redirected

Context = dict[str, Any]
NEWEST_FIRST = ("-published_at", "-pk")
TOLD = ("public_id", "byline", "first_name", "last_name")
PEOPLE = [f"{role}__{name}" for role in ("written_by", "approved_by") for name in TOLD]


class Byline(NamedTuple):
    """A person as they are told of today; no address where they have no public name."""

    person: str | None
    url: str


def told_of(told: Sequence[Any]) -> tuple[Byline, Byline]:
    """Return the writer and the approver, from the columns of PEOPLE."""
    half = len(TOLD)
    writer, approver = told[:half], told[half:]
    return Byline(writer[0], address_of(*writer)), Byline(approver[0], address_of(*approver))


def bylines(writers: Sequence[Byline], approver: Byline, edition: str) -> Context:
    """
    Return where readers are told of each writer, the newest first, and of the approver.

    `writers` are those of the versions up to the page's own, the oldest first. Whoever wrote
    several is there once. Who wrote a translation is its translator.
    """
    newest_first = {one.person: one.url for one in reversed(writers)}
    writer = "translated_by" if edition else "written_by"
    return {writer: list(newest_first.values()), "approved_by": approver.url}


def address_of(public_id: str | None, byline: str | None, first: str | None, last: str) -> str:
    """Return the address of a person's page; nothing for nobody, and without a public name."""
    name = byline or f"{first or ''} {last or ''}".strip()
    if not name or not public_id:
        return ""
    return standing("claims:person", public_id, slug_of(name, "person"))


def people() -> QuerySet[User]:
    """Return who wrote or approved a ruling that readers may see, if they have a public name."""
    public = Ruling.objects.published()
    wrote = Exists(public.filter(written_by=OuterRef("pk")))
    approved = Exists(public.filter(approved_by=OuterRef("pk")))
    nameless = Q(byline="", first_name="", last_name="")
    return User.objects.filter(wrote | approved).exclude(nameless | Q(username=MACHINE))


class PeopleList(ListView):
    """Who writes and approves rulings, by name."""

    paginate_by = 50
    template_name = "claims/people.html"
    context_object_name = "people"
    extra_context = {"section": "people"}

    def get_queryset(self) -> Any:
        """Return the people, in the order of their names."""
        return people().order_by("byline", "last_name", "first_name", "pk")


class PersonPage(ListView):
    """One person, with the rulings that name them as they stand today."""

    paginate_by = 20
    template_name = "claims/person.html"
    context_object_name = "rulings"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the person; raise Http404 for who is named by no public ruling."""
        super().setup(request, *args, **kwargs)
        public_id = kwargs["public_id"]
        found = read_once(
            ("person", public_id), lambda: people().filter(public_id=public_id).first()
        )
        if found is None:
            raise Http404
        self.person = found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show the page, or send the reader to its address."""
        away = redirected(request, self.person.get_absolute_url())
        return away or super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the keys of what stands today wherever a public version names the person."""
        return read_once(("named", self.person.pk), lambda: list(keys_naming(self.person)))

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the person, and this page's rulings: their rows are long, and read by their keys."""
        context = super().get_context_data(section="people", person=self.person, **kwargs)
        return context | {"rulings": named_in(list(context["rulings"]))}


class Naming(NamedTuple):
    """What the list shows of a ruling: its page, whether it holds, and if its original does not."""

    page: FrozenPage
    holds: bool
    lags: bool


def public_among(*rulings: int) -> Any:
    """Return of these rulings, by number, what the list shows of those that are public."""
    found: Any = Ruling.objects.published().with_holding().with_lag().filter(pk__in=rulings)
    return found.values_list("pk", "frozen", "holds", "lags")


PUBLIC = Prepared(public_among)


def named_in(keys: Sequence[int]) -> list[Naming]:
    """Return the public rulings that have these numbers, in their order."""
    rulings = {
        pk: Naming(in_todays_format(json.loads(page)), bool(holds), bool(lags))
        for pk, page, holds, lags in PUBLIC.rows_among(keys)
    }
    return [rulings[key] for key in keys if key in rulings]


def keys_naming(person: User) -> Any:
    """Return the keys of what stands at claims of which a public version names the person."""
    named = Q(written_by=person) | Q(approved_by=person)
    public = Ruling.objects.published()
    theirs = public.filter(named, claim=OuterRef("claim"), edition=OuterRef("edition"))
    today = public.current().filter(named | Exists(theirs))  # most name the person themselves
    return today.order_by(*NEWEST_FIRST).values_list("pk", flat=True)
