"""The pages of rulings that stand, and what is counted over them."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from claims.frozen import FrozenPage, FrozenRating, in_todays_format
from claims.languages import catalogue_of
from claims.models import Ruling
from claims.models.listing import ruling_of
from claims.models.prepared import Prepared


class Card(NamedTuple):
    """What a list shows of a ruling: its page, and whether its original was corrected since."""

    page: FrozenPage
    lags: bool


def standing_among(*rulings: int) -> Any:
    """Return of these rulings, by number, what a list shows of those that stand."""
    found: Any = Ruling.objects.published().standing().with_lag().filter(pk__in=rulings)
    return found.values_list("pk", "frozen", "lags")


STANDING = Prepared(standing_among)


def cards_of(keys: Sequence[int]) -> list[Card]:
    """Return the rulings that have these keys, in their order, if they stand before readers."""
    rulings = [ruling_of(key) for key in keys]
    rows = STANDING.rows_among(rulings)
    cards = {pk: Card(in_todays_format(json.loads(page)), bool(lags)) for pk, page, lags in rows}
    return [cards[ruling] for ruling in rulings if ruling in cards]


def pages_of(keys: Sequence[int]) -> list[FrozenPage]:
    """Return the pages that have these keys, in their order, of those that stand before readers."""
    return [card.page for card in cards_of(keys)]


def own_language_first(keys: Sequence[int], spoken: str) -> list[int]:
    """
    Return keys so that of each ruling that is there in several languages one comes first.

    That is the one in a language that the reader's page speaks, else the desk's own ruling. It
    takes the place of the first of them; everything else stays where it is.
    """
    rows = Ruling.objects.filter(pk__in=[ruling_of(key) for key in keys])
    translated = set(rows.exclude(edition="").values_list("claim", flat=True))
    told = rows.filter(claim__in=translated).values_list("pk", "claim", "edition", "language")
    groups: dict[int, list[int]] = {}
    worth: dict[int, tuple[bool, bool]] = {}
    place = {ruling_of(key): at for at, key in enumerate(keys)}
    for pk, claim, edition, language in told:
        groups.setdefault(claim, []).append(place[pk])
        worth[place[pk]] = (catalogue_of(language) != spoken, bool(edition))
    ordered = list(keys)
    for places in groups.values():
        best_first = sorted(sorted(places), key=worth.__getitem__)
        for at, other in zip(sorted(places), best_first, strict=True):
            ordered[at] = keys[other]
    return ordered


SPREAD = """
    SELECT max(rated.listing_id), count(*) FROM claims_listingtag rated
    WHERE rated.kind = 'r' AND rated.listing_id IN (
        SELECT said.listing_id FROM claims_listingtag said
        WHERE said.kind = 'c' AND said.ref IN ({})
    ) GROUP BY rated.ref
"""


def spread_of(refs: Sequence[str]) -> list[tuple[FrozenRating, int]]:
    """Return how often each rating stands on a claimant's claims, as the newest page words it."""
    with connection.cursor() as cursor:
        cursor.execute(SPREAD.format(", ".join(["%s"] * len(refs))), list(refs))
        counts = {ruling_of(key): count for key, count in cursor.fetchall()}
    rulings = Ruling.objects.published().standing().filter(pk__in=counts)
    return [(ruling.page["rating"], counts[ruling.pk]) for ruling in rulings.only("pk", "frozen")]


def months_with_rulings(bounds: Sequence[tuple[int, int]]) -> list[bool]:
    """Return, for each range of keys, whether a ruling that stands has one of them."""
    if not bounds:
        return []
    values = ", ".join(["(%s, %s)"] * len(bounds))
    exists = "EXISTS (SELECT 1 FROM claims_listing WHERE id >= column1 AND id < column2)"
    statement = f"SELECT column1, {exists} FROM (VALUES {values}) AS months"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [key for pair in bounds for key in pair])
        there = dict(cursor.fetchall())
    return [bool(there[first]) for first, _last in bounds]
