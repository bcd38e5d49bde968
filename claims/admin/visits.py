"""Visits to cited pages at the desk: what they found, what it touches, and taking note of it."""

from itertools import islice
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.acknowledge_change import acknowledge_change
from claims.admin.base import RETRACT, DeskAdmin, ViewOnly
from claims.admin.deeds import Deed, address
from claims.admin.forms import DeedForm, reason_field
from claims.admin.person import person
from claims.concerns import Concern, concern_of, concerns_about, concerns_of, waiting_claims
from claims.models import Acknowledgement, Claim, Evidence, Recorded, Ruling, Source, User, Visit
from claims.models.digests import digest_of_text
from claims.policy import may_acknowledge, may_visit
from claims.tasks import ask_for_visit
from claims.text.comparison import Standing
from claims.text.side_by_side import Row, side_by_side

LISTED = 10  # visits on a source's page; the list of visits has all
SHOWN = 100  # paragraphs that differ, on a visit's page
STANDS = {
    Standing.THERE: _("stands there word for word"),
    Standing.CHANGED: _("reads otherwise"),
    Standing.GONE: _("is no longer there"),
    Standing.UNKNOWN: _("was not in the copy that it was compared with either"),
}


def visit_again(source: Source, *, by: User) -> Source:
    """Have the source's address visited, and return the source as the deed's subject."""
    ask_for_visit(source, by=by)
    return source


VISIT = Deed(
    name="visit",
    label=_("Visit again now"),
    explains=_(
        "The page at the source’s address is looked at again and held against the copy that is "
        "cited. It changes no ruling: what is found is told here, and where a person has to look."
    ),
    done=_(
        "A visit to “%(row)s” is asked for. What it finds is told below once a worker has made it; "
        "if none is at work, start one with “manage.py db_worker”."
    ),
    act=visit_again,
    allowed=lambda user, source: bool(source.url) and may_visit(user, source),
)


class AcknowledgeForm(DeedForm):
    """What was found, and why the evidence stays as it is."""

    shows = "admin/claims/_concern_read.html"
    visit = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field(
        _("Why it stays as it is"),
        _("For the desk, not for readers: for example that the archived copy has the passage."),
    )

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.concern = concern_of(row) if isinstance(row, Evidence) else None
        if self.concern is not None:
            self.initial.setdefault("visit", self.concern.visit.pk)
            self.told = told(self.concern)


def may_take_note(user: User, evidence: Evidence) -> bool:
    """Whether something about this evidence waits, and this person may say that it stays."""
    if not may_acknowledge(user, evidence):
        return False
    concern = concern_of(evidence)
    return concern is not None and concern.waits


def take_note(evidence: Evidence, **given: Any) -> Evidence:
    """Acknowledge, and return the evidence as the deed's subject."""
    acknowledge_change(evidence, **given)
    return evidence


ACKNOWLEDGE = Deed(
    name="acknowledge",
    label=_("Acknowledge the change"),
    explains=_(
        "You saw what became of the page, and the evidence and its ruling stay as they are. It "
        "leaves the list of what waits until the page is found otherwise again. Readers go on "
        "being told what became of the page."
    ),
    done=_("Acknowledged: “%(row)s” stays as it is."),
    act=take_note,
    allowed=may_take_note,
    form=AcknowledgeForm,
)


def told(concern: Concern) -> dict[str, Any]:
    """Return what a page shows of a concern, and where to read on and to act."""
    seen = concern.acknowledged
    return {
        "concern": concern,
        "kind": concern.kind.label,
        "visit": address(concern.visit, "change"),
        "evidence": address(concern.evidence, "change"),
        "archived_url": concern.evidence.source.archived_url,
        "by": seen.history.latest().history_user if seen else None,
    }


def told_of(claim: Claim) -> list[dict[str, Any]]:
    """Return what a claim's or a ruling's page shows of its cited pages."""
    return [told(concern) for concern in concerns_of(claim)]


