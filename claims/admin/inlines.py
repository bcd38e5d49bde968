"""What hangs on a claim, on the claim's page."""

from typing import Any, cast

from django.contrib.admin.options import InlineModelAdmin
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.addressees import names_in
from claims.admin import guidance
from claims.admin.attachments import attachments_of, files_of, picture_of
from claims.admin.base import DeskInline, without_detours
from claims.admin.choices import LIKE_AN_ID
from claims.admin.deeds import address
from claims.admin.forms import StepField, VerdictForm
from claims.admin.formsets import DeskFormSet
from claims.admin.guidance import Guidance, Side
from claims.admin.mentioning import words_of
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
    Recorded,
    Scale,
    Search,
    Tagging,
    Verdict,
)
from claims.models.standard import OF_THE_RELEASE
from claims.policy import may_give_verdict

NEWEST = "newest"  # travels with a section: the id of the newest of its rows that were read


class CardFormSet(DeskFormSet):
    """The forms of some rows, which are loaded already."""

    def __init__(self, *args: Any, rows: list[Any] | None = None, **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(*args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the rows that were given, else those of the queryset."""
        return super().get_queryset() if self.rows is None else self.rows

    def added_meanwhile(self) -> list[Recorded]:
        """Return the rows that came after the newest one that was on the page."""
        newest = str(self.data.get(f"{self.prefix}-{NEWEST}", ""))
        if not LIKE_AN_ID.fullmatch(newest):
            return []
        rows: Any = self.model._default_manager
        seen = rows.visible_to(self.by).live()
        return list(seen.filter(**{self.fk.name: self.instance}, pk__gt=int(newest)))


class CardInline(DeskInline):
    """Rows that are read as cards; the form of one is loaded when its card is opened."""

    formset = CardFormSet
    extra = 1
    section: str  # the section's id on the page
    card: str  # the template of one row
    guidance: Guidance
    read: list[Any] | None = None  # the rows, once they are loaded in a request

    def rows(self, request: HttpRequest, claim: Claim) -> list[Any]:
        """Return what is read in the section, loaded once."""
        if self.read is None:
            self.read = list(self.seen(request).filter(claim=claim))
        return self.read

    def seen(self, request: HttpRequest) -> QuerySet:
        """Return what this person may read in the section; some of it they may not change."""
        return self.get_queryset(request)

    def sides(self) -> list[Side]:
        """Return the parts into which the rows fall."""
        return [Side("", "")]

    def side_of(self, row: Any) -> str:
        """Return the part in which a row stands."""
        return ""

    def told(self, row: Any) -> dict[str, Any]:
        """Return what the card says beside the row's own columns."""
        return {"url": address(row, "change")}

    def is_own(self, request: HttpRequest, row: Any) -> bool:
        """Whether this person may change such a row of this author."""
        return True


class EvidenceInline(CardInline):
    """Sources for, against and around the claim."""

    model = Evidence
    section = "evidence"
    card = "admin/claims/claim/_evidence.html"
    guidance = guidance.EVIDENCE
    autocomplete_fields = ["source"]
    fields = [
        *("source", "stance", "quote", "pages", "time_code", "where"),
        *("note", "later_because", "remark"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the sources with the evidence."""
        rows = super().get_queryset(request)
        rows = rows.select_related("source", "claim__article", "picture")
        return with_passages(rows.defer("picture__text")).order_by("number")

    def sides(self) -> list[Side]:
        """Tell apart what speaks for the claim, against it, and around it."""
        return guidance.STANCES

    def side_of(self, row: Evidence) -> str:
        """Return the stance."""
        return row.stance

    def told(self, row: Evidence) -> dict[str, Any]:
        """Tell how the quotation stands, and whether it could be known at the time."""
        return {
            **super().told(row),
            "checked": checked_quotation(row),
            "dated": time_in_words(row),
            "order": row.order.name.lower(),
            "picture": picture_of(row) if row.picture_id else "",
            "source_url": address(row.source, "change"),
        }


class VerdictInline(CardInline):
    """The reviewer's own verdict to give; others' are read once it is given."""

    model = Verdict
    section = "verdicts"
    card = "admin/claims/claim/_verdict.html"
    guidance = guidance.VERDICTS
    form = VerdictForm
    fields = ["rating", "reasoning", "conflict", "conflict_details"]
    max_num = 1

    def seen(self, request: HttpRequest) -> QuerySet:
        """Return all verdicts that this person may see by now, each with the scale in force."""
        now = Subquery(Scale.objects.kept().values("version")[:1])
        rows = super().get_queryset(request).select_related("rating", "reviewer", "claim")
        return cast("QuerySet", rows.annotate(scale_now=Coalesce(now, OF_THE_RELEASE)))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the own verdict: no other one can be changed."""
        return self.seen(request).filter(reviewer=person(request))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the scale of today, without a way to change it in passing; name what is missing."""
        if db_field.name == "rating":
            kwargs |= {"queryset": Rating.objects.in_force(), "form_class": StepField}
            return without_detours(super().formfield_for_dbfield(db_field, request, **kwargs))
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "conflict":
            field.widget.choices = [("unknown", _("not answered")), *field.widget.choices[1:]]
        return field

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask policy: a claim is judged once a person has accepted it."""
        return isinstance(obj, Claim) and may_give_verdict(person(request), obj)

    def told(self, row: Verdict) -> dict[str, Any]:
        """Tell which wording was judged, and by which scale."""
        return {**super().told(row), "judged": judged(row)}

    def is_own(self, request: HttpRequest, row: Verdict) -> bool:
        """Whether it is the verdict of this person."""
        return row.reviewer_id == person(request).pk


def judged(verdict: Any) -> str:
    """Say which wording was judged if not today's, and by which scale if not by today's."""
    told = []
    if verdict.is_outdated:
        earlier = _("judged an earlier wording: “%(wording)s”")
        told.append(str(earlier) % {"wording": verdict.wording})
    if verdict.rating.scale != verdict.scale_now:
        other = _("judged by version %(n)s of the scale, so it does not count")
        told.append(str(other) % {"n": verdict.rating.scale})
    return ", ".join(told)


class NoteInline(CardInline):
    """What the desk says among itself; each changes only their own notes."""

    model = Note
    section = "notes"
    card = "admin/claims/claim/_note.html"
    guidance = guidance.NOTES
    fields = ["text"]

    def seen(self, request: HttpRequest) -> QuerySet:
        """Return everybody's notes, in the order in which they were written."""
        return super().get_queryset(request).select_related("author")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the own notes: no other can be changed."""
        return self.seen(request).filter(author=person(request))

    def rows(self, request: HttpRequest, claim: Claim) -> list[Any]:
        """Return the notes, and find out once whom they mention."""
        if self.read is None:
            self.known = names_in(super().rows(request, claim))
        return super().rows(request, claim)

    def told(self, row: Note) -> dict[str, Any]:
        """Return the note's words as they are to be read."""
        return {**super().told(row), "words": words_of(row, self.known)}

    def is_own(self, request: HttpRequest, row: Note) -> bool:
        """Whether this person wrote it."""
        return row.author_id == person(request).pk


class AttributionInline(CardInline):
    """Who said it."""

    model = Attribution
    section = "claimants"
    card = "admin/claims/claim/_claimant.html"
    guidance = guidance.CLAIMANTS
    autocomplete_fields = ["claimant"]
    fields = ["claimant", "remark"]
    verbose_name_plural = _("claimants")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the claimants."""
        return super().get_queryset(request).select_related("claimant", "claim")

    def told(self, row: Attribution) -> dict[str, Any]:
        """Lead to the claimant too."""
        return {**super().told(row), "claimant_url": address(row.claimant, "change")}


class InquiryInline(CardInline):
    """Whom the desk asked."""

    model = Inquiry
    section = "inquiries"
    card = "admin/claims/claim/_inquiry.html"
    guidance = guidance.INQUIRIES
    fields = [
        *("whom", "kind", "how", "asked_on", "due_on", "question"),
        *("outcome", "answered_on", "answer", "public"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the files."""
        rows = super().get_queryset(request).select_related("claim")
        return rows.prefetch_related(attachments_of())

    def told(self, row: Inquiry) -> dict[str, Any]:
        """Link the letters, e-mails and recordings; say whether the answer is overdue."""
        overdue = row.is_overdue(timezone.localdate())
        return {**super().told(row), "files": files_if_any(row), "overdue": overdue}


class SearchInline(CardInline):
    """Where the desk looked."""

    model = Search
    section = "searches"
    card = "admin/claims/claim/_search.html"
    guidance = guidance.SEARCHES
    fields = ["where", "terms", "searched_on", "outcome", "remark", "public"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the files."""
        rows = super().get_queryset(request).select_related("claim")
        return rows.prefetch_related(attachments_of())

    def told(self, row: Search) -> dict[str, Any]:
        """Link the screenshots and lists of results."""
        return {**super().told(row), "files": files_if_any(row)}


def files_if_any(row: Inquiry | Search) -> str:
    """Return links to a record's files, or nothing."""
    return files_of(row) if row.attachments.all() else ""


class TaggingInline(CardInline):
    """What it is about."""

    model = Tagging
    section = "topics"
    card = "admin/claims/claim/_topic.html"
    guidance = guidance.TOPICS
    autocomplete_fields = ["topic"]
    fields = ["topic"]
    verbose_name_plural = _("topics")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the topics."""
        return super().get_queryset(request).select_related("topic", "claim")


INLINES: list[type[InlineModelAdmin]] = [
    AttributionInline,
    EvidenceInline,
    VerdictInline,
    InquiryInline,
    SearchInline,
    NoteInline,
    TaggingInline,
]
