"""The topics and the claimants of rulings that stand, with those that were merged into them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from claims.models import Claimant, ListingTag, Topic
from claims.models.fields import number_of
from claims.models.listing import Kind
from claims.models.mergeable import Mergeable

MOST = 1000  # of a kind
MOST_CLAIMANTS = 10_000


class Named(NamedTuple):
    """A topic, a rating or a language of rulings that stand, as the newest page names it."""

    ref: str
    name: str


def topic_refs(slug: str) -> list[str]:
    """Return the slugs under which pages know a topic: its own, and those merged into it."""
    topic = Topic.objects.filter(slug=slug).first()
    return [slug, *(row.slug for row in merged_into(topic))] if topic else [slug]


def claimant_refs(public_id: str) -> list[str]:
    """Return the public ids under which pages know a claimant."""
    number = number_of(public_id)
    claimant = Claimant.objects.filter(pk=number).first() if number is not None else None
    others = merged_into(claimant) if claimant else []
    return [public_id, *(row.public_id for row in others)]


def merged_into(row: Mergeable) -> list[Any]:
    """Return the rows that were merged into one, or into one of those."""
    model: Any = type(row)
    rows, new = {row.pk: row}, [row.pk]
    while new:
        merged = model._base_manager.filter(merged_into__in=new).exclude(pk__in=rows)
        more = {one.pk: one for one in merged}
        rows, new = rows | more, list(more)
    return list(rows.values())[1:]


def stays(row: Mergeable) -> Any:
    """Return the row into which one was merged, at the end of the chain, or itself."""
    seen = {row.pk}
    while row.merged_into is not None and row.merged_into.pk not in seen:
        row = row.merged_into
        seen.add(row.pk)
    return row


def is_claimant(public_id: str) -> bool:
    """Whether a ruling that stands names a claimant with this public id."""
    if number_of(public_id) is None:
        return False
    refs = claimant_refs(public_id)
    return ListingTag.objects.filter(kind=Kind.CLAIMANT, ref__in=refs).exists()


def keys_under(kind: Kind, refs: Sequence[str]) -> Any:
    """Return the keys of the rulings that stand under a topic or a claimant, the newest first."""
    tags = ListingTag.objects.filter(kind=kind, ref__in=refs).order_by("-listing_id")
    keys = tags.values_list("listing_id", flat=True)
    return keys.distinct() if len(refs) > 1 else keys


def name_under(kind: Kind, refs: Sequence[str]) -> str:
    """Return what the newest page calls a topic or a claimant, or nothing if none names it."""
    tags = ListingTag.objects.filter(kind=kind, ref__in=refs).order_by("-listing_id")
    return tags.values_list("name", flat=True).first() or ""


EVERY = """
    WITH RECURSIVE seen(ref) AS (
        SELECT min(ref) FROM claims_listingtag WHERE kind = %s
        UNION ALL
        SELECT (SELECT min(ref) FROM claims_listingtag WHERE kind = %s AND ref > seen.ref)
        FROM seen WHERE seen.ref IS NOT NULL
    )
    SELECT ref, (
        SELECT name FROM claims_listingtag t WHERE t.kind = %s AND t.ref = seen.ref
        ORDER BY t.listing_id DESC LIMIT 1
    ) FROM seen WHERE ref IS NOT NULL LIMIT %s
"""


def every(kind: Kind, most: int = MOST) -> list[Named]:
    """Return all topics, ratings or languages of rulings that stand, without reading them all."""
    with connection.cursor() as cursor:
        cursor.execute(EVERY, [kind.value, kind.value, kind.value, most])
        found = [Named(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda one: one.name.casefold())


def topics() -> list[Named]:
    """Return the topics of rulings that stand; one that was merged is the one that stays."""
    found = every(Kind.TOPIC)
    merged = Topic.objects.filter(slug__in=[one.ref for one in found]).exclude(merged_into=None)
    rows = merged.select_related("merged_into")
    return as_they_stay(found, {topic.slug: stays(topic).slug for topic in rows})


def claimants() -> tuple[list[Named], bool]:
    """
    Return who said what rulings that stand are on, and whether there are more than are looked at.

    Who was merged is the one that stays.
    """
    found = every(Kind.CLAIMANT, MOST_CLAIMANTS + 1)
    is_cut = len(found) > MOST_CLAIMANTS
    numbers = {number_of(one.ref) for one in found}
    merged = Claimant.objects.exclude(merged_into=None).select_related("merged_into")
    rows = [row for row in merged if row.pk in numbers]
    others = {row.public_id: stays(row).public_id for row in rows}
    return as_they_stay(found[:MOST_CLAIMANTS], others), is_cut


def as_they_stay(found: Sequence[Named], other: Mapping[str, str]) -> list[Named]:
    """Return all by name, each that was merged (`other` says into what) as the one that stays."""
    own = {one.ref: one for one in found if one.ref not in other}
    left = {other[one.ref]: one.name for one in found if one.ref in other}
    own |= {ref: Named(ref, name) for ref, name in left.items() if ref not in own}
    return sorted(own.values(), key=lambda one: (one.name.casefold(), one.ref))
