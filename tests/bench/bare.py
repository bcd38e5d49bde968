"""The addresses of the bench: the public pages, and a view that does nothing."""

from django.http import HttpResponse
from django.urls import include, path


def bare(request):
    return HttpResponse(b"x")


urlpatterns = [path("bare/", bare), path("", include("claims.urls"))]
