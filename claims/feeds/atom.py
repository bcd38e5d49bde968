"""Feeds as Atom, by Django's own framework for syndication."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from claims.addresses import absolute
from claims.branding import brand
from claims.feeds.channels import Channel
from claims.feeds.entries import Entry
from claims.text.xml import xml_text


def atom(channel: Callable[..., Channel]) -> Callable[..., HttpResponseBase]:
    """Return the view of a channel as Atom."""
    return require_safe(ChannelFeed(channel))


class Atom(Atom1Feed):
    """Atom whose entries say their language, and whose time goes on when one is withdrawn."""

    def latest_post_date(self) -> datetime:
        """Return when the channel changed last: an entry that left it is a change too."""
        updated: datetime = self.feed["updated"]
        return updated

    def add_root_elements(self, handler: Any) -> None:
        """Add the pictures that stand for the site, as far as it has any of its own."""
        super().add_root_elements(handler)
        for name, picture in (("icon", brand().icon), ("logo", brand().logo)):
            if picture:
                handler.addQuickElement(name, absolute(picture.url))

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Return the attributes of an entry: the language that it is written in."""
        return {"xml:lang": xml_text(item["language"])}


class ChannelFeed(Feed):
    """A channel in Django's framework; every address has the site's own name, whoever asks."""

    feed_type = Atom

    def __init__(self, channel: Callable[..., Channel]) -> None:
        self.channel = channel

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Channel:
        """Return the channel that the address names."""
        return self.channel(**kwargs)

    def title(self, channel: Channel) -> str:
        """Return what the feed is called."""
        return xml_text(channel.title)

    def link(self, channel: Channel) -> str:
        """Return the page that shows the same."""
        return channel.home

    def feed_url(self, channel: Channel) -> str:
        """Return where the feed stands; it is its id too."""
        return channel.address("atom")

    feed_guid = feed_url

    def author_name(self) -> str:
        """Return who publishes it."""
        return xml_text(settings.SITE_NAME)

    def feed_extra_kwargs(self, channel: Channel) -> dict[str, Any]:
        """Add when the channel changed last."""
        return {"updated": channel.updated}

    def items(self, channel: Channel) -> list[Entry]:
        """Return the entries."""
        return channel.entries

    def item_title(self, entry: Entry) -> str:
        """Return the title, which is plain text."""
        return xml_text(entry.title)

    def item_description(self, entry: Entry) -> str:
        """Return the summary, which is HTML."""
        return escape(xml_text(entry.summary))

    def item_link(self, entry: Entry) -> str:
        """Return the page of the entry."""
        return entry.url

    def item_guid(self, entry: Entry) -> str:
        """Return the id that stays."""
        return entry.id

    def item_author_name(self, entry: Entry) -> str | None:
        """Return who wrote it, or nothing, which means whoever publishes the feed."""
        return xml_text(", ".join(entry.authors)) or None

    def item_pubdate(self, entry: Entry) -> datetime:
        """Return when it was published first."""
        return entry.published

    def item_updateddate(self, entry: Entry) -> datetime:
        """Return when it was published last."""
        return entry.updated

    def item_categories(self, entry: Entry) -> list[str]:
        """Return its rating, or the kind of correction."""
        return [xml_text(tag) for tag in entry.tags]

    def item_extra_kwargs(self, entry: Entry) -> dict[str, Any]:
        """Add its language."""
        return {"language": entry.language}
