"""Claims: the page where a claim goes from found to ruled."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims import gate
from claims.actions.accept_claim import accept_claim
from claims.actions.add_claim import add_claim
from claims.actions.drop_claim import drop_claim
from claims.admin.anchoring import ANCHOR_DEEDS, AnchorFilter, with_anchor
from claims.admin.base import RETRACT, DeskAdmin, is_about
from claims.admin.copies import warc_of
from claims.admin.deeds import Deed, address, gone
from claims.admin.forms import TRAVELLING, ClaimForm, NewClaimForm, RevisionForm, RevisionReasonForm
from claims.admin.inlines import INLINES
from claims.admin.lineage import MERGE, SPLIT, UNMERGE, UNSPLIT, lineage_of, unless_ruled
from claims.admin.long_lists import AssigneeFilter, stances
from claims.admin.person import person
from claims.admin.suggestions import MEANT
from claims.admin.timing import overdue_of
from claims.admin.visits import CitedPageFilter, told_of
from claims.admin.voices import panel_of
from claims.exports import copies_on
from claims.gate import hides_agreement
from claims.models import Claim, Evidence, RuleSet, Ruling, User
from claims.policy import may_accept, may_assign, may_draft, may_drop, may_export
from claims.splitting import OPERATION_LABELS

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


def steps_in_words(claim: Claim) -> list[str]:
    """Return how the splitter made the claim from its passage, step by step."""
    known = [str(OPERATION_LABELS.get(name, name)) for name in claim.operations]
    return list(dict.fromkeys(known))


@admin.register(Claim)
class ClaimAdmin(DeskAdmin):
    """Claims, each with everything that hangs on it."""

    actions = ["accept"]
    autocomplete_fields = ["article", "assignee"]
    change_form_template = "admin/claims/claim_change.html"
    deeds = [ACCEPT, MEANT, DROP, SPLIT, UNSPLIT, MERGE, UNMERGE, *ANCHOR_DEEDS, RETRACT]
    form = ClaimForm
    inlines = INLINES
    list_display = ["wording", "status", "kind", "found_in", "for_and_against", "assignee"]
    found_through = ["article"]
    list_filter = ["state", RulingFilter, AnchorFilter, CitedPageFilter, "kind", AssigneeFilter]
    sortable_by = ["status"]
    search_fields = ["text", "quote", "public_id", "article__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load what a line shows."""
        rows: Any = super().get_queryset(request)
        pieces = Evidence.objects.live().only("claim", "stance", "retracted_at")
        weighed = Prefetch("evidence", queryset=pieces, to_attr="pieces_weighed")
        return cast("QuerySet", rows.for_desk().prefetch_related(weighed))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the passage of a new claim; show it on an old one."""
        if obj is None:
            return [(None, {"fields": ["article", "quote", "text", "kind"]})]
        work = (_("Work"), {"fields": ["chosen_because", "assignee", "due_on"]})
        place = ["said_on", "said_where", "said_url", "said_archived_url"]
        said = {"fields": [*place, ("said_medium", "said_at"), "said_words"]}
        where = (_("Where it was said"), {**said, "classes": ["collapse"]})
        fieldsets: list[Any] = [(None, {"fields": ["text", "kind", "passage"]}), work, where]
        if self.has_change_permission(request, obj):
            fieldsets.append((_("This change"), {"fields": TRAVELLING}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave it to editors to say who checks what, and by when."""
        if obj is None or may_assign(person(request), obj):
            return ["passage"]
        return ["passage", "assignee", "due_on"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give work to people who are at the desk, and to nobody else."""
        if db_field.name == "assignee":
            kwargs["queryset"] = User.objects.filter(is_active=True, is_staff=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

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
        """Add the download of the stored copies."""
        return [self.row_url("copies", self.copies_view), *super().get_urls()]

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
        """Add the page of a new ruling."""
        draft = f"{reverse('admin:claims_ruling_add')}?claim={row.pk}"
        return {**super().next_pages(row), "draft": draft}

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show the passage in its context, the checklist, and the rulings."""
        panel = super().panel(request, object_id)
        claim = panel.get("row")
        if claim is None:
            return panel
        rulings = list(claim.rulings.live().select_related("rating").order_by("-version"))
        newest = rulings[0] if rulings else None
        blind = hides_agreement(person(request), claim)
        case = gate.Case.of(claim, newest)
        return {
            **panel,
            "rulings": rulings,
            "lineage": lineage_of(claim, person(request)),
            "steps": steps_in_words(claim),
            "concerns": told_of(claim),
            "texts": address(claim.article, "texts"),
            "copies": may_export(person(request), claim.article) and copies_on(claim).count(),
            "copies_url": address(claim, "copies"),
            "may_draft": may_draft(person(request), claim)
            and not any(
                ruling.is_in_hand or ruling.stage in ("published", "retracted")
                for ruling in rulings
            ),
            "checks": gate.judge(case, RuleSet.objects.in_force()),
            "voices": panel_of(case, person(request)),
            "blind": blind,
            "verdicts_given": claim.verdicts.live().count(),
            "overdue": overdue_of(claim),
        }

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

    @admin.display(description=_("passage"))
    def passage(self, claim: Claim) -> str:
        """Show the passage with what stands around it."""
        return format_html(
            '<span class="context">…{}</span><mark>{}</mark><span class="context">{}…</span>',
            claim.prefix,
            claim.quote,
            claim.suffix,
        )

    @admin.action(description=_("Accept the selected claims"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Accept each, and name those refused."""
        accepted = 0
        for claim in queryset:
            if claim.is_open:
                continue
            try:
                now_open = accept_claim(claim, by=person(request)).is_open
            except (PermissionDenied, ValidationError):
                now_open = False
            accepted += now_open
            if not now_open:
                refusal = _("You cannot accept “%(claim)s”.") % {"claim": is_about(claim)}
                self.message_user(request, refusal, messages.WARNING)
        told = ngettext("%(n)s claim accepted.", "%(n)s claims accepted.", accepted)
        self.message_user(request, told % {"n": accepted})
        return None
