"""The public addresses; ids are for good, slugs may change and redirect."""

from django.urls import path

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

app_name = "claims"

CLAIM = "claims/<slug:public_id>/<slug:slug>"
VERSION = "claims/<slug:public_id>/v<int:version>"
OEMBED = ("url", "format", "maxwidth", "maxheight")

urlpatterns = [
    path("", kept(public.RulingList.as_view()), name="rulings"),
    path(
        "search/",
        live(kept(finding.SearchPage.as_view(), parameters=finding.PARAMETERS)),
        name="search",
    ),
    path("archive/", kept(finding.ArchivePage.as_view()), name="archive"),
    path("archive/<int:year>/<int:month>/", kept(finding.MonthPage.as_view()), name="month"),
    path("topics/", kept(finding.TopicList.as_view()), name="topics"),
    path("topics/<slug:slug>/", kept(finding.TopicPage.as_view()), name="topic"),
    path("claimants/", kept(finding.ClaimantList.as_view()), name="claimants"),
    path(
        "claimants/<slug:public_id>/<slug:slug>/",
        kept(finding.ClaimantPage.as_view()),
        name="claimant",
    ),
    path("articles/", kept(public.ArticleList.as_view()), name="articles"),
    path(
        "articles/<slug:public_id>/<slug:slug>/", kept(public.ArticlePage.as_view()), name="article"
    ),
    path("claims/<slug:public_id>.json", kept(rulings.ruling_json), name="ruling_json"),
    path("claims/<slug:public_id>/pictures/<slug:sha256>", pictures.picture, name="picture"),
    path("claims/<slug:public_id>/", kept(rulings.RulingPage.as_view()), name="ruling_in_short"),
    path(f"{VERSION}/", kept(rulings.VersionPage.as_view()), name="version_in_short"),
    path(f"{CLAIM}/", kept(rulings.RulingPage.as_view()), name="ruling"),
    path(
        f"{CLAIM}/v<int:version>/",
        kept(rulings.VersionPage.as_view()),
        name="ruling_version",
    ),
    path(
        f"{CLAIM}/changes/<int:before>-<int:after>/",
        kept(rulings.ChangesPage.as_view()),
        name="ruling_changes",
    ),
    path(
        f"{CLAIM}/card/",
        embedding.framed(kept(embedding.EmbeddedPage.as_view())),
        name="embedded",
    ),
    path(f"{VERSION}/card.png", cards.card_picture, name="card_picture"),
    path(f"{VERSION}/citation.bib", kept(citations.citation_bibtex), name="citation_bibtex"),
    path(f"{VERSION}/citation.json", kept(citations.citation_json), name="citation_json"),
    path("oembed", live(kept(embedding.oembed, parameters=OEMBED)), name="oembed"),
    path("corrections/", kept(public.CorrectionList.as_view()), name="corrections"),
    path("feed.atom", kept(atom(channels.rulings)), name="rulings_atom"),
    path("feed.json", kept(json_feed(channels.rulings)), name="rulings_json"),
    path("corrections/feed.atom", kept(atom(channels.corrections)), name="corrections_atom"),
    path("corrections/feed.json", kept(json_feed(channels.corrections)), name="corrections_json"),
    path("topics/<slug:slug>/feed.atom", kept(atom(channels.topic)), name="topic_atom"),
    path("topics/<slug:slug>/feed.json", kept(json_feed(channels.topic)), name="topic_json"),
    path(
        "claimants/<slug:public_id>/feed.atom", kept(atom(channels.claimant)), name="claimant_atom"
    ),
    path(
        "claimants/<slug:public_id>/feed.json",
        kept(json_feed(channels.claimant)),
        name="claimant_json",
    ),
    path("claimreview.json", kept(data_feed), name="claim_reviews"),
    path("sitemap.xml", kept(sitemaps.index), name="sitemap_index"),
    path("sitemap-<slug:section>.xml", kept(sitemaps.sitemap), name="sitemap"),
    path("robots.txt", kept(sitemaps.robots), name="robots"),
    path("method/", kept(public.MethodPage.as_view()), name="method"),
    path("policies/", kept(policies.PolicyList.as_view()), name="policies"),
    path("policies/<slug:kind>/", kept(policies.PolicyPage.as_view()), name="policy"),
    path(
        "policies/<slug:kind>/v<int:version>/",
        kept(policies.PolicyVersionPage.as_view()),
        name="policy_version",
    ),
    path(
        "policies/<slug:kind>/changes/<int:before>-<int:after>/",
        kept(policies.PolicyChangesPage.as_view()),
        name="policy_changes",
    ),
    path("scale/", kept(policies.ScalePage.as_view()), name="scale"),
    path("scale/v<int:version>/", kept(policies.ScaleVersionPage.as_view()), name="scale_version"),
    path("people/", kept(people.PeopleList.as_view()), name="people"),
    path("people/<slug:public_id>/<slug:slug>/", kept(people.PersonPage.as_view()), name="person"),
    path("report/", live(reports.report), name="report"),
    path("report/<slug:receipt>/", live(reports.receipt), name="receipt"),
    path("transparency.json", kept(transparency.head, seal_and_checkpoint), name="transparency"),
    path("transparency/<int:first>-<int:last>.json", kept(transparency.chain), name="chain"),
]
