"""What all pages of the desk share: the one door, history with a way back, no deletion."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.restore_row import restore_row
from claims.actions.retract_row import retract_row
from claims.admin.choices import LIKE_AN_ID, VisibleChoices
from claims.admin.deeds import KEPT_WORDS, Deed, address, deed_view, gone, offers, refuse
from claims.admin.forms import (
    TRAVELLING,
    DeskForm,
    RestoreForm,
    RevisionForm,
    RevisionReasonForm,
    RowForm,
)
from claims.admin.formsets import DeskFormSet, meeting_of
from claims.admin.going_on import GO_ON, go_on, told_refused
from claims.admin.long_lists import LongPaginator
from claims.admin.mentioning import save_and_tell
from claims.admin.person import person
from claims.finding import narrowed
from claims.history import changes
from claims.models import Recorded, StaleRevision, Tracked
from claims.models.index_entry import SEARCHED
from claims.models.mergeable import Mergeable

RETRACT = Deed(
    name="retract",
    label=_("Retract"),
    explains=_(
        "Nothing is deleted at this desk. What is retracted leaves the lists and the pages, "
        "and stays on record with your name and your reason. Its history brings it back."
    ),
    done=_("“%(row)s” was retracted."),
    act=retract_row,
    allowed=policy.may_retract,
    form=RevisionReasonForm,
)


UNTYPED = {"csrfmiddlewaretoken", "password1", "password2"}  # never shown again


class RetractedFilter(admin.SimpleListFilter):
    """Lists leave retracted rows out unless they are asked for."""

    title = _("retracted")
    parameter_name = "retracted"
    taken_back = _("Retracted")
    kept = _("Not retracted")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the retracted ones."""
        return [("yes", self.taken_back)]

    def choices(self, changelist: Any) -> Any:
        """Name the usual state."""
        first, *others = super().choices(changelist)
        yield {**first, "display": self.kept}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the live rows, or the retracted ones."""
        return queryset.filter(retracted_at__isnull=self.value() != "yes")


NEWEST = _(
    "Many rows have these words: only the newest were looked at. Add a word to find older ones."
)


OFFERED = _("Only the newest that have these words are offered. Add a word to find older ones.")


class DeskAdmin(VisibleChoices, admin.ModelAdmin):
    """A page whose edits are kept as the editor's work; nothing is ever deleted."""

    form = DeskForm
    deeds: list[Deed] = [RETRACT]
    found_through: Sequence[str] = ()  # relations whose words count in the search of a list
    list_per_page = 50
    paginator = LongPaginator
    show_facets = admin.ShowFacets.NEVER  # they count all rows once for each choice
    show_full_result_count = False
    change_form_template = "admin/claims/change_form.html"
    retracted_filter: type[RetractedFilter] = RetractedFilter
    view_on_site = False  # what is public is linked where its stage is told

    # What is shown

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return what this person may see: confidentiality and blindness hold in every list."""
        rows: Any = super().get_queryset(request)
        return cast("QuerySet", rows.visible_to(person(request)))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """
        Return what has the words, by the index where there is one.

        Where a row is chosen for another, words may be only begun, and what was retracted is not
        offered.
        """
        choosing = request.path == reverse("admin:autocomplete")
        if self.opts.model_name in SEARCHED or self.found_through:
            may_repeat = False
            found, is_cut = narrowed(
                queryset, search_term, self.found_through, user=person(request), start=choosing
            )
            if is_cut and choosing:
                request.not_offered = OFFERED  # type: ignore[attr-defined]
            elif is_cut and request.method == "GET":
                messages.info(request, NEWEST)
        else:
            found, may_repeat = super().get_search_results(request, queryset, search_term)
        if choosing:
            found = found.order_by(*self.opts.ordering or ["pk"])
            if issubclass(self.model, Tracked):
                found = found.filter(retracted_at=None)
        return found, may_repeat

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do what was chosen in the list, to rows that are named by a number."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        numbers = [pk for pk in chosen if LIKE_AN_ID.fullmatch(pk)]
        if numbers != chosen:
            sent = request.POST.copy()
            sent.setlist(ACTION_CHECKBOX_NAME, numbers)
            request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, *args, **kwargs)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Add the filter that hides what was retracted."""
        filters = list(super().get_list_filter(request))
        return [*filters, self.retracted_filter] if issubclass(self.model, Tracked) else filters

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deletion."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the row's own fields; what travels with them stands apart."""
        return [name for name in super().get_fields(request, obj) if name not in TRAVELLING]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put the reason and the hidden revision last, where the row can be changed."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        return [*fieldsets, (_("This change"), {"fields": TRAVELLING})]

    # Who may

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a mistake is corrected or retracted, and stays on record."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask policy about the row; what was retracted is read only."""
        if obj is None:
            return super().has_change_permission(request)
        return not getattr(obj, "is_retracted", False) and policy.may_save(person(request), obj)

    # Saving, through the one door

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Return the form, which says what an action refused in this request."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusal": getattr(request, "refusal", None)})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show and save a row; if an action refuses, show the form again as it was typed."""
        row = self.get_object(request, object_id) if object_id else None
        if request.method == "POST" and row is not None and self.is_settled(request, row):
            return typed_in_vain(self, request, row)
        if self.takes_kept_words(request, object_id):
            extra_context = {**(extra_context or {}), "kept": True}
            show_kept_words(request)
        if request.method == "GET":
            with policy.seen_once():
                return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            request.refusal = self.told(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def is_settled(self, request: HttpRequest, row: Any) -> bool:
        """Whether a person who may change such rows cannot change this one any more."""
        if getattr(row, "is_retracted", False):
            return True
        return self.has_change_permission(request) and not self.has_change_permission(request, row)

    def takes_kept_words(self, request: HttpRequest, object_id: str | None) -> bool:
        """Whether words are kept for this very form, and the form refuses to save them unseen."""
        if getattr(request, "kept_words", None) is None:
            return False
        row = self.get_object(request, object_id) if object_id else None
        if object_id:
            may = row is not None and self.has_change_permission(request, row)
        else:
            may = self.has_add_permission(request)
        return may and issubclass(self.get_form(request, row, change=bool(row)), RowForm)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Head the page with the stored row, and say at the top that a form was refused."""
        with policy.seen_once():
            context |= self.panel(request, context.get("object_id"))
        if row := context.get("row"):
            context |= {"original": row, "subtitle": str(row)}
        if context["errors"]:
            context["refused"] = told_refused(self, request)
            context["meeting"] = meeting_of(context)
        return super().render_change_form(request, context, *args, **kwargs)

    def told(self, error: ValidationError) -> ValidationError | None:
        """Return a refusal in words; the form itself tells of its own rows that are stale."""
        return error if not isinstance(error, StaleRevision) else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Hand the row to the one door, with the revision that was read and the reason given."""
        if not change or form.has_changed():
            save_and_tell(request, obj, reason=getattr(form, "given_reason", ""))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Hand the rows of the inlines to the same door, so that they keep who and why too."""
        for row in formset.save(commit=False):
            save_and_tell(request, row, reason=getattr(form, "given_reason", ""))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Say that what was typed is saved, where a button goes on from there."""
        if message and GO_ON in request.POST:
            self.message_user(request, _("What you typed is saved."), messages.SUCCESS)
        return super().log_change(request, obj, message)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on to what the pressed button names, once what was typed is saved."""
        if GO_ON in request.POST:
            return HttpResponseRedirect(go_on(self, request, obj))
        return super().response_change(request, obj)

    # What can be done

    def next_pages(self, row: Any) -> dict[str, str]:
        """Return the pages, by name, to which a button beside the form leads."""
        stays = row.merged_into if isinstance(row, Mergeable) else None
        pages = {"stays": address(stays, "change")} if stays else {}
        return {"history": address(row, "history"), **pages}

    def get_urls(self) -> list[URLPattern]:
        """Give each deed and each way back in history an address."""
        deeds = [self.row_url(d.name, partial(deed_view, self, d)) for d in self.deeds]
        return [*deeds, self.row_url("restore", self.restore_view), *super().get_urls()]

    def row_url(self, name: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
        """Return the address of one of a row's pages."""
        full = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(f"<path:pk>/{name}/", self.admin_site.admin_view(view), name=full)

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Return what the page shows above the form: what can be done to the row."""
        row = self.get_object(request, object_id) if object_id else None
        if row is None:
            return {}
        offered = offers(self.deeds, request, row)
        return {
            "offers": offered,
            "row": row,
            "pages": self.next_pages(row),
            "saves": self.saves(request, row),
            "keeps_words": not is_confidential(row),
            "may_restore": policy.may_restore(person(request), row),
            "taken_back": self.retracted_filter.taken_back,
            "show_save_and_add_another": False,
        }

    def saves(self, request: HttpRequest, row: Any) -> str:
        """Return the id of the page's form if this person can save it: its buttons save first."""
        return f"{self.opts.model_name}_form" if self.has_change_permission(request, row) else ""

    # History

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed what, when and why, with a way back to each version."""
        row = self.get_object(request, object_id)
        if row is None:
            return gone(self, request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return self.history_page(request, row, RestoreForm(row))

    def history_page(self, request: HttpRequest, row: Recorded, form: RevisionForm) -> HttpResponse:
        """Show the history, with what a refused way back said."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "opts": self.opts,
            "row": row,
            "changes": changes(row),
            "form": form,
            "may_restore": policy.may_restore(person(request), row),
            "back": address(row, "change"),
            "restore": address(row, "restore"),
        }
        return TemplateResponse(request, "admin/claims/history.html", context)

    def restore_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Go back to the version that was chosen, and to the row's page."""
        row = self.get_object(request, pk)
        if row is None or request.method != "POST":
            return HttpResponseRedirect("../history/")
        form = RestoreForm(row, request.POST)
        version = request.POST.get("version", "")
        if form.is_valid() and LIKE_AN_ID.fullmatch(version):
            try:
                restore_row(row, history_id=int(version), by=person(request), **form.cleaned_data)
            except ValidationError as error:
                refuse(form, error)
            else:
                self.message_user(request, _("The earlier version is back."))
                return HttpResponseRedirect(address(row, "change"))
        return self.history_page(request, row, form)


