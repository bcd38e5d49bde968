"""The pages of rulings that stand, and what is counted over them."""

from collections.abc import Sequence

from django.db import connection

from claims.frozen import FrozenPage, FrozenRating
from claims.models import Ruling
from claims.models.listing import ruling_of


def pages_of(keys: Sequence[int]) -> list[FrozenPage]:
    """Return the pages that have these keys, in their order, of those that stand before readers."""
    rulings = Ruling.objects.published().standing().filter(pk__in=[ruling_of(key) for key in keys])
    pages = {ruling.pk: ruling.page for ruling in rulings.only("pk", "frozen")}
    return [pages[ruling_of(key)] for key in keys if ruling_of(key) in pages]


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
