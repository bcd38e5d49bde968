"""The one claim that is open at the workbench: its forms, its checklist, the way to its parts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import gate
from claims.admin.anchoring import CONFIRM_ANCHOR, MOVE_ANCHOR
from claims.admin.assigning import ASSIGNING
from claims.admin.claims import ACCEPT, DROP
from claims.admin.deeds import Deed, Offer, address
from claims.admin.lineage import MERGE, SPLIT, UNMERGE, UNSPLIT
from claims.admin.person import person
from claims.admin.suggestions import MEANT
from claims.admin.workbench.narrowing import kept
from claims.admin.workbench.rewording import REWORD
from claims.models import Article, Claim, RuleSet

IN_PLACE = [
    *(ACCEPT, REWORD, *ASSIGNING, MEANT, SPLIT, UNSPLIT, MERGE, UNMERGE),
    *(CONFIRM_ANCHOR, MOVE_ANCHOR, DROP),
]
MANY = 100  # claims; a choice among more has a page of its own
PARTS = [
    ("evidence", _("Evidence")),
    ("verdicts", _("Verdicts")),
    ("inquiries", _("Inquiries")),
    ("searches", _("Searches")),
    ("notes", _("Notes")),
]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the claim's own page: how many rows it has, and its address."""

    label: Any
    count: int
    url: str


def opened(request: HttpRequest, article: Article) -> dict[str, Any] | None:
    """Return what the page shows of the claim that is asked for, if it is one of the article's."""
    claims = article.claims.live().with_split_run()
    counted = {
        f"n_{name}": Count(name, filter=Q(**{f"{name}__retracted_at": None}), distinct=True)
        for name, _label in PARTS
    }
    found = claims.filter(public_id=request.GET.get("claim", "")).annotate(**counted).first()
    if found is None:
        return None
    claim: Claim = found
    ruling = claim.rulings.live().originals().select_related("rating").order_by("-version").first()
    case = gate.Case.of(claim, ruling)
    page = address(claim, "change")
    return {
        "claim": claim,
        "many": claims.at_work().count() > MANY,
        "offers": in_place(request, claim),
        "parts": [
            Part(label, getattr(claim, f"n_{name}"), f"{page}#{name}") for name, label in PARTS
        ],
        "page": page,
        "history": address(claim, "history"),
        "checks": gate.judge(case, RuleSet.objects.in_force()) if claim.is_at_work else [],
        "blind": gate.hides_agreement(person(request), claim),
    }


def in_place(request: HttpRequest, claim: Claim) -> list[Offer]:
    """Return what this person may do to the claim here; each leads back to this page."""
    back = kept(request.GET, **{"from": "workbench"})
    return [
        Offer(deed, f"{address(claim, deed.name)}?{back}", form_in_place(request, deed, claim))
        for deed in IN_PLACE
        if deed.allowed(person(request), claim)
    ]


def form_in_place(request: HttpRequest, deed: Deed, claim: Claim) -> Any:
    """Return a deed's form with ids of its own, since several stand on the page."""
    return deed.form(claim, by=person(request), auto_id=f"id_{deed.name}_%s")
