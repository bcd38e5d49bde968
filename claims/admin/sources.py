"""Sources, their stored copies, claimants."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.store_snapshot import store_snapshot
from claims.admin.base import RETRACT, DeskAdmin, ViewOnly
from claims.admin.deeds import Deed
from claims.admin.forms import SnapshotForm
from claims.models import Claimant, Snapshot, Source
from claims.policy import may_change

STORE = Deed(
    name="store",
    label=_("Store a copy"),
    explains=_(
        "A copy proves later what the source said when you read it. Upload the page or document "
        "as you saw it: a saved web page or a text file. It is kept as it is and never changed."
    ),
    done=_("The copy of “%(row)s” is stored."),
    act=store_snapshot,
    allowed=may_change,
    form=SnapshotForm,
)


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    """What is cited."""

    deeds = [STORE, RETRACT]
    list_display = ["__str__", "kind", "published_on", "uses"]
    list_filter = ["kind"]
    search_fields = ["title", "publisher", "url"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the evidence that rests on each."""
        live = Q(evidence__retracted_at=None)
        rows: QuerySet = super().get_queryset(request)
        return cast("QuerySet", rows.annotate(used=Count("evidence", filter=live)))

    @admin.display(description=_("cited by"), ordering="used")
    def uses(self, source: Any) -> int:
        """Show how many pieces of evidence cite it."""
        return int(source.used)


@admin.register(Snapshot)
class SnapshotAdmin(ViewOnly):
    """Stored copies, which never change."""

    list_display = ["source", "fetched_at", "media_type", "status"]
    list_filter = ["media_type"]
    list_select_related = ["source"]
    fields = ["source", "fetched_at", "final_url", "status", "media_type", "sha256", "text"]
    search_fields = ["source__title", "source__publisher", "final_url"]


@admin.register(Claimant)
class ClaimantAdmin(DeskAdmin):
    """Who says things."""

    list_display = ["name", "role", "affiliation", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "role", "affiliation"]