class ViewOnly(DeskAdmin):
    """A page to read: its rows are made by deeds, or never change."""

    deeds: list[Deed] = []

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a deed makes these rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: these rows are kept as they are."""
        return False


class DeskInline(VisibleChoices, admin.StackedInline):
    """Rows on their claim's page; each carries its revision, none is deleted."""

    form = RowForm
    formset = DeskFormSet
    extra = 0
    can_delete = False
    show_change_link = True
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the live rows that this person may see."""
        rows: Any = super().get_queryset(request)
        return cast("QuerySet", rows.visible_to(person(request)).live())

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the rows' forms, which know who types."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.by = person(request)
        return formset

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let each row carry the revision that was read."""
        fields = [name for name in super().get_fields(request, obj) if name != "revision_read"]
        may_write = self.has_change_permission(request, obj)
        return [*fields, "revision_read"] if may_write else fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask policy about the claim."""
        if obj is None:
            return False
        return policy.may_add_to(person(request), obj, self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it to those who may change such rows; each row is asked about when it is saved."""
        return super().has_change_permission(request) and not getattr(obj, "is_retracted", False)


def typed_in_vain(admin: DeskAdmin, request: HttpRequest, row: Any) -> HttpResponse:
    """Show what a person typed into a row that nobody can change any more; nothing is saved."""
    if not policy.may_see(person(request), row):
        raise PermissionDenied
    typed = [(name, text) for name, sent in request.POST.lists() for text in sent]
    shown = [(name, text) for name, text in typed if len(text) > 1 and name not in UNTYPED]
    context = {
        **admin.admin_site.each_context(request),
        "title": _("What you typed"),
        "typed": [(name, text) for name, text in shown if not name.startswith("_")],
        "retracted": row if getattr(row, "is_retracted", False) else None,
        "settled": row,
    }
    status = 200 if context["retracted"] else 403
    return TemplateResponse(request, "admin/kept_words.html", context, status=status)


def is_confidential(row: Any) -> bool:
    """Whether a row stands at a confidential article: nothing typed there stays on a computer."""
    claim = getattr(row, "claim", None) or row
    article = getattr(claim, "article", None) or claim
    return bool(getattr(article, "confidential", False))


def show_kept_words(request: Any) -> None:
    """Let a form be shown as it was typed before its person was signed out, and nothing saved."""
    request.kept_words_shown = True
    _none = request.FILES  # read first: whoever reads files later empties POST
    request.method, request.POST = "POST", request.kept_words
    request.refusal = ValidationError(KEPT_WORDS, code="kept")


def is_about(row: Model) -> str:
    """Return a row's name, short enough for a list."""
    text = str(row)
    return text if len(text) <= 90 else f"{text[:89]}…"  # noqa: PLR2004


def without_detours(field: Any) -> Any:
    """Return a choice's field without the links that add and change what can be chosen."""
    for detour in ("can_add_related", "can_change_related", "can_view_related"):
        setattr(field.widget, detour, False)
    return field
