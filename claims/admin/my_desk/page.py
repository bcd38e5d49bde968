"""The page itself: Django's first page of the admin, with a person's own work on it."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from claims.admin.my_desk.counts import groups_for
from claims.admin.my_desk.kinds import Looker
from claims.admin.my_desk.sections import sections_for
from claims.admin.notices import own
from claims.admin.person import person
from claims.models import Article, User
from claims.policy import may_ingest

NEWS = 5  # notices


@admin.site.admin_view
def my_desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for who is signed in, where the whole desk stands, and all its tables."""
    user = person(request)
    looker = Looker(user)
    sections = sections_for(looker)
    context = {
        "title": _("My desk"),
        "sections": sections,
        "waiting": [section for section in sections if section.lines],
        "idle": [section for section in sections if not section.lines],
        "groups": groups_for(looker),
        "news": own(request).unread().with_rows()[:NEWS],
        "has_articles": has_articles(user),
        "may_ingest": may_ingest(user),
    }
    return admin.site.index(request, context)


def has_articles(user: User) -> bool:
    """Whether the desk has an article, as far as this person looks at articles at all."""
    articles = Article.objects.visible_to(user).live()
    return not user.has_perm("claims.view_article") or articles.exists()
