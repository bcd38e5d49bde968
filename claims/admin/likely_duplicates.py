"""The list of what the desk may have twice: each pair is merged, or told apart for good."""

from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from claims.actions.tell_apart import tell_apart
from claims.admin.base import DeskAdmin
from claims.admin.deeds import address
from claims.admin.duplicates import NAMES
from claims.admin.long_lists import counted
from claims.admin.person import person
from claims.models import Attribution, Claimant, Distinction, Evidence, Source, Tagging, Topic, User
from claims.models.mergeable import Mergeable
from claims.text.likeness import alike_pairs

NAMING: dict[type[Mergeable], tuple[Any, str]] = {
    Claimant: (Attribution, "claimant"),
    Source: (Evidence, "source"),
    Topic: (Tagging, "topic"),
}
MOST = 5_000  # rows that are compared, the newest
ON_A_PAGE = 25


class Pair(NamedTuple):
    """Two rows that may be one, each with the page that merges the other one into it."""

    one: Any
    other: Any
    same: bool  # whether their names are the same when plain, or their address is
    keep_one: str
    keep_other: str


LARGEST = 2**63 - 1  # number of a row


class ApartForm(forms.Form):
    """Which two are not the same, and how one knows."""

    one = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    other = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    because = forms.CharField(max_length=500, required=False)


class LikelyDuplicates(DeskAdmin):
    """A list of rows that others name, with the page of those that may be there twice."""

    change_list_template = "admin/claims/mergeable_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Give the page of likely duplicates its address."""
        view = self.admin_site.admin_view(partial(duplicates_view, self))
        name = f"claims_{self.opts.model_name}_duplicates"
        return [path("duplicates/", view, name=name), *super().get_urls()]


def duplicates_view(admin: LikelyDuplicates, request: HttpRequest) -> HttpResponse:
    """Show which rows may be there twice; keep that two are not the same."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    here = reverse(f"admin:claims_{admin.opts.model_name}_duplicates")
    if request.method == "POST":
        keep_apart(admin, request)
        return HttpResponseRedirect(here)
    model, by = admin.model, person(request)
    page, is_cut = pairs_of(model, by, request.GET.get("page"))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Likely duplicates"),
        "opts": admin.opts,
        "page": page,
        "pairs": loaded(model, page.object_list, by),
        "most": MOST if is_cut else 0,
        "may": admin.has_change_permission(request),
        "words": f"{reverse('admin:claims_distinction_changelist')}?kind={admin.opts.model_name}",
    }
    return TemplateResponse(request, "admin/claims/likely_duplicates.html", context)


def keep_apart(admin: LikelyDuplicates, request: HttpRequest) -> None:
    """Keep that the two that were sent are not the same, or say why not."""
    form, rows = ApartForm(request.POST), admin.get_queryset(request)
    given = form.cleaned_data if form.is_valid() else {}
    held = {row.pk: row for row in rows.filter(pk__in=[given.get("one"), given.get("other")])}
    one, other = held.get(given.get("one")), held.get(given.get("other"))
    if one is None or other is None:
        messages.error(request, _("There are no two with these numbers that you may see."))
        return
    try:
        tell_apart(one, other, by=person(request), reason=given["because"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    told = _("“%(one)s” and “%(other)s” are not the same: they are not offered again.")
    messages.success(request, told % {"one": one, "other": other})


def pairs_of(model: type[Mergeable], by: User, asked: str | None) -> tuple[Page, bool]:
    """Return the asked page of likely pairs, the likeliest first, and whether rows were left."""
    rows: Any = model.objects.visible_to(by).live().order_by("-pk")  # type: ignore[attr-defined]
    names = list(rows.values_list("pk", NAMES[model][0])[: MOST + 1])
    found = {(one, other): likeness for likeness, one, other in alike_pairs(names[:MOST])}
    if model is Source:
        found |= dict.fromkeys(of_one_address(rows), 1.0)
    apart = Distinction.objects.among(model).pairs()
    kept = sorted(found.keys() - apart, key=lambda pair: (-found[pair], pair))
    page = Paginator([(*pair, found[pair]) for pair in kept], ON_A_PAGE).get_page(asked)
    return page, len(names) > MOST


def of_one_address(sources: Any) -> set[tuple[int, int]]:
    """Return the pairs of sources with the same address, each with the first of them."""
    named = sources.exclude(url="").order_by()
    twice = named.values("url").annotate(n=Count("pk")).filter(n__gt=1).values("url")[:MOST]
    groups: dict[str, list[int]] = {}
    for url, pk in named.filter(url__in=twice).order_by("pk").values_list("url", "pk")[:MOST]:
        groups.setdefault(url, []).append(pk)
    return {(first, pk) for first, *others in groups.values() for pk in others}


def loaded(model: type[Mergeable], pairs: Any, by: User) -> list[Pair]:
    """Return the pairs of a page with their rows, each with how many records name it."""
    naming, name = NAMING[model]
    keys = {key for one, other, _likeness in pairs for key in (one, other)}
    rows: Any = model.objects.visible_to(by).filter(pk__in=keys)  # type: ignore[attr-defined]
    named = naming.objects.visible_to(by).live()
    held = {row.pk: row for row in rows.annotate(used=counted(named, name))}
    return [
        Pair(
            held[one],
            held[other],
            likeness >= 1,
            keep_one=address(held[other], "merge"),
            keep_other=address(held[one], "merge"),
        )
        for one, other, likeness in pairs
    ]
