"""List again the rulings that readers find otherwise than their page says, or not at all."""

from collections.abc import Callable, Iterator

from django.db.models import Exists, OuterRef

from claims.models import Listing, ListingTag, ListingWords, Ruling, User
from claims.models.journal import recorded
from claims.models.listing import BATCH, Tag, Whole

Told = Callable[[int, int], None]


def list_rulings(*, by: User, after: int = 0, told: Told | None = None) -> int:
    """
    Bring what readers find in line with the published pages; return how many were not.

    Batch by batch, each a transaction of its own that holds the journal, so that no publication
    comes between. What is found is derived and has no history: `by` is the machine. `after` is
    the number of the ruling to go on from.
    """
    mended, number = drop_strays(), after
    while True:
        seen, number, wrong = list_batch(number)
        mended += wrong
        if not seen:
            return mended
        if told:
            told(number, wrong)


@recorded
def list_batch(number: int) -> tuple[int, int, int]:
    """List the rulings after a number; return how many there were, the last, and the wrong ones."""
    rulings = standing_after(number)
    wrong = differing(rulings)
    Listing.store(wrong)
    return len(rulings), rulings[-1].pk if rulings else number, len(wrong)


@recorded
def list_missing() -> None:
    """List the rulings that are not listed at all, as after an upgrade."""
    is_listed = Exists(Listing.objects.filter(ruling=OuterRef("pk")))
    missing = Ruling.objects.published().standing().filter(~is_listed)
    keys = list(missing.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        some = Ruling.objects.filter(pk__in=keys[start : start + BATCH])
        Listing.store(list(some.select_related("claim")))


@recorded
def drop_strays() -> int:
    """Take out what no ruling that stands is behind; return how many that were."""
    strays = list(stray_rulings())
    for start in range(0, len(strays), BATCH):
        Listing.drop(strays[start : start + BATCH])
    return len(strays)


def stray_rulings() -> Iterator[int]:
    """Yield the numbers of listed rulings that do not stand before readers."""
    stands = Exists(Ruling.objects.published().standing().filter(pk=OuterRef("ruling")))
    yield from Listing.objects.filter(~stands).values_list("ruling_id", flat=True)


def standing_after(number: int) -> list[Ruling]:
    """Return the next batch of rulings that stand, in the order of their numbers."""
    rulings = Ruling.objects.published().standing().filter(pk__gt=number)
    return list(rulings.select_related("claim").order_by("pk")[:BATCH])


def differing(rulings: list[Ruling]) -> list[Ruling]:
    """Return the rulings that are not listed, or not as their page says."""
    listed = told_of_listed([ruling.pk for ruling in rulings])
    return [ruling for ruling in rulings if Whole.of(ruling).told != listed.get(ruling.pk)]


def told_of_listed(numbers: list[int]) -> dict[int, tuple[object, ...]]:
    """Return what is kept of listed rulings, by their number."""
    listings = {one.ruling_id: one for one in Listing.objects.filter(ruling__in=numbers)}
    keys = [listing.pk for listing in listings.values()]
    words = ListingWords.objects.in_bulk(keys)
    tags: dict[int, list[Tag]] = {key: [] for key in keys}
    for tag in ListingTag.objects.filter(listing__in=keys):
        tags[tag.listing_id].append(Tag(tag.kind, tag.ref, tag.name))
    nothing = ListingWords()
    return {
        number: Whole(listing, words.get(listing.pk, nothing), tags[listing.pk]).told
        for number, listing in listings.items()
    }


def faults() -> tuple[int, int]:
    """Return how many rulings stand, and how many are listed wrongly, needlessly or not at all."""
    seen, wrong, number = 0, len(list(stray_rulings())), 0
    while rulings := standing_after(number):
        number, seen = rulings[-1].pk, seen + len(rulings)
        wrong += len(differing(rulings))
    return seen, wrong
