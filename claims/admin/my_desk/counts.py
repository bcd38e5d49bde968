"""Where the whole desk stands, in figures; each leads to the list of exactly these rows."""

from collections.abc import Iterable, Iterator
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


Asked = tuple[str | Promise, QuerySet, dict[str, str]]  # what to count, and how its list is asked


def groups_for(looker: Looker) -> list[Group]:
    """Return the figures of the desk, as far as this person may see its rows."""
    parts = {
        _("Needs somebody"): needs,
        _("Articles and claims"): by_state,
        _("Rulings"): by_stage,
    }
    found = [Group(title, figures_of(looker, part(looker))) for title, part in parts.items()]
    return [group for group in found if group.figures]


def figures_of(looker: Looker, asked: Iterable[Asked]) -> list[Figure]:
    """Return how many rows there are of what this person may look at, each with its list."""
    return [
        Figure(label, how_many(rows), list_url(rows.model, query))
        for label, rows, query in asked
        if looker.user.has_perm(f"claims.view_{rows.model._meta.model_name}")
    ]


def live(model: Any, looker: Looker) -> Any:
    """Return the rows of a kind that this person may see and nobody took back."""
    return model.objects.visible_to(looker.user).live()


def needs(looker: Looker) -> Iterator[Asked]:
    """Yield what somebody at the desk has to look after."""
    claims, standing = live(Claim, looker), live(Ruling, looker).standing()
    adrift = standing.filter(claim__in=Claim.objects.adrift().values("pk"))
    cited = standing.filter(claim__in=looker.troubled)
    answers = live(Inquiry, looker).overdue(looker.today)
    public = {"stage__exact": "published"}
    yield _("Overdue claims"), claims.overdue(looker.today), {"work": "overdue"}
    yield _("Claims that nobody checks"), claims.unassigned(), {"work": "nobody"}
    yield _("Answers overdue"), answers, {"answer": "overdue"}
    yield _("Passages that changed"), claims.adrift(), {"anchor": "waiting"}
    yield _("Published, passage changed"), adrift, {"anchor": "waiting", **public}
    yield _("Published, cited page changed"), cited, {"cited": "waiting", **public}
    reports = live(Report, looker).unanswered()
    yield _("Reports without an answer"), reports, {"outcome__exact": "open"}


def by_state(looker: Looker) -> Iterator[Asked]:
    """Yield the articles, and the claims in each state."""
    yield _("Articles"), live(Article, looker), {}
    claims = live(Claim, looker)
    for state in Claim.State:
        yield capfirst(state.label), claims.filter(state=state), {"state__exact": state.value}


def by_stage(looker: Looker) -> Iterator[Asked]:
    """Yield the rulings at each stage."""
    rulings = live(Ruling, looker)
    for stage in Ruling.Stage:
        yield capfirst(stage.label), rulings.filter(stage=stage), {"stage__exact": stage.value}
