"""The pages by which readers find rulings: search, archive by month, topics, claimants."""

from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from claims import addresses
from claims.catalogue import names
from claims.catalogue.nothing import Nothing, why_nothing
from claims.catalogue.pages import (
    Card,
    cards_of,
    months_with_rulings,
    own_language_first,
    pages_of,
    spread_of,
)
from claims.catalogue.search import MOST, Answer, search
from claims.catalogue.wanted import LAST
from claims.frozen import FrozenClaimant, FrozenPage
from claims.models import Claimant, Listing, Topic
from claims.models.fields import number_of
from claims.models.listing import ROOM, Kind, rest_of
from claims.text.snippets import Piece, places, snippet
from claims.text.words import Part
from claims.views.asked import NAMES, Asked, key_of, month_after
from claims.views.caching import SECONDS, seal
from claims.views.marked_article import shares_of
from claims.views.paging import PagedView, page_of
from claims.views.redirecting import OneAddressView

Context = dict[str, Any]
PARAMETERS = (*NAMES, "page")
NAMES_A_PAGE = 200
BAD_REQUEST = 400


class Hit(NamedTuple):
    """A ruling that was found, with the words that were looked for marked."""

    page: FrozenPage
    claim: list[Piece]
    why: list[Piece]
    told: list[Piece]  # where else they stand, if the claim and the sentence lack one
    lags: bool  # whether it translates what was corrected since


class SearchPage(TemplateView):
    """Search over every word of the rulings that stand."""

    template_name = "claims/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was found; a filter that means nothing is a bad request, and is told."""
        context = self.get_context_data(**kwargs)
        status = BAD_REQUEST if context["asked"].wrong else None
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the form as it came, and what was found."""
        asked = Asked.of(self.request.GET)
        looks = not asked.is_empty and not asked.wrong
        answer = search(asked.wanted) if looks else Answer([], [])
        keys, spoken = answer.keys, get_language() or ""
        nothing = why_nothing(asked.wanted) if looks and not keys else Nothing()
        if len(asked.choices["language"]) > 1:
            keys = own_language_first(keys, spoken)
        page_obj = page_of(keys, self.request.GET.get("page", "1"))
        return super().get_context_data(
            section="search",
            asked=asked,
            looks=looks,
            answer=answer,
            nothing=nothing,
            others=[(one, asked.query(claimant=one.ref)) for one in nothing.meant],
            most=MOST,
            page_obj=page_obj,
            hits=[hit_of(card, answer.parts) for card in cards_of(list(page_obj))],
            query=asked.query(),
            without_missing=asked.query(q=nothing.left),
            without_filters=asked.query(**dict.fromkeys(NAMES[1:], "")),
            **kwargs,
        )


def hit_of(card: Card, parts: list[Part]) -> Hit:
    """Return a ruling as the search shows it."""
    page = card.page
    claim, why = page["claim"]["text"], page["why"]
    return Hit(
        page=page,
        claim=snippet(claim, parts, room=len(claim)),
        why=snippet(why, parts, room=len(why)),
        told=elsewhere(page, parts),
        lags=card.lags,
    )


def elsewhere(page: FrozenPage, parts: list[Part]) -> list[Piece]:
    """Return the first other text in which a word stands that claim and sentence lack."""
    head = f"{page['claim']['text']}\n{page['why']}"
    missing = [part for part in parts if not places(head, [part])]
    for text in rest_of(page) if missing else ():
        if text and places(text, missing):
            return snippet(text, parts)
    return []


class ArchivePage(TemplateView):
    """The months in which rulings were published."""

    template_name = "claims/archive.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the months by year, the newest first."""
        years = [(year, list(months)) for year, months in groupby(months(), lambda m: m.year)]
        return super().get_context_data(section="archive", years=years, **kwargs)


def months() -> list[date]:
    """Return the first day of each month with rulings that stand, the newest first."""
    keys = Listing.objects.order_by("-pk").values_list("pk", flat=True)
    newest, oldest = keys.first(), keys.last()
    if newest is None or oldest is None:
        return []
    month, last, every = month_of(oldest), month_of(newest), []
    while month <= last:
        every.append(month)
        month = month_after(month)
    there = months_with_rulings([bounds_of(one) for one in every])
    return [one for one, is_there in zip(every, there, strict=True) if is_there][::-1]


