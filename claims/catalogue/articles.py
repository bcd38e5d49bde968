"""The articles of rulings that stand, without reading the rulings of them all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from claims.frozen import FrozenArticle, FrozenRating
from claims.models import Ruling
from claims.models.listing import ruling_of

Counted = list[tuple[FrozenRating, int]]

NEWEST = """
    WITH RECURSIVE seen(article) AS (
        SELECT min(article_id) FROM claims_listing
        UNION ALL
        SELECT (SELECT min(article_id) FROM claims_listing WHERE article_id > seen.article)
        FROM seen WHERE seen.article IS NOT NULL
    ), newest(article, listing) AS (
        SELECT article, (
            SELECT l.id FROM claims_listing l JOIN claims_ruling r ON r.id = l.ruling_id
            WHERE l.article_id = seen.article AND r.edition = ''
            ORDER BY l.id DESC LIMIT 1
        ) FROM seen WHERE article IS NOT NULL
    )
    SELECT listing FROM newest WHERE listing IS NOT NULL ORDER BY listing DESC
"""
COUNTS = """
    SELECT l.article_id, count(*), max(l.id) FROM claims_listing l
    JOIN claims_listingtag t ON t.listing_id = l.id AND t.kind = 'r'
    JOIN claims_ruling r ON r.id = l.ruling_id AND r.edition = ''
    WHERE l.article_id IN (SELECT article_id FROM claims_listing WHERE id IN ({}))
    GROUP BY l.article_id, t.ref
"""


class ArticleCard(NamedTuple):
    """What the list shows of an article: as last frozen, with how its claims were rated."""

    article: FrozenArticle
    newest: str  # when the last of its rulings was published
    ratings: Counted


class Told(NamedTuple):
    """What is read of a page for the list."""

    article: FrozenArticle
    published_at: str
    rating: FrozenRating


def newest_of_articles() -> list[int]:
    """Return the key of each article's newest ruling, the newest first; translations aside."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        return [key for (key,) in cursor.fetchall()]


def article_cards(keys: Sequence[int]) -> list[ArticleCard]:
    """Return the articles whose newest rulings have these keys, in their order."""
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(", ".join(["%s"] * len(keys))), list(keys))
        counts = cursor.fetchall()
    told = told_of(ruling_of(key) for _article, _count, key in counts)
    rated: dict[int, dict[int, int]] = defaultdict(dict)
    for article, count, key in counts:
        if ruling_of(key) in told:
            rated[article][key] = count
    newest = {max(of_one): of_one for of_one in rated.values()}
    return [card_of(key, newest[key], told) for key in keys if key in newest]


def told_of(rulings: Iterable[int]) -> dict[int, Told]:
    """Return what the pages of rulings that stand say of article, time and rating."""
    rows: Any = Ruling.objects.published().standing().filter(pk__in=set(rulings))
    frozen = rows.values_list("pk", "frozen__article", "frozen__published_at", "frozen__rating")
    return {pk: Told(*told) for pk, *told in frozen}


def card_of(newest: int, counts: Mapping[int, int], told: Mapping[int, Told]) -> ArticleCard:
    """Return the card of an article, from how many rulings there are like the newest of a kind."""
    article, published_at, _rating = told[ruling_of(newest)]
    ratings = [(told[ruling_of(key)].rating, counts[key]) for key in sorted(counts)]
    return ArticleCard(article, published_at, ratings)
