"""The texts of an article side by side, and what became of each claim."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.admin.anchoring import ANCHOR_DEEDS, words_now
from claims.admin.choices import LIKE_AN_ID
from claims.admin.claims import DROP
from claims.admin.deeds import Offer, address, gone, offers
from claims.admin.person import person
from claims.anchoring import Place, places_today
from claims.models import Article, Body, Claim
from claims.policy import may_replace_text, seen_once
from claims.text.diff import Change
from claims.text.side_by_side import side_by_side

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

ON_A_PAGE = 50


def texts_view(admin: "DeskAdmin", request: HttpRequest, pk: str) -> HttpResponse:
    """Show two of an article's texts side by side, and what became of each claim."""
    article = admin.get_object(request, pk)
    if article is None:
        return gone(admin, request, pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    bodies = list(article.bodies.defer("text", "blocks").order_by("version"))
    before, after = chosen(request, bodies)
    claims = article.claims.live()
    anchors = claims.values_list("anchor").annotate(Count("pk")).order_by()
    waiting = article.claims.adrift().for_desk().in_text_order()
    lost = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("waiting"))
    listed = f"{reverse('admin:claims_claim_changelist')}?article__id__exact={article.pk}"
    return page(
        admin,
        request,
        article,
        "texts",
        _("Texts"),
        bodies=bodies,
        before=before,
        after=after,
        rows=side_by_side(before.text, after.text) if before != after else [],
        counts=[
            (label, dict(anchors).get(value, 0), f"{listed}&anchor={value}")
            for value, label in Claim.Anchor.choices
        ],
        waiting=told_of(request, places_today(article, lost)),
        waiting_page=lost,
        may_replace=may_replace_text(person(request), article),
        new_text=address(article, "new-text"),
    )


def told_of(
    request: HttpRequest, places: list[Place]
) -> list[tuple[Place, list[Change], list[Offer]]]:
    """Return the claims whose passage is lost, each with its words now and what can be done."""
    with seen_once():
        return [(place, words_now(place), on(request, place)) for place in places]


def on(request: HttpRequest, place: Place) -> list[Offer]:
    """Return what this person may do about a claim whose passage is lost."""
    return offers([*ANCHOR_DEEDS, DROP], request, place.claim)


def chosen(request: HttpRequest, bodies: list[Body]) -> tuple[Body, Body]:
    """Return the two versions that are asked for, else the newest and the one before it."""
    known = {str(body.version): body for body in bodies}
    asked = [request.GET.get(name, "") for name in ("before", "after")]
    before, after = (known.get(name) if LIKE_AN_ID.fullmatch(name) else None for name in asked)
    return before or bodies[-2:][0], after or bodies[-1]


def page(
    admin: "DeskAdmin", request: HttpRequest, article: Article, name: str, title: str, **shown: Any
) -> HttpResponse:
    """Return one of the pages about an article's texts."""
    context = {
        **admin.admin_site.each_context(request),
        "title": title,
        "opts": admin.opts,
        "article": article,
        "back": address(article, "change"),
        **shown,
    }
    return TemplateResponse(request, f"admin/claims/{name}.html", context)


def waiting_in_words(number: int) -> str:
    """Return how many claims wait for a person, in words, or nothing."""
    told = ngettext(
        "The passage of %(n)s claim changed in the article, or went, and waits for a person.",
        "The passages of %(n)s claims changed in the article, or went, and wait for a person.",
        number,
    )
    return told % {"n": number} if number else ""