def told_of_piece(piece: Evidence) -> list[dict[str, Any]]:
    """Return what the page of a piece of evidence shows of its cited page."""
    return [told(concern) for concern in concerns_about([piece])]


def visits_of(source: Source) -> dict[str, Any]:
    """Return the last visits to a source, for its page."""
    visits = list(source.visits.order_by("-visited_at", "-pk")[:LISTED])
    return {"visits": [(visit, address(visit, "change")) for visit in visits]}


class CitedPageFilter(admin.SimpleListFilter):
    """Find claims and rulings that rest on a page that is not what it was."""

    title = _("cited pages")
    parameter_name = "cited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer those that wait for a person."""
        return [("waiting", _("source changed or gone: waits for a person"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims, or the rulings in hand or in force on them, that wait."""
        if self.value() is None:
            return queryset
        if queryset.model is Claim:
            return queryset.filter(pk__in=waiting_claims())
        return queryset.filter(pk__in=Ruling.objects.binding(), claim__in=waiting_claims())


class LastVisitFilter(admin.SimpleListFilter):
    """Find sources by what the last visit that says something met."""

    title = _("last visit")
    parameter_name = "visit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer each outcome."""
        return list(Visit.Outcome.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the sources whose page was met so."""
        if self.value() not in Visit.Outcome.values:
            return queryset
        met = Visit.objects.telling().newest().filter(outcome=self.value())
        return queryset.filter(url__in=met.values("url"))


@admin.register(Visit)
class VisitAdmin(ViewOnly):
    """Visits, which never change, each with what differs from the copy that is cited."""

    change_form_template = "admin/claims/visit_change.html"
    list_display = ["source", "visited_at", "met", "note"]
    list_filter = ["outcome"]
    list_select_related = ["source"]
    search_fields = ["url", "source__title", "source__publisher"]
    fields = [
        *("source", "url", "visited_at", "met", "status", "final_url", "note"),
        *("compared_with", "snapshot", "since", "times"),
    ]
    readonly_fields = ["met"]

    @admin.display(description=_("outcome"), ordering="outcome")
    def met(self, visit: Visit) -> str:
        """Show what was met, hedged where it only seems so."""
        return visit.in_words

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show the paragraphs that differ, and how the quoted passages stand."""
        panel = super().panel(request, object_id)
        visit = panel.get("row")
        if visit is None:
            return panel
        rows = differing(visit)
        return {
            **panel,
            "rows": rows[:SHOWN],
            "more": len(rows) - SHOWN,
            "passages": passages_of(visit, person(request)),
        }


def differing(visit: Visit) -> list[Row]:
    """Return the paragraphs in which a changed page differs from the copy that is cited."""
    before, after = visit.compared_with, visit.snapshot
    if before is None or after is None:
        return []
    rows = (row for row in side_by_side(before.text, after.text) if not row.same)
    return list(islice(rows, 10 * SHOWN))


def passages_of(visit: Visit, user: User) -> list[tuple[Evidence, Any, str]]:
    """Return the quoted passages that a visit looked for, as far as this person may see them."""
    pieces = Evidence.objects.live().visible_to(user).filter(source__url=visit.url)
    found = [
        (piece, visit.passages.get(digest_of_text(piece.quote)))
        for piece in pieces.select_related("source", "claim")
    ]
    return [
        (piece, STANDS[Standing(standing)], address(piece, "change"))
        for piece, standing in found
        if standing
    ]


@admin.register(Acknowledgement)
class AcknowledgementAdmin(DeskAdmin):
    """What was acknowledged, to be found and taken back."""

    deeds = [RETRACT]
    fields = ["evidence", "visit", "reason"]
    readonly_fields = ["evidence", "visit"]
    list_display = ["evidence", "visit", "reason", "created_at"]
    list_select_related = ["evidence__source", "visit"]
    search_fields = ["reason", "evidence__source__title"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a deed makes these rows."""
        return False
