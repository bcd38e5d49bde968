"""What crawlers are told: which pages there are, when each changed, and what is not for them."""

from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.addresses import (
    absolute,
    address_of_claimant,
    address_of_ruling,
    article_address,
    topic_address,
)
from claims.catalogue import names
from claims.frozen import FrozenArticle
from claims.languages import alternates
from claims.models import Ruling
from claims.models.listing import Kind

XML = "application/xml"
NAMED = ("claim_id", "edition", "frozen__language", "frozen__claim")  # what an address is made of
Row = dict[str, Any]


class OurSitemap(Sitemap):
    """A sitemap whose addresses have the site's own name, whoever asks for it."""

    limit = 10_000

    def get_protocol(self, protocol: str | None = None) -> str:
        """Return how the site is reached."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        """Return what stands before each path."""
        return settings.SITE_URL.partition("://")[2]

    def lastmod(self, row: Row) -> Any:
        """Return when the page changed last."""
        return row["changed"]

    def get_latest_lastmod(self) -> Any:
        """Return when any of the pages changed last: when something was published last."""
        return changed(Ruling.objects.published())


class ListSitemap(OurSitemap):
    """The lists, which change with what they list, and the pages on the newsroom."""

    def items(self) -> list[Row]:
        """Return the name of each page, and when it changed."""
        public = Ruling.objects.published()
        newest, corrected = changed(public), changed(public.corrections())
        times = dict.fromkeys(
            ("rulings", "articles", "archive", "topics", "claimants", "people"), newest
        )
        times |= {"corrections": corrected, "method": None, "scale": None, "policies": None}
        return [{"name": name, "changed": time} for name, time in times.items()]

    def location(self, row: Row) -> str:
        """Return the address of the page."""
        return reverse(f"claims:{row['name']}")


class RulingSitemap(OurSitemap):
    """Rulings; a withdrawn one too, so that crawlers replace what they hold by the notice."""

    def items(self) -> QuerySet[Any, Any]:
        """Return what names each ruling in its address, in an order that stays."""
        current = Ruling.objects.published().current().order_by("claim_id", "edition")
        rows: QuerySet[Any, Any] = current.values(*NAMED, "published_at")
        return rows

    def get_urls(self, *args: Any, **kwargs: Any) -> list[Row]:
        """Return the addresses, each with those of the same ruling in other languages."""
        urls: list[Row] = super().get_urls(*args, **kwargs)
        claims = [url["item"]["claim_id"] for url in urls]
        standing = Ruling.objects.published().standing().order_by("claim_id", "edition")
        translated = standing.exclude(edition="").filter(claim__in=claims).values("claim")
        groups: dict[int, list[Row]] = {}
        for row in standing.filter(claim__in=translated).values(*NAMED):
            groups.setdefault(row["claim_id"], []).append(row)
        for url in urls:
            group = groups.get(url["item"]["claim_id"], [])
            told = [
                (row["edition"], row["frozen__language"], absolute(address_of(row)))
                for row in group
            ]
            url["links"] = alternates(url["item"]["edition"], told)
        return urls

    def location(self, row: Row) -> str:
        """Return the address of the ruling."""
        return address_of(row)

    def lastmod(self, row: Row) -> Any:
        """Return when the version was published that stands there now."""
        return row["published_at"]


def address_of(row: Row) -> str:
    """Return the address of a ruling, or of a translation."""
    claim = row["frozen__claim"]
    return address_of_ruling(claim["id"], row["edition"], claim["text"])


class ArticleSitemap(OurSitemap):
    """Articles with a public ruling."""

    @cached_property
    def newest(self) -> list[Row]:
        """The newest ruling of each article and when it was published, in an order that stays."""
        public: Any = Ruling.objects.published().originals().current()
        rows = public.order_by("claim__article", "-published_at", "-pk")
        newest: dict[int, Row] = {}
        for article, ruling, changed in rows.values_list("claim__article", "pk", "published_at"):
            newest.setdefault(article, {"ruling": ruling, "changed": changed})
        return list(newest.values())

    def items(self) -> list[Row]:
        """Return each article by its newest ruling: pages are long, and read for one sitemap."""
        return self.newest

    def get_urls(self, page: Any = 1, site: Any = None, protocol: Any = None) -> list[Row]:
        """Return the addresses, of the articles as they were frozen last."""
        rulings = [row["ruling"] for row in self.paginator.page(page).object_list]
        frozen = Ruling.objects.filter(pk__in=rulings).values_list("pk", "frozen__article")
        self.frozen: dict[int, FrozenArticle] = dict(frozen)
        urls: list[Row] = super().get_urls(page, site, protocol)
        return urls

    def location(self, row: Row) -> str:
        """Return the address of the article."""
        return article_address(self.frozen[row["ruling"]])


class TopicSitemap(OurSitemap):
    """The topics of rulings that stand."""

    def items(self) -> list[Row]:
        """Return each topic, which changes with what is published."""
        newest = changed(Ruling.objects.published())
        return [{"address": topic_address(one.ref), "changed": newest} for one in names.topics()]

    def location(self, row: Row) -> str:
        """Return the address of its page."""
        return str(row["address"])


class ClaimantSitemap(TopicSitemap):
    """Who said what was ruled on."""

    def items(self) -> list[Row]:
        """Return each claimant, as the newest page names them."""
        newest = changed(Ruling.objects.published())
        found = names.every(Kind.CLAIMANT, self.limit)
        return [
            {"address": address_of_claimant(one.ref, one.name), "changed": newest} for one in found
        ]


SECTIONS: dict[str, type[OurSitemap]] = {
    "lists": ListSitemap,
    "rulings": RulingSitemap,
    "articles": ArticleSitemap,
    "topics": TopicSitemap,
    "claimants": ClaimantSitemap,
}


class Part(NamedTuple):
    """A sitemap that the index names."""

    location: str
    changed: Any


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Return the list of all sitemaps, each with when something in it changed last."""
    parts = [part for name, section in SECTIONS.items() for part in parts_of(name, section())]
    return HttpResponse(
        render_to_string("claims/sitemap_index.xml", {"parts": parts}), content_type=XML
    )


def parts_of(name: str, section: OurSitemap) -> list[Part]:
    """Return the sitemaps of a section, one for each page of it."""
    address, latest = absolute(reverse("claims:sitemap", args=[name])), section.get_latest_lastmod()
    numbers = range(2, section.paginator.num_pages + 1)
    return [Part(address, latest), *(Part(f"{address}?page={n}", latest) for n in numbers)]


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """Return one sitemap; raise Http404 if there is no such section or page of it."""
    if section not in SECTIONS:
        raise Http404
    try:
        urls = SECTIONS[section]().get_urls(page=request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error
    return HttpResponse(render_to_string("claims/sitemap.xml", {"urls": urls}), content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Return what crawlers may read: all that is public, and nothing of the desk."""
    words = f"User-agent: *\nDisallow: {reverse('admin:index')}\n\nSitemap: {index_address()}\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def index_address() -> str:
    """Return where the list of all sitemaps stands."""
    return absolute(reverse("claims:sitemap_index"))


def changed(rulings: Any) -> Any:
    """Return when any of these rulings was published last, or None."""
    newest = rulings.order_by("-published_at", "-pk")
    return newest.values_list("published_at", flat=True).first()