def month_of(key: int) -> date:
    """Return the first day of the month in which a ruling was published."""
    moment = datetime.fromtimestamp(key // ROOM, tz=timezone.get_current_timezone())
    return moment.date().replace(day=1)


def bounds_of(month: date) -> tuple[int, int]:
    """Return the first key of a month and the first after it."""
    return key_of(month), key_of(month_after(month))


class MonthPage(OneAddressView, PagedView):
    """The rulings that were published in a month."""

    template_name = "claims/month.html"
    section = "archive"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the month; raise Http404 if no ruling that stands was published in it."""
        super().setup(request, *args, **kwargs)
        try:
            self.month = date(kwargs["year"], kwargs["month"], 1)
            self.first, self.after = bounds_of(self.month)
        except (ValueError, OverflowError) as error:
            raise Http404 from error
        self.address = addresses.month_address(self.month.year, self.month.month)
        if self.after >= LAST or not self.keys().exists():
            raise Http404

    def keys(self) -> Any:
        """Return those of the month."""
        rows = Listing.objects.filter(pk__gte=self.first, pk__lt=self.after)
        return rows.values_list("pk", flat=True)

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the month and its neighbours that have rulings."""
        keys = Listing.objects.order_by("-pk").values_list("pk", flat=True)
        older = keys.filter(pk__lt=self.first).first()
        newer = keys.filter(pk__gte=self.after).last()
        kwargs |= {
            "month": self.month,
            "older": month_of(older) if older is not None else None,
            "newer": month_of(newer) if newer is not None else None,
        }
        return super().get_context_data(**kwargs)


class TopicList(TemplateView):
    """The topics of rulings that stand."""

    template_name = "claims/topics.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the topics, by name."""
        return super().get_context_data(section="archive", topics=names.topics(), **kwargs)


class TopicPage(OneAddressView, PagedView):
    """The rulings on a topic."""

    template_name = "claims/topic.html"
    section = "archive"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the topic, or the one that it was merged into; raise Http404 if no page names it."""
        super().setup(request, *args, **kwargs)
        topic = Topic.objects.filter(slug=kwargs["slug"]).select_related("merged_into").first()
        self.slug = names.stays(topic).slug if topic else kwargs["slug"]
        self.refs = names.topic_refs(self.slug)
        self.name = names.name_under(Kind.TOPIC, self.refs)
        self.address = addresses.topic_address(self.slug)
        if not self.name:
            raise Http404

    def keys(self) -> Any:
        """Return those on the topic."""
        return names.keys_under(Kind.TOPIC, self.refs)

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the topic's name and slug."""
        return super().get_context_data(**{**kwargs, "name": self.name, "slug": self.slug})


class ClaimantList(TemplateView):
    """Who said what rulings that stand are on, page by page."""

    template_name = "claims/claimants.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add those of the page that is asked for, by name."""
        found, is_cut = everybody()
        page_obj = page_of(found, self.request.GET.get("page", "1"), NAMES_A_PAGE)
        return super().get_context_data(
            section="archive", page_obj=page_obj, is_cut=is_cut, **kwargs
        )


def everybody() -> tuple[list[names.Named], bool]:
    """
    Return all claimants by name, and whether there are more.

    They are looked for once for all pages, until anything changes.
    """
    key = f"everybody-{seal()}"
    found: tuple[list[names.Named], bool] | None = cache.get(key)
    if found is None:
        found = names.claimants()
        cache.set(key, found, SECONDS)
    return found


class ClaimantPage(OneAddressView, PagedView):
    """The rulings on what somebody said, and how their ratings are spread."""

    template_name = "claims/claimant.html"
    section = "archive"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the claimant, or whom they were merged into; raise Http404 if no page names them."""
        super().setup(request, *args, **kwargs)
        public_id = kwargs["public_id"]
        row = Claimant.objects.filter(pk=number_of(public_id) or 0).first()
        self.public_id = names.stays(row).public_id if row else public_id
        self.refs = names.claimant_refs(self.public_id)
        self.claimant = newest_words(self.refs)
        self.address = addresses.claimant_address(
            FrozenClaimant(**{**self.claimant, "id": self.public_id})
        )

    def keys(self) -> Any:
        """Return those on what they said."""
        return names.keys_under(Kind.CLAIMANT, self.refs)

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add who it is, and the spread of ratings."""
        spread = spread_of(self.refs)
        kwargs |= {
            "claimant": self.claimant,
            "public_id": self.public_id,
            "summary": shares_of(spread),
            "count": sum(count for _rating, count in spread),
        }
        return super().get_context_data(**kwargs)


def newest_words(refs: list[str]) -> FrozenClaimant:
    """Return what the newest page says of a claimant. Raises Http404 if none names them."""
    keys = names.keys_under(Kind.CLAIMANT, refs)[:1]
    name = names.name_under(Kind.CLAIMANT, refs)
    for page in pages_of(list(keys)):
        for claimant in page["claim"]["claimants"]:
            if claimant["name"] == name:
                return claimant
    raise Http404
