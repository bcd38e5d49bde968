"""Claims: the page where a claim goes from found to ruled."""

from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.actions.accept_claim import accept_claim
from claims.actions.add_claim import add_claim
from claims.actions.drop_claim import drop_claim
from claims.admin.anchoring import ANCHOR_DEEDS, AnchorFilter, with_anchor
from claims.admin.assigning import ASSIGNING
from claims.admin.base import RETRACT, DeskAdmin, is_about, without_detours
from claims.admin.bulk.choosing import ManyClaims
from claims.admin.copies import warc_of
from claims.admin.deeds import Deed, address, deed_view, gone
from claims.admin.forms import TRAVELLING, ClaimForm, NewClaimForm, RevisionForm, RevisionReasonForm
from claims.admin.going_on import GO_ON
from claims.admin.inlines import INLINES
from claims.admin.lineage import MERGE, SPLIT, UNMERGE, UNSPLIT, unless_ruled
from claims.admin.long_lists import AssigneeFilter, stances
from claims.admin.overview import overview
from claims.admin.person import person
from claims.admin.sections import loaded, section_of, way_to
from claims.admin.suggestions import MEANT
from claims.admin.timeline import stood_view, timeline_view
from claims.admin.visits import CitedPageFilter
from claims.admin.waiting import WaitingFilter, WorkFilter
from claims.admin.workbench.rewording import REWORD
from claims.models import Claim, Evidence, Ruling
from claims.policy import may_accept, may_assign, may_drop, may_export, workers

ACCEPT = Deed(
    name="accept",
    label=_("Accept"),
    explains=_("It is a claim, it reads as the text means it, and it is worth checking."),
    done=_("Accepted: “%(row)s”"),
    act=accept_claim,
    allowed=may_accept,
    form=RevisionForm,
    weighty=True,
)
DROP = Deed(
    name="drop",
    label=_("Drop"),
    explains=_("The claim is not checked. It stays on record with the reason; accept undoes it."),
    done=_("Dropped: “%(row)s”"),
    act=drop_claim,
    allowed=unless_ruled(may_drop),
    form=RevisionReasonForm,
)


class RulingFilter(admin.SimpleListFilter):
    """Find claims by where their newest ruling stands."""

    title = _("ruling")
    parameter_name = "ruling"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the stages, and none."""
        return [("none", _("none yet")), *Ruling.Stage.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims that have such a ruling."""
        if self.value() is None:
            return queryset
        rulings = Ruling.objects.live()
        if self.value() == "none":
            return queryset.exclude(Exists(rulings.filter(claim=OuterRef("pk"))))
        return queryset.filter(pk__in=rulings.filter(stage=self.value()).values("claim"))


