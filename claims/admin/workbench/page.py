"""The page of the workbench, and the claim that is added on it."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from claims.admin.choices import LIKE_AN_ID
from claims.admin.coverage import coverage
from claims.admin.deeds import OPENED, Offer, address, gone, offers
from claims.admin.person import person
from claims.admin.splits import SPLIT
from claims.admin.texts import waiting_in_words
from claims.admin.workbench.adding import AddForm
from claims.admin.workbench.marked import part_at, parts_of, runs_of
from claims.admin.workbench.narrowing import FilterForm, kept
from claims.admin.workbench.opened import opened
from claims.admin.workbench.rows import Row, rows_of
from claims.admin.workbench.standing import Standing
from claims.models import Article, Body, Claim, SplitRun
from claims.policy import may_add_claims

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

TOLD = (Standing.PROPOSED, Standing.OPEN, Standing.YOURS, Standing.VERDICT, Standing.READY)


def workbench_view(admin: "DeskAdmin", request: HttpRequest, pk: str) -> HttpResponse:
    """Show an article's text and claims side by side; add a claim that was sent."""
    article = admin.get_object(request, pk)
    if article is None:
        return gone(admin, request, pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    body = article.bodies.order_by("-version").first()
    form = AddForm(body, request.POST or None)
    if request.method == "POST":
        made = added(request, article, form)
        if made is not None:
            query = kept(request.GET, claim=made.public_id)
            return HttpResponseRedirect(f"{address(article, 'workbench')}?{query}{OPENED}")
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Workbench"),
        "is_nav_sidebar_enabled": False,  # the text and its claims need the room
        "opts": admin.opts,
        "article": article,
        "back": address(article, "change"),
        "body": body,
        "many": admin.next_pages(article)["claims"],
        "form": form if may_add_claims(person(request), article) else None,
        **bench(request, article, body),
    }
    return TemplateResponse(request, "admin/claims/workbench/page.html", context)


def added(request: HttpRequest, article: Article, form: AddForm) -> Claim | None:
    """Add the claim that was sent, or put the refusal on the form."""
    if not may_add_claims(person(request), article):
        raise PermissionDenied
    if not form.is_valid():
        return None
    try:
        made = form.handed_over(article, by=person(request))
    except ValidationError as error:
        form.add_error(None, error)
        return None
    messages.success(request, _("Added: “%(row)s”") % {"row": made})
    return made


def bench(request: HttpRequest, article: Article, body: Body | None) -> dict[str, Any]:
    """Return the article's progress, and the part of its text and claims that is asked for."""
    rows = rows_of(article, body, person(request))
    filters = FilterForm(request.GET, rows, person(request))
    open_here = opened(request, article)
    opened_pk = open_here["claim"].pk if open_here else None
    shown = [row for row in rows if row.pk == opened_pk or filters.shows(row)]
    parts = parts_of(body, rows) if body else [[]]
    places = {row.pk: part_at(parts, row) for row in shown}
    part = chosen_part(request, len(parts), places.get(opened_pk or 0))
    run = SplitRun.objects.live().filter(body=body).first()
    here = [row for row in shown if places[row.pk] == part]
    return {
        "progress": progress_of(request, rows),
        "total": sum(not row.standing.is_aside for row in rows),
        "aside": sum(row.standing.is_aside for row in rows),
        "filters": filters,
        "query": kept(request.GET),
        "opened": open_here,
        "opened_pk": opened_pk,
        "says_in_place": any(row.pk == opened_pk for row in here),
        "claims": here,
        "elsewhere": len(shown) - len(here),
        "parts": part_links(request, len(parts), part, Counter(places.values())),
        "part": part,
        "runs": runs_of(body, parts[part - 1], shown) if body else [],
        "skipped": coverage(request, body, run),
        "run": run,
        "waiting": waiting_in_words(sum(is_lost(row) for row in rows)),
        "texts": address(article, "texts"),
        "find": find_claims_here(request, article) if body and not rows else [],
    }


def is_lost(row: Row) -> bool:
    """Whether the claim is at work and its passage is not in the newest text."""
    return not row.in_text and not row.standing.is_aside


def find_claims_here(request: HttpRequest, article: Article) -> list[Offer]:
    """Return the way to have claims found, for those who may; it leads back to this page."""
    return [
        Offer(offer.deed, f"{offer.url}?from=workbench", offer.form)
        for offer in offers([SPLIT], request, article)
    ]


def chosen_part(request: HttpRequest, parts: int, of_opened: int | None) -> int:
    """Return the number of the part that is asked for, else of the open claim's, else the first."""
    asked = request.GET.get("part", "")
    if LIKE_AN_ID.fullmatch(asked) and 1 <= int(asked) <= parts:
        return int(asked)
    return of_opened or 1


def progress_of(request: HttpRequest, rows: Sequence[Row]) -> list[tuple[str, int, Any, str]]:
    """Return how many claims stand how, each with the way to them."""
    counts = Counter(row.standing for row in rows)
    told = [one for one in Standing if counts[one] or one in TOLD]
    return [
        (one.value, counts[one], one.label, f"?{kept(request.GET, state=one.value)}")
        for one in told
        if not one.is_aside
    ]


def part_links(
    request: HttpRequest, parts: int, part: int, counts: Counter[int]
) -> list[tuple[int, int, str]]:
    """Return the parts of a long text, each with its claims that are shown, and its address."""
    if parts == 1:
        return []
    return [(n, counts[n], f"?{kept(request.GET, part=n)}") for n in range(1, parts + 1)]
