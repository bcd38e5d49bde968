"""What can be subscribed to: the latest rulings, corrections, and the rulings of a topic."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.addresses import absolute
from claims.feeds.entries import Entry, correction_entry, ruling_entry
from claims.frozen import FrozenPage, in_todays_format
from claims.models import Ruling, Tagging, Topic
from claims.models.ruling import RulingQuerySet

LONGEST = 50  # entries
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed changed that is empty yet


@dataclass(frozen=True, slots=True)
class Channel:
    """A list of entries with what it is called and where it stands."""

    name: str  # of its addresses: rulings, corrections, topic
    slugs: list[str]  # what its addresses hold besides
    title: str
    home: str
    updated: datetime
    entries: list[Entry]

    def address(self, media: str) -> str:
        """Return where it stands in a format: atom or json."""
        return absolute(reverse(f"claims:{self.name}_{media}", args=self.slugs))


def rulings() -> Channel:
    """Return the rulings that stand, those published or corrected last first."""
    public = Ruling.objects.published()
    return Channel(
        name="rulings",
        slugs=[],
        title=_("%(site_name)s: rulings") % {"site_name": settings.SITE_NAME},
        home=absolute(reverse("claims:rulings")),
        updated=last_change(public),
        entries=entries_of(public.standing(), ruling_entry),
    )


def corrections() -> Channel:
    """Return the changes to published rulings, retractions among them, the newest first."""
    changes = Ruling.objects.published().corrections()
    return Channel(
        name="corrections",
        slugs=[],
        title=_("%(site_name)s: corrections") % {"site_name": settings.SITE_NAME},
        home=absolute(reverse("claims:corrections")),
        updated=last_change(changes),
        entries=entries_of(changes, correction_entry),
    )


def topic(slug: str) -> Channel:
    """Return the rulings on a topic; raise Http404 unless a published ruling is on it."""
    chosen = topic_of(slug)
    tagged = Tagging.objects.live().filter(topic=chosen, claim=OuterRef("claim"))
    public = Ruling.objects.published().filter(Exists(tagged))
    if not public.exists():
        raise Http404
    return Channel(
        name="topic",
        slugs=[chosen.slug],
        title=f"{settings.SITE_NAME}: {chosen.name}",
        home=absolute(reverse("claims:rulings")),
        updated=last_change(public),
        entries=entries_of(public.standing(), ruling_entry),
    )


def topic_of(slug: str) -> Topic:
    """Return the topic of an address, or what it was merged into; raise Http404 if none is left."""
    found = Topic.objects.filter(slug=slug).first()
    while found is not None and found.merged_into_id is not None:
        found = Topic.objects.filter(pk=found.merged_into_id).first()
    if found is None or found.is_retracted:
        raise Http404
    return found


def entries_of(rulings: RulingQuerySet, entry: Callable[[FrozenPage], Entry]) -> list[Entry]:
    """Return the entries of the newest rulings."""
    newest = rulings.order_by("-published_at", "-pk").values_list("frozen", flat=True)[:LONGEST]
    return [entry(in_todays_format(frozen or {})) for frozen in newest]


def last_change(rulings: RulingQuerySet) -> datetime:
    """Return when any of these rulings was published, corrected or withdrawn last."""
    newest = rulings.order_by("-published_at", "-pk").values_list("published_at", flat=True)
    return newest.first() or NEVER
