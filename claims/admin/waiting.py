"""The filters of lists that find what waits: for the person who looks, or for anybody."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin.person import person
from claims.concerns import changed_under, waiting_claims
from claims.models import Claim, Inquiry, Ruling, User


class OwnFilter(admin.SimpleListFilter):
    """Finds what waits for this person; each choice names its rows, which are asked for then."""

    title = _("waiting for you")
    parameter_name = "awaiting"
    rows: dict[str, tuple[Any, Callable[[User], QuerySet]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer each."""
        return [(name, label) for name, (label, _rows) in self.rows.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rows of the list that wait so."""
        chosen = self.rows.get(self.value() or "")
        if chosen is None:
            return queryset
        found = chosen[1](person(request)).order_by()
        return queryset.filter(pk__in=found.values("pk"))


class WaitingFilter(OwnFilter):
    """Finds the claims that wait for this person."""

    rows = {
        "me": (_("assigned to you, unfinished"), Claim.objects.assigned_to),
        "verdict": (_("for your verdict"), Claim.objects.awaiting_verdict_of),
    }


class AwaitingFilter(OwnFilter):
    """Finds the rulings that wait for this person."""

    rows = {
        "approval": (_("to approve"), Ruling.objects.awaiting),
        "publication": (_("to publish"), lambda _user: Ruling.objects.to_publish()),
        "back": (_("sent back to you"), Ruling.objects.sent_back_to),
        "changed": (
            _("yours, changed since published"),
            lambda user: changed_under(Ruling.objects.concerning(user), waiting_claims()),
        ),
    }


class OwnClaimsFilter(OwnFilter):
    """Finds the inquiries at the claims of this person."""

    title = _("claim")
    parameter_name = "whose"
    rows = {"me": (_("assigned to you"), Inquiry.objects.at_claims_of)}


class WorkFilter(admin.SimpleListFilter):
    """Finds the unfinished claims that somebody has to look after."""

    title = _("work")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer those past their day, and those that nobody checks."""
        return [("overdue", _("overdue")), ("nobody", _("accepted, assigned to nobody"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims that wait so."""
        claims: Any = queryset
        if self.value() == "overdue":
            return claims.overdue(timezone.localdate())  # type: ignore[no-any-return]
        return claims.unassigned() if self.value() == "nobody" else queryset
