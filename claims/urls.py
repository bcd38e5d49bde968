"""The public addresses; ids are for good, slugs may change and redirect."""

from django.urls import path

from claims.views import finding, pictures, public, rulings, transparency
from claims.views.caching import kept, seal, seal_and_checkpoint

app_name = "claims"

CLAIM = "claims/<slug:public_id>/<slug:slug>"

urlpatterns = [
    path("", kept(public.RulingList.as_view()), name="rulings"),
    path("search/", kept(finding.SearchPage.as_view(), seal, finding.PARAMETERS), name="search"),
    path("archive/", kept(finding.ArchivePage.as_view()), name="archive"),
    path("archive/<int:year>/<int:month>/", kept(finding.MonthPage.as_view()), name="month"),
    path("topics/", kept(finding.TopicList.as_view()), name="topics"),
    path("topics/<slug:slug>/", kept(finding.TopicPage.as_view()), name="topic"),
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
    path(f"{CLAIM}/", kept(rulings.RulingPage.as_view()), name="ruling"),
    path(f"{CLAIM}/v<int:version>/", kept(rulings.VersionPage.as_view()), name="ruling_version"),
    path(
        f"{CLAIM}/changes/<int:before>-<int:after>/",
        kept(rulings.ChangesPage.as_view()),
        name="ruling_changes",
    ),
    path("corrections/", kept(public.CorrectionList.as_view()), name="corrections"),
    path("method/", kept(public.MethodPage.as_view()), name="method"),
    path("transparency.json", kept(transparency.head, seal_and_checkpoint), name="transparency"),
    path("transparency/<int:first>-<int:last>.json", kept(transparency.chain), name="chain"),
]
