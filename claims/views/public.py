"""What readers see. Every page starts from published() and shows what was frozen, not the rows."""

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.views.generic import ListView, TemplateView

from claims import addresses
from claims.branding import organization
from claims.catalogue.articles import article_cards, newest_of_articles
from claims.catalogue.search import MOST
from claims.gate import standing
from claims.models import Article, Body, Listing, Policy, Rating, RuleSet, Ruling
from claims.views import marked_article
from claims.views.caching import SECONDS, seal
from claims.views.paging import PER_PAGE, PagedView, page_of
from claims.views.redirecting import OneAddressView
from claims.views.versions import earlier_rules, earlier_scales

Context = dict[str, Any]
NEWEST_FIRST = ("-published_at", "-pk")


class RulingList(PagedView):
    """The latest rulings; the archive has all of them."""

    template_name = "claims/rulings.html"
    section = "rulings"

    def keys(self) -> Any:
        """Return the newest, as many as a search finds at most."""
        return list(Listing.objects.values_list("pk", flat=True)[:MOST])

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add what machines are told of the house, on its first page alone."""
        context = super().get_context_data(**kwargs)
        if context["page_obj"].number == 1:
            in_force = Policy.objects.in_force().values_list("kind", flat=True)
            context["organization"] = organization(set(in_force))
        return context


class CorrectionList(ListView):
    """Every change to a published ruling."""

    queryset = Ruling.objects.published().corrections().order_by(*NEWEST_FIRST)
    paginate_by = 20
    template_name = "claims/corrections.html"
    context_object_name = "rulings"
    extra_context = {"section": "corrections"}


class MethodPage(TemplateView):
    """How claims are checked, and what the ratings mean."""

    template_name = "claims/method.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the scale and the rules in force, and what was in force before."""
        rules = RuleSet.objects.in_force()
        return super().get_context_data(
            section="method",
            ratings=Rating.objects.in_force(),
            rules=rules,
            standing=standing(rules),
            earlier_rules=earlier_rules(),
            earlier_scales=earlier_scales(),
            policies={policy.kind: policy for policy in Policy.objects.in_force()},
            **kwargs,
        )


class ArticleList(TemplateView):
    """Articles with a ruling that stands, those ruled on last first."""

    template_name = "claims/articles.html"
    paginate_by = PER_PAGE

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the articles of the page that is asked for, with the ratings of their claims."""
        page_obj = page_of(articles(), self.request.GET.get("page", "1"), self.paginate_by)
        shown = [
            card._asdict()
            | {
                "number": sum(count for _rating, count in card.ratings),
                "summary": marked_article.shares_of(card.ratings),
            }
            for card in article_cards(list(page_obj))
        ]
        return super().get_context_data(
            section="articles", page_obj=page_obj, articles=shown, **kwargs
        )


def articles() -> list[int]:
    """Return the keys of all articles' newest rulings: looked for once, until anything changes."""
    key = f"articles-{seal()}"
    found: list[int] | None = cache.get(key)
    if found is None:
        found = newest_of_articles()
        cache.set(key, found, SECONDS)
    return found


class ArticlePage(OneAddressView):
    """An article with its ruled claims marked where they stand."""

    template_name = "claims/article.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the article's rulings, the newest first: its frozen page names the article."""
        super().setup(request, *args, **kwargs)
        rulings = Ruling.objects.published().originals().current()
        self.rulings = list(
            rulings.filter(claim__article__public_id=kwargs["public_id"])
            .select_related("claim__article")
            .only("stage", "frozen", "claim__article__shown")
            .order_by(*NEWEST_FIRST)
        )
        if not self.rulings:
            raise Http404
        self.article = self.rulings[0].page["article"]
        self.address = addresses.article_address(self.article)

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the text, its claims and how their ratings are spread."""
        stands = Ruling.Stage.PUBLISHED
        pages = [ruling.page for ruling in self.rulings if ruling.stage == stands]
        shown = self.rulings[0].claim.article.shown
        body = self.body_of(pages, shown)
        ruled = marked_article.numbered(pages, body.pk if body else None)
        title = self.article["title"]
        return super().get_context_data(
            section="articles",
            article=self.article,
            canonical_url=addresses.absolute(self.address),
            runs=marked_article.runs_of(body, ruled, title=title, shown=shown) if body else [],
            shown=shown,
            ruled=ruled,
            summary=marked_article.summary_of([page["rating"] for page in pages]),
            withdrawn=[r.page for r in self.rulings if r.stage != stands],
            **kwargs,
        )

    def body_of(self, pages: list[Any], shown: str) -> Body | None:
        """Return the newest text that a ruling stands in, if readers may see any of it."""
        if not pages or shown == Article.Shown.LINK:
            return None
        newest = max(page["passage"]["body"] for page in pages)
        return Body.objects.only("text", "blocks").get(pk=newest)
