"""What people told apart: it is not offered as likely the same, and retracting it undoes that."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.admin.base import DeskAdmin
from claims.admin.duplicates import NAMES
from claims.admin.forms import DeskForm
from claims.models import Distinction
from claims.models.distinction import KINDS


def name_of(column: str) -> Case:
    """Return the question for the name of one of the two, whatever they are."""
    names = [
        When(
            kind=kind, then=Subquery(model._base_manager.filter(pk=OuterRef(column)).values(field))
        )
        for kind, model in KINDS.items()
        for field in NAMES[model][:1]
    ]
    return Case(*names, default=Value(""), output_field=CharField())


class DistinctionForm(DeskForm):
    """Which two are not the same."""

    def clean(self) -> dict[str, Any]:
        """Put the two in the order in which each pair is kept."""
        cleaned = super().clean()
        one, other = cleaned.get("one"), cleaned.get("other")
        if one and other:
            cleaned["one"], cleaned["other"] = sorted([one, other])
        return cleaned


@admin.register(Distinction)
class DistinctionAdmin(DeskAdmin):
    """Pairs that are not the same."""

    fields = ["kind", "one", "other", "because"]
    form = DistinctionForm
    list_display = ["pair", "kind", "because"]
    list_filter = ["kind"]
    search_fields = ["because"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the names of the two."""
        rows = super().get_queryset(request)
        named = rows.annotate(one_name=name_of("one"), other_name=name_of("other"))
        return cast("QuerySet", named)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a word on the two of which it was said."""
        return ["kind", "one", "other"] if obj else []

    @admin.display(description=_("not the same"))
    def pair(self, word: Any) -> str:
        """Name the two."""
        return f"{word.one_name} ({word.one}) / {word.other_name} ({word.other})"