@admin.register(Claim)
class ClaimAdmin(ManyClaims, DeskAdmin):
    """Claims, each with everything that hangs on it."""

    autocomplete_fields = ["article"]
    change_form_template = "admin/claims/claim_change.html"
    deeds = [
        *(ACCEPT, *ASSIGNING, MEANT, DROP, SPLIT, UNSPLIT, MERGE, UNMERGE),
        *(*ANCHOR_DEEDS, RETRACT),
    ]
    form = ClaimForm
    inlines = INLINES
    list_display = ["wording", "status", "kind", "found_in", "for_and_against", "assignee"]
    found_through = ["article"]
    list_filter = [
        *(WaitingFilter, "state", WorkFilter, RulingFilter, AnchorFilter, CitedPageFilter),
        *("kind", AssigneeFilter),
    ]
    sortable_by = ["status"]
    search_fields = ["text", "quote", "public_id", "article__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load what a line shows."""
        rows: Any = super().get_queryset(request)
        pieces = Evidence.objects.live().only("claim", "stance", "retracted_at")
        weighed = Prefetch("evidence", queryset=pieces, to_attr="pieces_weighed")
        return cast("QuerySet", rows.for_desk().prefetch_related(weighed))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Claim | None:
        """Return the claim; while its page is only read, load it once."""
        if request.method != "GET":
            return super().get_object(request, object_id, from_field)
        read: dict[str, Claim | None] = request.__dict__.setdefault("claims_read", {})
        if object_id not in read:
            read[object_id] = super().get_object(request, object_id, from_field)
        return read[object_id]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the passage of a new claim; show it on an old one."""
        if obj is None:
            return [(None, {"fields": ["article", "quote", "text", "kind"]})]
        work = (_("Work"), {"fields": ["chosen_because", ("assignee", "due_on")]})
        place = ["said_on", "said_where", "said_url", "said_archived_url"]
        said = {"fields": [*place, ("said_medium", "said_at"), "said_words"]}
        where = (_("Where it was said"), {**said, "classes": ["collapse"]})
        fieldsets: list[Any] = [(None, {"fields": ["text", "kind"]}), work, where]
        if self.has_change_permission(request, obj):
            fieldsets.append((_("This change"), {"fields": TRAVELLING}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave it to editors to say who checks what, and by when."""
        if obj is None or may_assign(person(request), obj):
            return []
        return ["assignee", "due_on"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the people who can work on claims, without a way to change them in passing."""
        if db_field.name == "assignee":
            kwargs["queryset"] = workers()
            return without_detours(super().formfield_for_dbfield(db_field, request, **kwargs))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Ask for the passage of a new claim."""
        kwargs.setdefault("form", self.form if obj else NewClaimForm)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Show what hangs on the claim once it is there."""
        return self.inlines if obj else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Anchor a new claim in its text; hand a changed one to the one door."""
        if change:
            super().save_model(request, obj, form, change)
            return
        given = {name: form.cleaned_data[name] for name in ("quote", "text", "kind")}
        made = add_claim(obj.article, by=person(request), **given)
        obj.__dict__.update(made.__dict__)

    def get_urls(self) -> list[URLPattern]:
        """Add the stored copies, the time-line, how it stood, and the workbench's rewording."""
        return [
            self.row_url("copies", self.copies_view),
            self.row_url("timeline", partial(timeline_view, self)),
            self.row_url("stood", partial(stood_view, self)),
            self.row_url(REWORD.name, partial(deed_view, self, REWORD)),
            *super().get_urls(),
        ]

    def copies_view(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Send the stored copies of what is cited, to those who may take the claim away."""
        claim = self.get_object(request, pk)
        if claim is None:
            return gone(self, request, pk)
        if not may_export(person(request), claim.article):
            raise PermissionDenied
        try:
            return warc_of(claim)
        except OSError:
            told = _("The file of a copy cannot be read: it may be in a backup.")
            self.message_user(request, told, messages.ERROR)
            return HttpResponseRedirect(address(claim, "change"))

    def next_pages(self, row: Any) -> dict[str, str]:
        """Add the page of a new ruling, and the time-line."""
        draft = f"{reverse('admin:claims_ruling_add')}?claim={row.pk}"
        return {**super().next_pages(row), "draft": draft, "timeline": address(row, "timeline")}

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Load the forms of the rows that are opened, or that were sent, and of no others."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, **loaded(request, obj, inline, prefix)}

    def get_inline_formsets(
        self,
        request: HttpRequest,
        formsets: Any,
        inline_instances: Any,
        obj: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Return the sections of the page, each with its rows and its forms."""
        return [
            section_of(request, obj, inline, formset)
            for inline, formset in zip(inline_instances, formsets, strict=True)
        ]

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on to the section, or open the row, that the pressed button names."""
        to = way_to(request.POST.get(GO_ON, ""))
        if to is not None:
            return HttpResponseRedirect(address(obj, "change") + to)
        return super().response_change(request, obj)

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show the passage in its context, the checklist, and the rulings."""
        panel = super().panel(request, object_id)
        claim = panel.get("row")
        return {**panel, **overview(self, request, claim)} if claim else panel

    @admin.display(description=_("claim"))
    def wording(self, claim: Claim) -> str:
        """Show the wording."""
        return is_about(claim)

    @admin.display(description=_("status"), ordering="state")
    def status(self, claim: Any) -> str:
        """Say where the claim stands: its own state, or its newest ruling's stage."""
        rulings = claim.rulings_newest_first
        if rulings and claim.state == Claim.State.ACCEPTED:
            return with_anchor(rulings[0].get_stage_display(), claim)
        return with_anchor(claim.get_state_display(), claim)

    @admin.display(description=_("article"))
    def found_in(self, claim: Claim) -> str:
        """Name the article."""
        return Truncator(claim.article.title).chars(40)

    @admin.display(description=_("evidence"))
    def for_and_against(self, claim: Any) -> str:
        """Count the evidence, with names to the numbers."""
        return _("for %(n_for)s · against %(n_against)s") % {
            "n_for": stances(claim.pieces_weighed, "supports"),
            "n_against": stances(claim.pieces_weighed, "refutes"),
        }
