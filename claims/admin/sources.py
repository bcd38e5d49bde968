"""Sources, their stored copies, claimants."""

from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from claims.admin.base import RETRACT, ViewOnly
from claims.admin.citing import find_view, store_held, tell_of_others
from claims.admin.copies import (
    FETCH,
    STORE,
    SourceForm,
    as_listed,
    copies_of,
    fetch_if_wanted,
    file_of,
    missing_file,
    text_of,
)
from claims.admin.deeds import address, gone
from claims.admin.duplicates import MERGE, UNMERGE
from claims.admin.likely_duplicates import LikelyDuplicates
from claims.admin.long_lists import counted
from claims.admin.person import person
from claims.admin.visits import VISIT, LastVisitFilter, visits_of
from claims.models import Claimant, Evidence, Snapshot, Source


@admin.register(Source)
class SourceAdmin(LikelyDuplicates):
    """What is cited."""

    change_form_template = "admin/claims/source_change.html"
    deeds = [FETCH, VISIT, STORE, MERGE, UNMERGE, RETRACT]
    form = SourceForm
    change_list_template = "admin/claims/source/change_list.html"
    list_display = ["__str__", "kind", "published_on", "uses"]
    list_filter = ["kind", LastVisitFilter]
    search_fields = ["title", "publisher", "url"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the evidence that rests on each."""
        rows: QuerySet = super().get_queryset(request)
        return cast("QuerySet", rows.annotate(used=counted(Evidence.objects.live(), "source")))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put the tick that no copy is wanted beside the address."""
        (name, options), *others = super().get_fieldsets(request, obj)
        fields = [field for field in options["fields"] if field != "leave"]
        if "leave" in options["fields"]:
            fields.insert(fields.index("url") + 1, "leave")
        return [(name, {**options, "fields": fields}), *others]

    def get_urls(self) -> list[URLPattern]:
        """Give the page that finds a source in an address or a file its address."""
        view = self.admin_site.admin_view(partial(find_view, self))
        return [path("find/", view, name="claims_source_find"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and have the page at a new address, or the file that was read, kept after that."""
        super().save_model(request, obj, form, change)
        if held := form.cleaned_data.get("held"):
            transaction.on_commit(partial(store_held, request, obj, held))
        if why := fetch_if_wanted(obj, form, person(request)):
            told = _("No copy is fetched: %(why)s") % {"why": why}
            self.message_user(request, told, messages.WARNING)
        if not change or "url" in form.changed_data:
            tell_of_others(request, obj)

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show the copies, what came of the last attempt at one, and the visits."""
        panel = super().panel(request, object_id)
        source = panel.get("row")
        return {**panel, **copies_of(source), **visits_of(source)} if source else panel

    @admin.display(description=_("cited by"))
    def uses(self, source: Any) -> int:
        """Show how many pieces of evidence cite it."""
        return int(source.used)


@admin.register(Snapshot)
class SnapshotAdmin(ViewOnly):
    """Stored copies, which never change."""

    list_display = ["source", "fetched_at", "media_type", "status"]
    list_filter = ["media_type"]
    list_select_related = ["source"]
    change_form_template = "admin/claims/snapshot_change.html"
    fields = [
        *("source", "what", "origin", "fetched_at", "final_url", "status", "media_type"),
        *("cut", "sha256", "headers", "unread", "text"),
    ]
    found_through = ["source"]
    search_fields = ["source"]

    def get_urls(self) -> list[URLPattern]:
        """Add the download of the file, and the text by itself."""
        own = [self.row_url("file", self.file_view), self.row_url("text", self.text_view)]
        return [*own, *super().get_urls()]

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Lead to the file and to the text by itself."""
        panel = super().panel(request, object_id)
        return {**panel, "line": as_listed(panel["row"])} if panel else panel

    def file_view(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Hand the file out, to those who may see the copy."""
        copy = self.get_object(request, pk)
        if copy is None:
            return gone(self, request, pk)
        if not self.has_view_permission(request, copy):
            raise PermissionDenied
        try:
            return file_of(copy)
        except OSError:
            self.message_user(request, missing_file(copy), messages.ERROR)
            return HttpResponseRedirect(address(copy, "change"))

    def text_view(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Show the text, to those who may see the copy."""
        copy = self.get_object(request, pk)
        if copy is None:
            return gone(self, request, pk)
        if not self.has_view_permission(request, copy):
            raise PermissionDenied
        return text_of(copy)


@admin.register(Claimant)
class ClaimantAdmin(LikelyDuplicates):
    """Who says things."""

    deeds = [MERGE, UNMERGE, RETRACT]
    list_display = ["name", "role", "affiliation", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "role", "affiliation"]
