"""What the desk says of time: evidence from after its claim, answers that are overdue."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Evidence
from claims.text.dates import Order

IN_WORDS: dict[Order, Promise] = {
    Order.BEFORE: _("yes: from before the claim was made"),
    Order.SAME: _("from the day on which the claim was made"),
    Order.LATER: _("no: from after the claim was made"),
    Order.UNKNOWN: _("nobody can tell: the dates of claim and source overlap, or one is missing"),
}


def time_in_words(piece: Evidence) -> str:
    """Return whether a piece of evidence could be known when the claim was made."""
    return "–" if piece.pk is None else str(IN_WORDS[piece.order])


class DueFilter(admin.SimpleListFilter):
    """Find inquiries by whether an answer is still awaited."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer those that wait, and those that wait too long."""
        return [("waiting", _("awaited")), ("overdue", _("overdue"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the inquiries that wait."""
        inquiries: Any = queryset
        if self.value() == "overdue":
            return inquiries.overdue(timezone.localdate())  # type: ignore[no-any-return]
        return inquiries.waiting() if self.value() == "waiting" else queryset
