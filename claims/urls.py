"""The public addresses; ids are for good, slugs may change and redirect."""

from django.urls import path

from claims.views import public, rulings

app_name = "claims"

CLAIM = "claims/<slug:public_id>/<slug:slug>"

urlpatterns = [
    path("", public.RulingList.as_view(), name="rulings"),
    path("articles/", public.ArticleList.as_view(), name="articles"),
    path("articles/<slug:public_id>/<slug:slug>/", public.ArticlePage.as_view(), name="article"),
    path("claims/<slug:public_id>.json", rulings.ruling_json, name="ruling_json"),
    path(f"{CLAIM}/", rulings.RulingPage.as_view(), name="ruling"),
    path(f"{CLAIM}/v<int:version>/", rulings.VersionPage.as_view(), name="ruling_version"),
    path(
        f"{CLAIM}/changes/<int:before>-<int:after>/",
        rulings.ChangesPage.as_view(),
        name="ruling_changes",
    ),
    path("corrections/", public.CorrectionList.as_view(), name="corrections"),
    path("method/", public.MethodPage.as_view(), name="method"),
]
