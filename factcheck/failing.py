"""What a reader gets when a page cannot be made, even if the page that says so cannot either."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.views.defaults import server_error


def failed(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault, or plain words where a template of the newsroom broke that."""
    try:
        return server_error(request)
    except (TemplateDoesNotExist, TemplateSyntaxError, NoReverseMatch):
        words = _("Something went wrong")
        return HttpResponseServerError(f"{words}\n", content_type="text/plain; charset=utf-8")
