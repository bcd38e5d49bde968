"""The records on a claim, each with a page of its own, to be found, retracted and restored."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.addressees import names_in
from claims.admin.agreement import agreement_view
from claims.admin.attachments import ATTACH, ATTACH_PICTURE, files_of, picture_of
from claims.admin.base import RETRACT, DeskAdmin
from claims.admin.duplicates import MERGE, UNMERGE
from claims.admin.likely_duplicates import LikelyDuplicates
from claims.admin.mentioning import words_of
from claims.admin.quotations import checked_quotation, with_passages
from claims.admin.timing import DueFilter, time_in_words
from claims.admin.visits import ACKNOWLEDGE, told_of_piece
from claims.admin.waiting import OwnClaimsFilter
from claims.models import (
    Attribution,
    Evidence,
    Inquiry,
    Note,
    Search,
    Tagging,
    Topic,
    Verdict,
)


class RecordAdmin(DeskAdmin):
    """A record that is added on its claim's page."""

    autocomplete_fields = ["claim"]
    found_through: Sequence[str] = ["claim"]
    ordering = ["-pk"]

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        """Keep a record at its claim."""
        return ["claim"] if obj else []


@admin.register(Evidence)
class EvidenceAdmin(RecordAdmin):
    """What sources say."""

    autocomplete_fields = ["claim", "source"]
    change_form_template = "admin/claims/evidence_change.html"
    deeds = [ATTACH_PICTURE, ACKNOWLEDGE, RETRACT]
    fieldsets = [
        (None, {"fields": ["claim", "source", "stance", "quote", "checked"]}),
        (_("Where in the source"), {"fields": ["pages", "time_code", "where"]}),
        (_("For readers"), {"fields": ["note", "dated", "later_because"]}),
        (_("Picture"), {"fields": ["still", "picture_alt", "picture_credit", "picture_shown"]}),
        (_("For the desk"), {"fields": ["remark"]}),
    ]
    list_display = ["__str__", "stance", "claim", "found"]
    list_filter = ["stance", "found"]
    list_select_related = ["claim", "source"]
    found_through = ["claim", "source"]
    search_fields = ["quote"]

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show what became of the cited page."""
        panel = super().panel(request, object_id)
        return {**panel, "concerns": told_of_piece(panel["row"])} if panel else panel

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the passages with the evidence."""
        rows = super().get_queryset(request).select_related("claim", "source", "picture")
        return with_passages(rows.defer("picture__text"))

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        """Show what follows from dates, what a deed alone attaches, how the quotation stands."""
        return [*super().get_readonly_fields(request, obj), "dated", "still", "checked"]

    @admin.display(description=_("quotation"))
    def checked(self, piece: Evidence) -> str:
        """Show how a ruling cites it, and whether the quotation was found in a stored copy."""
        return checked_quotation(piece) if piece.pk else "–"

    @admin.display(description=_("known at the time"))
    def dated(self, piece: Evidence) -> str:
        """Say whether the source is from before or after the claim."""
        return time_in_words(piece)

    @admin.display(description=_("picture"))
    def still(self, piece: Evidence) -> str:
        """Name the picture, or lead to where one is attached."""
        return picture_of(piece)


@admin.register(Verdict)
class VerdictAdmin(RecordAdmin):
    """Verdicts: the reviewer's own, and others' once the own is given."""

    change_list_template = "admin/claims/verdict_list.html"
    list_display = ["claim", "rating", "reviewer", "submitted_at"]
    list_filter = ["rating", "conflict"]
    list_select_related = ["claim", "rating", "reviewer"]
    search_fields = ["claim"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Look into the reasoning too, of the verdicts that this person may see: no index does."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        reasoned = queryset.filter(reasoning__icontains=search_term.strip())
        return (found | reasoned if search_term.strip() else found), may_repeat

    def get_urls(self) -> list[URLPattern]:
        """Add the page on how far verdicts agree."""
        view = self.admin_site.admin_view(partial(agreement_view, self))
        return [path("agreement/", view, name="claims_verdict_agreement"), *super().get_urls()]


@admin.register(Note)
class NoteAdmin(RecordAdmin):
    """Internal talk."""

    change_form_template = "admin/claims/note_change.html"
    list_display = ["__str__", "claim", "created_at"]
    list_select_related = ["claim", "author"]
    search_fields = ["text", "claim__text"]

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show the note as it is read on its claim's page."""
        panel = super().panel(request, object_id)
        note = panel.get("row")
        return {**panel, "told": {"words": words_of(note, names_in([note]))}} if note else panel


@admin.register(Inquiry)
class InquiryAdmin(RecordAdmin):
    """Whom the desk asked."""

    deeds = [ATTACH, RETRACT]
    fields = [
        *("claim", ("whom", "kind", "how"), ("asked_on", "due_on"), "question"),
        *(("outcome", "answered_on"), "answer", "files", "public"),
    ]
    list_display = ["whom", "kind", "claim", "asked_on", "due_on", "state", "answered_on"]
    list_filter = [DueFilter, OwnClaimsFilter, "kind", "outcome", "public"]
    list_select_related = ["claim"]
    search_fields = ["whom", "question", "answer", "claim__text"]

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        """Show the files, which a deed alone attaches."""
        return [*super().get_readonly_fields(request, obj), "files"]

    @admin.display(description=_("files"))
    def files(self, inquiry: Inquiry) -> str:
        """Link the letters, e-mails and recordings."""
        return files_of(inquiry)

    @admin.display(description=_("outcome"))
    def state(self, inquiry: Inquiry) -> str:
        """Say what became of it, and that an answer is overdue."""
        if inquiry.is_overdue(timezone.localdate()):
            return str(_("overdue"))
        return str(inquiry.get_outcome_display())


@admin.register(Search)
class SearchAdmin(RecordAdmin):
    """Where the desk looked."""

    deeds = [ATTACH, RETRACT]
    fields = ["claim", ("where", "terms"), ("searched_on", "outcome"), "remark", "files", "public"]
    list_display = ["__str__", "outcome", "claim", "searched_on", "public"]
    list_filter = ["outcome", "public"]
    list_select_related = ["claim"]
    search_fields = ["where", "terms", "remark", "claim__text"]

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        """Show the files, which a deed alone attaches."""
        return [*super().get_readonly_fields(request, obj), "files"]

    @admin.display(description=_("files"))
    def files(self, search: Search) -> str:
        """Link the screenshots and lists of results."""
        return files_of(search)


@admin.register(Attribution)
class AttributionAdmin(RecordAdmin):
    """Who said what."""

    autocomplete_fields = ["claim", "claimant"]
    list_display = ["claimant", "claim"]
    list_select_related = ["claim", "claimant"]
    found_through = ["claim", "claimant"]
    search_fields = ["claim"]


@admin.register(Tagging)
class TaggingAdmin(RecordAdmin):
    """What is about what."""

    autocomplete_fields = ["claim", "topic"]
    list_display = ["topic", "claim"]
    list_select_related = ["claim", "topic"]
    found_through = ["claim", "topic"]
    search_fields = ["claim"]


@admin.register(Topic)
class TopicAdmin(LikelyDuplicates):
    """What claims are about."""

    deeds = [MERGE, UNMERGE, RETRACT]
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: object = None
    ) -> dict[str, Sequence[str]]:
        """Offer a slug for a new topic only: an old one's address stays."""
        return {"slug": ["name"]} if obj is None else {}
