"""Feeds as JSON Feed 1.1, https://jsonfeed.org/version/1.1."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from claims.addresses import absolute
from claims.branding import Brand, brand
from claims.feeds.channels import Channel
from claims.feeds.entries import Entry

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"

Words = dict[str, Any]


def json_feed(channel: Callable[..., Channel]) -> Callable[..., HttpResponseBase]:
    """Return the view of a channel as JSON Feed."""

    @require_safe
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return JsonResponse(words_of(channel(**kwargs)), content_type=MEDIA_TYPE)

    return view


def words_of(channel: Channel) -> Words:
    """Return a channel as the format has it."""
    return {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address("json"),
        "language": get_language(),
        "authors": [{"name": settings.SITE_NAME, "url": absolute("/")}],
        **icons_of(brand()),
        "items": [item_of(entry) for entry in channel.entries],
    }


def icons_of(face: Brand) -> Words:
    """Return the pictures that stand for the site, as far as it has any of its own."""
    pictures = {"icon": face.touch_icon, "favicon": face.icon}
    return {name: absolute(picture.url) for name, picture in pictures.items() if picture}


def item_of(entry: Entry) -> Words:
    """Return an entry as the format has it."""
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary,
        "image": entry.picture,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in entry.authors],
        "tags": entry.tags,
        "language": entry.language,
    }
