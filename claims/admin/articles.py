"""Articles: bringing them in, taking them apart, taking their claims away."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from claims.admin.base import RETRACT, DeskAdmin, ViewOnly
from claims.admin.coverage import coverage
from claims.admin.deeds import address
from claims.admin.ingestion import ingest_view
from claims.admin.lineage import told_apart
from claims.admin.long_lists import counted
from claims.admin.new_text import replace_view
from claims.admin.person import person
from claims.admin.progress import progress_view
from claims.admin.shown import ArticleForm
from claims.admin.splits import CANCEL, SPLIT, TAKE_BACK, following
from claims.admin.texts import texts_view, waiting_in_words
from claims.admin.workbench.page import workbench_view
from claims.exports import EXPORTERS, export
from claims.models import Article, Body, Claim, Ruling, SplitRun
from claims.policy import may_export, may_replace_text, may_show

CLAIMS_ON_A_PAGE = 100
OPENING = 20_000  # characters of a text that its page shows; the workbench has all of it


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """Articles under check."""

    deeds = [SPLIT, CANCEL, TAKE_BACK, RETRACT]
    form = ArticleForm
    change_form_template = "admin/claims/article_change.html"
    list_display = ["title", "publisher", "published_on", "progress", "confidential", "created_at"]
    sortable_by = ["created_at"]
    list_filter = ["origin", "shown", "confidential", "language"]
    search_fields = ["title", "publisher", "url", "public_id"]
    fieldsets = [
        (None, {"fields": ["title", "url", "publisher", "byline", "published_on", "language"]}),
        (_("What it is"), {"fields": ["medium"]}),
        (_("What readers see"), {"fields": ["origin", "shown", "confidential"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave it to editors to say what readers see."""
        decided = obj is not None and not may_show(person(request), obj)
        return ["shown", "confidential"] if decided else []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the claims by what became of them."""
        live = Claim.objects.live()
        counts = {
            f"n_{state}": counted(live.filter(state=state), "article")
            for state in (Claim.State.PROPOSED, Claim.State.ACCEPTED)
        }
        rows: QuerySet = super().get_queryset(request)
        return cast("QuerySet", rows.annotate(**counts))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a text, a file or an address in place of a form's empty fields."""
        return ingest_view(self, request)

    def get_urls(self) -> list[URLPattern]:
        """Add the download, the pages about the article's texts, and how far a split is."""
        pages: dict[str, Callable[..., HttpResponseBase]] = {
            "export": self.export_view,
            "progress": self.progress_view,
            "new-text": partial(replace_view, self),
            "texts": partial(texts_view, self),
            "workbench": partial(workbench_view, self),
        }
        return [*(self.row_url(name, view) for name, view in pages.items()), *super().get_urls()]

    def progress_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Answer the page's script; what this person may not see is not there."""
        article = self.get_object(request, pk)
        seen = article is not None and self.has_view_permission(request, article)
        return progress_view(article if seen else None)

    def export_view(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Send the article's claims as a file, as far as this person may see them."""
        article = self.get_object(request, pk)
        if article is None or not may_export(person(request), article):
            return HttpResponseRedirect("../change/")
        viewer = person(request) if "internal" in request.GET else None
        name = request.GET.get("format", "csv")
        if name not in EXPORTERS:
            raise Http404
        file, exporter = export(article, name, internal=viewer is not None, viewer=viewer)
        return FileResponse(
            file,
            as_attachment=True,
            filename=f"claims-{article.public_id}.{exporter.name}",
            content_type=exporter.content_type,
        )

    def next_pages(self, row: Any) -> dict[str, str]:
        """Add the pages of a new claim and of the texts, and the list of the claims."""
        added = f"{reverse('admin:claims_claim_add')}?article={row.pk}"
        listed = f"{reverse('admin:claims_claim_changelist')}?article__id__exact={row.pk}"
        bench = {"workbench": address(row, "workbench")}
        texts = {"new_text": address(row, "new-text"), "texts": address(row, "texts")}
        return {**super().next_pages(row), "claim": added, "claims": listed, **texts, **bench}

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show the claims in the order of the text, and the sentences that gave none."""
        panel = super().panel(request, object_id)
        article = panel.get("row")
        if article is None:
            return panel
        body = article.bodies.order_by("-version").first()
        run = SplitRun.objects.live().filter(body=body).first()
        claims = article.claims.live().for_desk().in_text_order()
        page = Paginator(claims, CLAIMS_ON_A_PAGE).get_page(request.GET.get("claims"))
        return {
            **panel,
            **following(article, run, panel["offers"]),
            "body": body,
            "run": run,
            "claims": told_apart(page, person(request)),
            "claims_page": page,
            "opening": body.text[:OPENING] if body else "",
            "skipped": coverage(request, body, run),
            "waiting": waiting_in_words(article.claims.adrift().count()),
            "may_replace": may_replace_text(person(request), article),
            "export_url": address(article, "export"),
            "is_public": Ruling.objects.published()
            .current()
            .filter(claim__article=article)
            .exists(),
            "may_export": may_export(person(request), article),
        }

    @admin.display(description=_("claims"))
    def progress(self, article: Any) -> str:
        """Say how many claims there are, with names to the numbers."""
        return _("%(accepted)s accepted, %(proposed)s proposed") % {
            "accepted": article.n_accepted,
            "proposed": article.n_proposed,
        }


@admin.register(Body)
class BodyAdmin(ViewOnly):
    """The texts, which never change."""

    list_display = ["article", "version", "created_at", "media_type"]
    list_select_related = ["article"]
    fields = ["article", "version", "sha256", "media_type", "original_name", "text"]
    search_fields = ["article__title", "sha256"]


@admin.register(SplitRun)
class SplitRunAdmin(ViewOnly):
    """What was split, when and by what."""

    list_display = [
        "body",
        "splitter",
        "version",
        "granularity",
        "decomposed",
        "proposed",
        "created_at",
    ]
    list_filter = ["splitter", "decomposed"]
    list_select_related = ["body__article"]
    search_fields = ["body__article__title"]
