"""The public addresses; ids are for good, slugs may change and redirect."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from claims import sitemaps
from claims.feeds import channels
from claims.feeds.atom import atom
from claims.feeds.claim_reviews import data_feed
from claims.feeds.json import json_feed
from claims.views import (
    cards,
    citations,
    embedding,
    finding,
    people,
    pictures,
    policies,
    public,
    reports,
    rulings,
    transparency,
)
from claims.views.caching import kept, live, seal_and_checkpoint
from claims.views.methods import only_read

app_name = "claims"

CLAIM = "claims/<slug:public_id>/<slug:slug>"
VERSION = "claims/<slug:public_id>/v<int:version>"
OEMBED = ("url", "format", "maxwidth", "maxheight")


def page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Return the address of a page that takes nothing that is sent to it."""
    return path(route, only_read(view), name=name)


urlpatterns = [
    page("", kept(public.RulingList.as_view()), name="rulings"),
    page(
        "search/",
        live(kept(finding.SearchPage.as_view(), parameters=finding.PARAMETERS)),
        name="search",
    ),
    page("archive/", kept(finding.ArchivePage.as_view()), name="archive"),
    page("archive/<int:year>/<int:month>/", kept(finding.MonthPage.as_view()), name="month"),
    page("topics/", kept(finding.TopicList.as_view()), name="topics"),
    page("topics/<slug:slug>/", kept(finding.TopicPage.as_view()), name="topic"),
    page("claimants/", kept(finding.ClaimantList.as_view()), name="claimants"),
    page(
        "claimants/<slug:public_id>/<slug:slug>/",
        kept(finding.ClaimantPage.as_view()),
        name="claimant",
    ),
    page("articles/", kept(public.ArticleList.as_view()), name="articles"),
    page(
        "articles/<slug:public_id>/<slug:slug>/", kept(public.ArticlePage.as_view()), name="article"
    ),
    page("claims/<slug:public_id>.json", kept(rulings.ruling_json), name="ruling_json"),
    page("claims/<slug:public_id>/pictures/<slug:sha256>", pictures.picture, name="picture"),
    page("claims/<slug:public_id>/", kept(rulings.RulingPage.as_view()), name="ruling_in_short"),
    page(f"{VERSION}/", kept(rulings.VersionPage.as_view()), name="version_in_short"),
    page(f"{CLAIM}/", kept(rulings.RulingPage.as_view()), name="ruling"),
    page(
        f"{CLAIM}/v<int:version>/",
        kept(rulings.VersionPage.as_view()),
        name="ruling_version",
    ),
    page(
        f"{CLAIM}/changes/<int:before>-<int:after>/",
        kept(rulings.ChangesPage.as_view()),
        name="ruling_changes",
    ),
    page(
        f"{CLAIM}/card/",
        embedding.framed(kept(embedding.EmbeddedPage.as_view())),
        name="embedded",
    ),
    page(f"{VERSION}/card.png", cards.card_picture, name="card_picture"),
    page(f"{VERSION}/citation.bib", kept(citations.citation_bibtex), name="citation_bibtex"),
    page(f"{VERSION}/citation.json", kept(citations.citation_json), name="citation_json"),
    page("oembed", live(kept(embedding.oembed, parameters=OEMBED)), name="oembed"),
    page("corrections/", kept(public.CorrectionList.as_view()), name="corrections"),
    page("feed.atom", kept(atom(channels.rulings)), name="rulings_atom"),
    page("feed.json", kept(json_feed(channels.rulings)), name="rulings_json"),
    page("corrections/feed.atom", kept(atom(channels.corrections)), name="corrections_atom"),
    page("corrections/feed.json", kept(json_feed(channels.corrections)), name="corrections_json"),
    page("topics/<slug:slug>/feed.atom", kept(atom(channels.topic)), name="topic_atom"),
    page("topics/<slug:slug>/feed.json", kept(json_feed(channels.topic)), name="topic_json"),
    page(
        "claimants/<slug:public_id>/feed.atom", kept(atom(channels.claimant)), name="claimant_atom"
    ),
    page(
        "claimants/<slug:public_id>/feed.json",
        kept(json_feed(channels.claimant)),
        name="claimant_json",
    ),
    page("claimreview.json", kept(data_feed), name="claim_reviews"),
    page("sitemap.xml", kept(sitemaps.index), name="sitemap_index"),
    page("sitemap-<slug:section>.xml", kept(sitemaps.sitemap), name="sitemap"),
    page("robots.txt", kept(sitemaps.robots), name="robots"),
    page("method/", kept(public.MethodPage.as_view()), name="method"),
    page("policies/", kept(policies.PolicyList.as_view()), name="policies"),
    page("policies/<slug:kind>/", kept(policies.PolicyPage.as_view()), name="policy"),
    page(
        "policies/<slug:kind>/v<int:version>/",
        kept(policies.PolicyVersionPage.as_view()),
        name="policy_version",
    ),
    page(
        "policies/<slug:kind>/changes/<int:before>-<int:after>/",
        kept(policies.PolicyChangesPage.as_view()),
        name="policy_changes",
    ),
    page("scale/", kept(policies.ScalePage.as_view()), name="scale"),
    page("scale/v<int:version>/", kept(policies.ScaleVersionPage.as_view()), name="scale_version"),
    page("people/", kept(people.PeopleList.as_view()), name="people"),
    page("people/<slug:public_id>/<slug:slug>/", kept(people.PersonPage.as_view()), name="person"),
    path("report/", live(reports.report), name="report"),
    page("report/<slug:receipt>/", live(reports.receipt), name="receipt"),
    page("transparency.json", kept(transparency.head, seal_and_checkpoint), name="transparency"),
    page("transparency/<int:first>-<int:last>.json", kept(transparency.chain), name="chain"),
]
