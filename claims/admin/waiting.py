"""The filters of lists that find what waits: for the person who looks, or for anybody."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin.person import person
from claims.concerns import changed_under, waiting_claims
from claims.models import Claim, Inquiry, Ruling, User


class Choice(NamedTuple):
    """What waits for a person who has a permission: its rows are asked for when it is chosen."""

    label: Any
    rows: Callable[[User], QuerySet]
    permission: str


class OwnFilter(admin.SimpleListFilter):
    """Finds what waits for this person."""

    title = _("waiting for you")
    parameter_name = "awaiting"
    rows: dict[str, Choice]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what this person has to do with."""
        user = person(request)
        own = ((name, one) for name, one in self.rows.items() if user.has_perm(one.permission))
        return [(name, one.label) for name, one in own]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rows of the list that wait so."""
        chosen = self.rows.get(self.value() or "")
        if chosen is None:
            return queryset
        found = chosen.rows(person(request)).order_by()
        return queryset.filter(pk__in=found.values("pk"))


class WaitingFilter(OwnFilter):
    """Finds the claims that wait for this person."""

    rows = {
        "me": Choice(
            _("assigned to you, unfinished"), Claim.objects.assigned_to, "claims.change_claim"
        ),
        "verdict": Choice(
            _("for your verdict"), Claim.objects.awaiting_verdict_of, "claims.add_verdict"
        ),
    }


class AwaitingFilter(OwnFilter):
    """Finds the rulings that wait for this person."""

    rows = {
        "approval": Choice(_("to approve"), Ruling.objects.awaiting, "claims.approve_ruling"),
        "publication": Choice(
            _("to publish"), lambda _user: Ruling.objects.to_publish(), "claims.publish_ruling"
        ),
        "back": Choice(_("sent back to you"), Ruling.objects.sent_back_to, "claims.change_ruling"),
        "changed": Choice(
            _("yours, changed since published"),
            lambda user: changed_under(Ruling.objects.concerning(user), waiting_claims()),
            "claims.change_ruling",
        ),
    }


class OwnClaimsFilter(OwnFilter):
    """Finds the inquiries at the claims of this person."""

    title = _("claim")
    parameter_name = "whose"
    rows = {
        "me": Choice(_("assigned to you"), Inquiry.objects.at_claims_of, "claims.change_inquiry")
    }


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
