"""The addresses of the bench: the public pages, the desk, and a view that does nothing."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path


def bare(request):
    return HttpResponse(b"x")


urlpatterns = [
    path("bare/", bare),
    path("admin/", admin.site.urls),
    path("", include("claims.urls")),
]
