"""Where the whole desk stands, in figures; each leads to the list of exactly these rows."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.admin.my_desk.kinds import Looker, Many, how_many, list_url
from claims.models import Article, Claim, Inquiry, Report, Ruling


class Figure(NamedTuple):
    """A number of rows, with their name and their list."""

    label: str | Promise
    number: Many
    url: str


class Group(NamedTuple):
    """Figures that are read together."""

    title: str | Promise
    figures: list[Figure]


def groups_for(looker: Looker) -> list[Group]:
    """Return the figures of the desk, as far as this person may see its rows."""
    found = [
        Group(_("Needs somebody"), list(needs(looker))),
        Group(_("Articles and claims"), list(by_state(looker))),
        Group(_("Rulings"), list(by_stage(looker))),
    ]
    return [group for group in found if group.figures]


def figure(label: str | Promise, rows: QuerySet, **query: str) -> Figure:
    """Return how many rows there are, with their list."""
    return Figure(label, how_many(rows), list_url(rows.model, query))


def live(model: Any, looker: Looker) -> Any:
    """Return the rows of a kind that this person may see and nobody took back."""
    return model.objects.visible_to(looker.user).live()


def needs(looker: Looker) -> Iterator[Figure]:
    """Yield what somebody at the desk has to look after."""
    claims, rulings = live(Claim, looker), live(Ruling, looker)
    standing = {"stage__exact": "published"}
    cited = rulings.standing().filter(claim__in=looker.troubled)
    adrift = rulings.standing().filter(claim__in=Claim.objects.adrift())
    yield figure(_("Overdue claims"), claims.overdue(looker.today), work="overdue")
    yield figure(_("Claims that nobody checks"), claims.unassigned(), work="nobody")
    answers = live(Inquiry, looker).overdue(looker.today)
    yield figure(_("Answers overdue"), answers, answer="overdue")
    yield figure(_("Passages that changed"), claims.adrift(), anchor="waiting")
    yield figure(_("Published, passage changed"), adrift, anchor="waiting", **standing)
    yield figure(_("Published, cited page changed"), cited, cited="waiting", **standing)
    yield figure(
        _("Reports without an answer"), live(Report, looker).unanswered(), outcome__exact="open"
    )


def by_state(looker: Looker) -> Iterator[Figure]:
    """Yield the articles, and the claims in each state."""
    yield figure(_("Articles"), live(Article, looker))
    claims = live(Claim, looker)
    for state in Claim.State:
        rows = claims.filter(state=state)
        yield figure(capfirst(state.label), rows, state__exact=state.value)


def by_stage(looker: Looker) -> Iterator[Figure]:
    """Yield the rulings at each stage."""
    rulings = live(Ruling, looker)
    for stage in Ruling.Stage:
        rows = rulings.filter(stage=stage)
        yield figure(capfirst(stage.label), rows, stage__exact=stage.value)
