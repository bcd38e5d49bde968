"""What hangs on a claim, on the claim's page."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.admin.attachments import attachments_of, files_of, picture_of
from claims.admin.base import DeskInline, without_detours
from claims.admin.forms import StepField, VerdictForm
from claims.admin.person import person
from claims.admin.quotations import checked_quotation, with_passages
from claims.admin.timing import time_in_words
from claims.models import (
    Attribution,
    Claim,
    Evidence,
    Inquiry,
    Note,
    Rating,
    Scale,
    Search,
    Tagging,
    Verdict,
)
from claims.models.standard import OF_THE_RELEASE
from claims.policy import may_give_verdict


class EvidenceInline(DeskInline):
    """Sources for, against and around the claim."""

    model = Evidence
    autocomplete_fields = ["source"]
    fields = [
        *("source", "stance", "quote", ("pages", "time_code", "where"), "checked"),
        *("note", "dated", "later_because", "still", "remark"),
    ]
    readonly_fields = ["checked", "dated", "still"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the sources with the evidence."""
        rows = super().get_queryset(request).select_related("source", "claim", "picture")
        return with_passages(rows.defer("picture__text")).order_by("number")

    @admin.display(description=_("quotation"))
    def checked(self, piece: Evidence) -> str:
        """Show how a ruling cites it, and whether the quotation was found in a stored copy."""
        if piece.number is None:
            return "–"
        return checked_quotation(piece)

    @admin.display(description=_("known at the time"))
    def dated(self, piece: Evidence) -> str:
        """Say whether the source is from before or after the claim."""
        return time_in_words(piece)

    @admin.display(description=_("picture"))
    def still(self, piece: Evidence) -> str:
        """Name the picture, or lead to where one is attached."""
        return picture_of(piece)


class VerdictInline(DeskInline):
    """Verdicts, with the wording that each judged."""

    model = Verdict
    readonly_fields = ["judged"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the step of the scale, and which version of the scale is in force."""
        now = Subquery(Scale.objects.kept().values("version")[:1])
        rows = super().get_queryset(request).select_related("rating")
        return cast("QuerySet", rows.annotate(scale_now=Coalesce(now, OF_THE_RELEASE)))

    @admin.display(description=_("wording"))
    def judged(self, verdict: Any) -> str:
        """Say which wording was judged, and by which scale if not by today's."""
        told = [str(_("today’s"))]
        if verdict.is_outdated:
            earlier = _("judged an earlier wording: “%(wording)s”")
            told = [str(earlier) % {"wording": verdict.wording}]
        if by_another_scale(verdict):
            other = _("judged by version %(n)s of the scale, so it does not count")
            told.append(str(other) % {"n": verdict.rating.scale})
        return ", ".join(told)


def by_another_scale(verdict: Any) -> bool:
    """Whether a verdict was given by a version of the scale that is not in force."""
    return bool(verdict.rating.scale != verdict.scale_now)


class OwnVerdictInline(VerdictInline):
    """The reviewer's own verdict; others' stay hidden until it is given."""

    form = VerdictForm
    fields = ["rating", "reasoning", "conflict", "conflict_details"]
    verbose_name_plural = _("your verdict")
    extra = 1
    max_num = 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the scale of today, without a way to change it in passing; name what is missing."""
        if db_field.name == "rating":
            kwargs |= {"queryset": Rating.objects.in_force(), "form_class": StepField}
            return without_detours(super().formfield_for_dbfield(db_field, request, **kwargs))
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "conflict":
            field.widget.choices = [("unknown", _("not answered")), *field.widget.choices[1:]]
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the own verdict."""
        own: QuerySet = super().get_queryset(request).filter(reviewer=person(request))
        return own.select_related("claim")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Offer to confirm a verdict that judged an earlier wording."""
        fields = super().get_fields(request, obj)
        own = self.get_queryset(request).filter(claim=obj) if obj else ()
        outdated = any(verdict.is_outdated for verdict in own)
        if not outdated and not any(map(by_another_scale, own)):
            return fields
        confirm = ["confirmed"] if outdated and self.has_change_permission(request, obj) else []
        return ["judged", *confirm, *fields]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask policy: a claim is judged once a person has accepted it."""
        return isinstance(obj, Claim) and may_give_verdict(person(request), obj)


class ReadOnlyInline(DeskInline):
    """Rows of others, to read."""

    extra = max_num = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: these are others'."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: these are others'."""
        return False


class OtherVerdictsInline(ReadOnlyInline, VerdictInline):
    """Others' verdicts, as far as this person may see them."""

    fields = [
        *("reviewer", "rating", "judged", "reasoning"),
        *("conflict", "conflict_details", "submitted_at"),
    ]
    readonly_fields = ["reviewer", "judged", "submitted_at"]
    verbose_name_plural = _("others' verdicts")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return others' verdicts that are visible by now."""
        others = super().get_queryset(request).exclude(reviewer=person(request))
        return others.select_related("reviewer", "rating", "claim")


class OwnNoteInline(DeskInline):
    """A new note, and the own ones."""

    model = Note
    fields = ["text"]
    verbose_name_plural = _("your notes")
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the own notes."""
        return super().get_queryset(request).filter(author=person(request)).select_related("author")


class OtherNotesInline(ReadOnlyInline):
    """What colleagues wrote."""

    model = Note
    fields = ["author", "text", "created_at"]
    readonly_fields = ["author", "created_at"]
    verbose_name_plural = _("colleagues' notes")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return colleagues' notes."""
        return (
            super().get_queryset(request).exclude(author=person(request)).select_related("author")
        )


class AttributionInline(DeskInline):
    """Who said it."""

    model = Attribution
    autocomplete_fields = ["claimant"]
    fields = ["claimant", "remark"]
    verbose_name_plural = _("claimants")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the claimants."""
        return super().get_queryset(request).select_related("claimant", "claim")


class InquiryInline(DeskInline):
    """Whom the desk asked."""

    model = Inquiry
    fields = [
        *(("whom", "kind", "how"), ("asked_on", "due_on"), "question"),
        *(("outcome", "answered_on"), "answer", "files", "public"),
    ]
    readonly_fields = ["files"]
    classes = ["collapse"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the files."""
        rows = super().get_queryset(request).select_related("claim")
        return rows.prefetch_related(attachments_of())

    @admin.display(description=_("files"))
    def files(self, inquiry: Inquiry) -> str:
        """Link the letters, e-mails and recordings."""
        return files_of(inquiry)


class SearchInline(DeskInline):
    """Where the desk looked."""

    model = Search
    fields = [("where", "terms"), ("searched_on", "outcome"), "remark", "files", "public"]
    readonly_fields = ["files"]
    classes = ["collapse"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the files."""
        rows = super().get_queryset(request).select_related("claim")
        return rows.prefetch_related(attachments_of())

    @admin.display(description=_("files"))
    def files(self, search: Search) -> str:
        """Link the screenshots and lists of results."""
        return files_of(search)


class TaggingInline(DeskInline):
    """What it is about."""

    model = Tagging
    autocomplete_fields = ["topic"]
    fields = ["topic"]
    verbose_name_plural = _("topics")
    classes = ["collapse"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the topics."""
        return super().get_queryset(request).select_related("topic", "claim")


INLINES: list[type[admin.options.InlineModelAdmin]] = [
    EvidenceInline,
    OwnVerdictInline,
    OtherVerdictsInline,
    AttributionInline,
    InquiryInline,
    SearchInline,
    OwnNoteInline,
    OtherNotesInline,
    TaggingInline,
]
