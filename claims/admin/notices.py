"""A person's notices: what happened that they should know of, the unread ones first."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims.actions.mark_read import mark_read
from claims.admin.choices import LIKE_AN_ID
from claims.admin.person import person
from claims.models import Notification
from claims.models.notification import NotificationQuerySet

NOTICES = "desk:notices"
AT_ONCE = 30  # notices on a page


def own(request: HttpRequest) -> NotificationQuerySet:
    """Return a person's notices at the desk, but for claims that they may not see any more."""
    return Notification.objects.of(person(request)).shown()


@admin.site.admin_view
def notices(request: HttpRequest) -> HttpResponse:
    """Show a page of a person's notices."""
    shown = own(request)
    page = Paginator(shown.with_rows(), AT_ONCE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Notices"),
        "page": page,
        "newest": shown.unread().aggregate(pk=Max("pk"))["pk"] or 0,
    }
    return TemplateResponse(request, "admin/notices.html", context)


@require_POST
@admin.site.admin_view
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read, and go to the place where it happened."""
    notice = get_object_or_404(own(request), pk=pk)
    mark_read(own(request).filter(pk=pk), by=person(request))
    return HttpResponseRedirect(notice.get_absolute_url())


@require_POST
@admin.site.admin_view
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read."""
    get_object_or_404(own(request), pk=pk)
    mark_read(own(request).filter(pk=pk), by=person(request))
    return HttpResponseRedirect(reverse(NOTICES))


@require_POST
@admin.site.admin_view
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark as read what was there when the page was opened; what came since stays unread."""
    until = request.POST.get("until", "")
    last = int(until) if LIKE_AN_ID.fullmatch(until) else 0
    n = mark_read(own(request).filter(pk__lte=last), by=person(request))
    told = ngettext("%(n)s notice is marked as read.", "%(n)s notices are marked as read.", n)
    messages.success(request, told % {"n": n})
    return HttpResponseRedirect(reverse(NOTICES))
