"""The public addresses; ids are for good, slugs may change and redirect."""

from django.urls import path

from claims.views import people, pictures, policies, public, reports, rulings, transparency
from claims.views.caching import kept, seal_and_checkpoint

app_name = "claims"

CLAIM = "claims/<slug:public_id>/<slug:slug>"

urlpatterns = [
    path("", kept(public.RulingList.as_view()), name="rulings"),
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
    path("report/", reports.report, name="report"),
    path("report/<slug:receipt>/", reports.receipt, name="receipt"),
    path("transparency.json", kept(transparency.head, seal_and_checkpoint), name="transparency"),
    path("transparency/<int:first>-<int:last>.json", kept(transparency.chain), name="chain"),
]
