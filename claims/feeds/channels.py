"""What can be subscribed to: the rulings, corrections, what is under a topic or a claimant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.addresses import absolute, address_of_claimant, topic_address
from claims.catalogue import names
from claims.catalogue.pages import pages_of
from claims.feeds.entries import Entry, correction_entry, ruling_entry
from claims.frozen import FrozenPage, in_todays_format
from claims.models import Claimant, Ruling, Topic
from claims.models.fields import number_of
from claims.models.listing import Kind
from claims.models.ruling import RulingQuerySet

LONGEST = 50  # entries
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed changed that is empty yet


@dataclass(frozen=True, slots=True)
class Channel:
    """A list of entries with what it is called and where it stands."""

    name: str  # of its addresses: rulings, corrections, topic, claimant
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
    """Return the rulings that stand on a topic; raise Http404 if none does."""
    row = Topic.objects.filter(slug=slug).select_related("merged_into").first()
    slug = names.stays(row).slug if row else slug
    home = topic_address(slug)
    return found_under(Kind.TOPIC, names.topic_refs(slug), name="topic", slug=slug, home=home)


def claimant(public_id: str) -> Channel:
    """Return the rulings that stand on what somebody said; raise Http404 if none does."""
    row = Claimant.objects.filter(pk=number_of(public_id) or 0).first()
    public_id = names.stays(row).public_id if row else public_id
    refs = names.claimant_refs(public_id)
    called = names.name_under(Kind.CLAIMANT, refs)
    home = address_of_claimant(public_id, called)
    return found_under(Kind.CLAIMANT, refs, name="claimant", slug=public_id, home=home)


def found_under(kind: Kind, refs: list[str], *, name: str, slug: str, home: str) -> Channel:
    """
    Return the newest rulings that stand under a topic or a claimant; raise Http404 if none does.

    It counts as changed when anything was published last: a ruling that leaves it is a change too.
    """
    called = names.name_under(kind, refs)
    if not called:
        raise Http404
    return Channel(
        name=name,
        slugs=[slug],
        title=f"{settings.SITE_NAME}: {called}",
        home=absolute(home),
        updated=last_change(Ruling.objects.published()),
        entries=[ruling_entry(page) for page in pages_of(names.keys_under(kind, refs)[:LONGEST])],
    )


def entries_of(rulings: RulingQuerySet, entry: Callable[[FrozenPage], Entry]) -> list[Entry]:
    """Return the entries of the newest rulings."""
    newest = rulings.order_by("-published_at", "-pk").values_list("frozen", flat=True)[:LONGEST]
    return [entry(in_todays_format(frozen or {})) for frozen in newest]


def last_change(rulings: RulingQuerySet) -> datetime:
    """Return when any of these rulings was published, corrected or withdrawn last."""
    newest = rulings.order_by("-published_at", "-pk").values_list("published_at", flat=True)
    return newest.first() or NEVER
