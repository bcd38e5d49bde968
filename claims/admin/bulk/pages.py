"""The pages of work on many claims: to confirm it, to follow it, to stop it, to take it back."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from claims.actions.cancel_bulk import cancel_bulk
from claims.actions.undo_bulk import undo_bulk
from claims.admin.bulk.foreseen import foreseen
from claims.admin.bulk.forms import ManyForm, form_for
from claims.admin.bulk.telling import (
    as_told,
    button,
    counts_of,
    explained,
    lines_of,
    titled,
)
from claims.admin.deeds import KEPT_WORDS, address, gone
from claims.admin.person import person
from claims.exports import export_claims
from claims.models import BulkJob, BulkLine, Claim
from claims.policy import may_do_to_many
from claims.tasks import do_confirmed, do_the_rest


@admin.register(BulkJob)
class BulkJobAdmin(admin.ModelAdmin):
    """Work on many claims: what was confirmed, how far it is, what became of each."""

    list_display = ["what", "asked_by", "asked_at", "state", "how_far"]
    list_filter = ["kind", "state"]
    list_select_related = ["asked_by"]
    list_per_page = 50
    sortable_by = ["asked_at"]
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return what this person may follow; the list shows what was confirmed."""
        rows = BulkJob.objects.visible_to(person(request))
        match = request.resolver_match
        listed = match is not None and (match.url_name or "").endswith("changelist")
        return cast("QuerySet", rows.confirmed() if listed else rows)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: it begins in the list of the claims."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what was confirmed stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: it says who did what."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of one work, in place of those of a form."""
        pages: dict[str, Callable[..., HttpResponseBase]] = {
            "confirm": confirm_view,
            "progress": progress_view,
            "stop": stop_view,
            "resume": resume_view,
            "undo": undo_view,
            "change": work_view,
        }
        own = [self.row_url(name, view) for name, view in pages.items()]
        return [*own, *super().get_urls()]

    def row_url(self, name: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
        """Return the address of one of a work's pages."""
        wrapped = self.admin_site.admin_view(partial(self.with_work, view))
        return path(f"<int:pk>/{name}/", wrapped, name=f"claims_bulkjob_{name}")

    def with_work(
        self, view: Callable[..., HttpResponseBase], request: HttpRequest, pk: int
    ) -> HttpResponseBase:
        """Hand the work to its page, to those who may follow it."""
        rows = self.get_queryset(request).select_related("asked_by", "ended_by", "undoes")
        job = rows.filter(pk=pk).first()
        if job is None:
            return gone(self, request, str(pk))
        if not self.has_view_permission(request, job):
            raise PermissionDenied
        return view(self, request, job)

    @admin.display(description=_("what is done"), ordering="kind")
    def what(self, job: BulkJob) -> str:
        """Say what is done to how many."""
        return titled(job)

    @admin.display(description=_("how far it is"))
    def how_far(self, job: BulkJob) -> str:
        """Say how many claims are dealt with."""
        return _("%(done)s of %(total)s") % {"done": job.done, "total": job.total}


def page_of(
    admin: BulkJobAdmin, request: HttpRequest, job: BulkJob, name: str, **shown: Any
) -> HttpResponse:
    """Return one of the pages of the work, with its claims."""
    context = {
        **admin.admin_site.each_context(request),
        "title": titled(job),
        "opts": admin.opts,
        "job": job,
        "lines": lines_of(job, request, person(request)),
        **shown,
    }
    return TemplateResponse(request, f"admin/claims/bulk/{name}.html", context)


# Before it is done


def confirm_view(admin: BulkJobAdmin, request: HttpRequest, job: BulkJob) -> HttpResponseBase:
    """Show what will be done to which claims, ask for the rest, and do it once it is confirmed."""
    if job.is_confirmed:
        return HttpResponseRedirect(address(job, "change"))
    if not may_do_to_many(person(request), job.kind):
        raise PermissionDenied
    form = form_for(job)(job, typed(request))
    if request.method == "POST" and form.is_valid():
        if job.kind == BulkJob.Kind.EXPORT:
            return file_of(request, job, form)
        try:
            do_confirmed(job, by=person(request), **form.asked())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(address(job, "change"))
    if request.method == "GET" and form.is_bound:
        form.add_error(None, KEPT_WORDS)
    told = {"explains": explained(job), "button": button(job)}
    known = foreseen(job, person(request))
    return page_of(admin, request, job, "confirm", form=form, foreseen=known, **told)


def typed(request: Any) -> Any:
    """Return what was typed: now, or before its person was signed out."""
    if request.method == "POST":
        return request.POST
    words = getattr(request, "kept_words", None)
    if words is not None:
        request.kept_words_shown = True
    return words


def file_of(request: HttpRequest, job: BulkJob, form: ManyForm) -> FileResponse:
    """Send what this person may see of the chosen claims."""
    asked, by = form.cleaned_data, person(request)
    claims = Claim.objects.visible_to(by).filter(pk__in=job.lines.values("claim"))
    internal = asked["what"] == "internal"
    file, exporter = export_claims(claims, asked["format"], internal=internal, viewer=by)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"claims.{exporter.name}",
        content_type=exporter.content_type,
    )


# While it is done, and after


def work_view(admin: BulkJobAdmin, request: HttpRequest, job: BulkJob) -> HttpResponseBase:
    """Show how far the work is, and what became of each claim."""
    if not job.is_confirmed:
        return HttpResponseRedirect(address(job, "confirm"))
    return page_of(
        admin,
        request,
        job,
        "work",
        progress=None if job.state == BulkJob.State.DONE else as_told(job),
        counts=counts_of(job),
        may_stop=job.is_under_way,
        may_resume=job.may_go_on and job.asked_by_id == person(request).pk,
        may_undo=may_take_back(request, job),
        backs=job.undone_by.that_changed().select_related("asked_by"),
    )


def may_take_back(request: HttpRequest, job: BulkJob) -> bool:
    """Whether there is something to take back, and this person may."""
    ended = not job.is_under_way and not job.undoes_id and job.kind in BulkJob.UNDONE
    may = ended and may_do_to_many(person(request), job.kind)
    done = job.lines.changed().count()
    back = BulkLine.objects.changed().filter(job__undoes=job).count()
    return may and done > back


def progress_view(_admin: BulkJobAdmin, request: HttpRequest, job: BulkJob) -> HttpResponseBase:
    """Answer the page's script."""
    if not job.is_confirmed:
        raise Http404
    return JsonResponse(as_told(job))


def doing(
    act: Callable[..., BulkJob], done: Any, page: str
) -> Callable[[BulkJobAdmin, HttpRequest, BulkJob], HttpResponseBase]:
    """Return the view behind a button: it does this, says so or why not, and goes to a page."""

    def view(_admin: BulkJobAdmin, request: HttpRequest, job: BulkJob) -> HttpResponseBase:
        if request.method != "POST":
            return HttpResponseRedirect(address(job, "change"))
        try:
            to = address(act(job, by=person(request)), page)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(address(job, "change"))
        if done:
            messages.success(request, done)
        return HttpResponseRedirect(to)

    return view


stop_view = doing(cancel_bulk, _("It is stopped. What was done until then stays done."), "change")
resume_view = doing(do_the_rest, _("It goes on with the claims that wait."), "change")
undo_view = doing(undo_bulk, "", "confirm")
