"""How far the desk's reviewers agree over time, and on which claims they do not."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, permutations
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.admin.person import person
from claims.agreement import RELIABLE, TENTATIVE, nominal, ordinal
from claims.gate.people import ENOUGH_VERDICTS
from claims.models import Claim, Rating, User, Verdict
from claims.models.verdict import VerdictQuerySet

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

ON_A_PAGE = 25


class Judged(NamedTuple):
    """A claim with two verdicts or more."""

    at: datetime.datetime  # when the last of them was submitted
    steps: list[int]  # the ratings, by their place on the scale
    values: list[int]  # degrees of truth: without those that have none


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far verdicts on some claims agree."""

    since: datetime.date | None
    claims: int
    verdicts: int
    degrees: float | None
    names: float | None

    @classmethod
    def of(cls, judged: list[Judged], since: datetime.date | None = None) -> "Agreement":
        """
        Measure it twice: alpha of degrees of truth in their order, and of ratings as names.

        A rating without a number, such as Unproven, is no degree: it is missing from the first,
        and a name like others in the second.
        """
        return cls(
            since,
            len(judged),
            sum(len(claim.steps) for claim in judged),
            ordinal([claim.values for claim in judged]),
            nominal([claim.steps for claim in judged]),
        )

    @property
    def sentence(self) -> str | Promise:
        """What the measure of degrees says, in words."""
        if self.degrees is None:
            return _("cannot be told: too few verdicts, or all the same")
        if self.degrees >= RELIABLE:
            return _("reliable")
        return _("tentative") if self.degrees >= TENTATIVE else _("too low to rely on")


class DifferenceForm(forms.Form):
    """Which disagreements are listed."""

    KINDS = (
        ("", _("All disagreements")),
        ("far", _("More than one step apart")),
        ("open", _("Unproven for some")),
    )

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=KINDS)
    by = forms.ModelChoiceField(
        User.objects.none(), label=_("Reviewer"), required=False, empty_label=_("Everybody")
    )

    def __init__(self, verdicts: VerdictQuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verdicts = verdicts
        reviewers = User.objects.filter(pk__in=verdicts.order_by().values("reviewer"))
        self.fields["by"].queryset = reviewers.order_by("byline", "username")  # type: ignore[attr-defined]

    def found(self) -> Any:
        """Return the claims that were asked for."""
        rows = self.verdicts.differing()
        if not self.is_valid():
            return rows
        if by := self.cleaned_data["by"]:
            theirs = self.verdicts.filter(reviewer=by).order_by().values("claim")
            rows = rows.filter(claim__in=theirs)
        kind = self.cleaned_data["kind"]
        return rows.filter(Q(**{f"is_{kind}": True})) if kind else rows


def judged_in(verdicts: VerdictQuerySet) -> list[Judged]:
    """Return the claims that enough of these verdicts judge, in one query."""
    columns = ("claim", "submitted_at", "rating__order", "rating__value")
    rows = verdicts.order_by("claim", "submitted_at").values_list(*columns)
    found = (list(of_one) for _claim, of_one in groupby(rows, key=itemgetter(0)))
    return [
        Judged(
            max(at for _claim, at, _step, _value in given),
            [step for _claim, _at, step, _value in given],
            [value for _claim, _at, _step, value in given if value is not None],
        )
        for given in found
        if len(given) >= ENOUGH_VERDICTS
    ]


def by_month(judged: Iterable[Judged]) -> list[Agreement]:
    """Return the agreement of each month in which a last verdict was given, newest first."""
    months: dict[datetime.date, list[Judged]] = defaultdict(list)
    for claim in judged:
        months[timezone.localdate(claim.at).replace(day=1)].append(claim)
    return [Agreement.of(months[month], month) for month in sorted(months, reverse=True)]


def met(judged: Iterable[Judged]) -> list[tuple[Rating, list[int]]]:
    """Return, for each step of the scale, how often it met each step in two verdicts on a claim."""
    pairs = Counter(pair for claim in judged for pair in permutations(claim.steps, 2))
    steps = list(Rating.objects.in_force())
    return [
        (
            one,
            [pairs[one.order, other.order] // (2 if one == other else 1) for other in steps],
        )
        for one in steps
    ]


def with_verdicts(rows: list[Any], verdicts: VerdictQuerySet) -> list[tuple[Claim, list[Verdict]]]:
    """Return the claims of a page with their verdicts, in two queries."""
    claims = Claim.objects.in_bulk([row["claim"] for row in rows])
    given: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in verdicts.filter(claim__in=claims).select_related("reviewer", "rating"):
        given[verdict.claim_id].append(verdict)
    return [(claims[row["claim"]], given[row["claim"]]) for row in rows]


def agreement_view(admin: "DeskAdmin", request: HttpRequest) -> HttpResponse:
    """Show it to those who give verdicts, of the verdicts that they may see by now."""
    user = person(request)
    if not user.has_perm("claims.add_verdict"):
        raise PermissionDenied
    verdicts = Verdict.objects.visible_to(user).counting()
    judged = judged_in(verdicts)
    form = DifferenceForm(verdicts, request.GET)
    page = Paginator(form.found(), ON_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Agreement"),
        "whole": Agreement.of(judged),
        "months": by_month(judged),
        "met": met(judged),
        "form": form,
        "page": page,
        "asked": asked.urlencode(),
        "differing": with_verdicts(list(page.object_list), verdicts),
        "reliable": RELIABLE,
        "tentative": TENTATIVE,
    }
    return TemplateResponse(request, "admin/claims/agreement.html", context)
