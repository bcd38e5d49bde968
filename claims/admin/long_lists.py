"""What keeps a list as quick at a million rows as at ten thousand."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.admin.person import person
from claims.models import User

MOST_COUNTED = 10_000  # rows


class LongPaginator(Paginator):
    """Counts up to 10,000 rows: what lies beyond is found by a filter or a word, not by paging."""

    @cached_property
    def counted(self) -> int:
        """How many rows there are, or one more than are counted."""
        rows: Any = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())  # pk: no annotations

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through."""
        return min(self.counted, MOST_COUNTED)

    @property
    def is_cut(self) -> bool:
        """Whether there are rows that were not counted."""
        return self.counted > MOST_COUNTED


class AssigneeFilter(admin.SimpleListFilter):
    """Find claims by who checks them; the names come from the people, not from a million claims."""

    title = _("assigned to")
    parameter_name = "assignee__id__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the own claims first, then everybody's who is at the desk."""
        people = User.objects.filter(is_active=True, is_staff=True).order_by("byline", "username")
        me = person(request)
        others = [(str(user.pk), str(user)) for user in people if user.pk != me.pk]
        return [(str(me.pk), _("me")), ("nobody", _("nobody")), *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims of one person, or those that nobody has."""
        if self.value() == "nobody":
            return queryset.filter(assignee=None)
        wanted = self.value() or ""
        return queryset.filter(assignee=int(wanted)) if wanted.isdecimal() else queryset


def counted(rows: QuerySet, of: str) -> Coalesce:
    """Return, for each row of a page, how many of these rows point at it: asked for shown rows."""
    each = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(n=Count("pk"))
    return Coalesce(Subquery(each.values("n"), output_field=IntegerField()), 0)


def stances(pieces: Sequence[Any], stance: str) -> int:
    """Return how many of a claim's pieces of evidence have a stance."""
    return sum(piece.stance == stance for piece in pieces)
