"""
What readers find rulings by: when, about what, who said it, and every word of the page.

One row for each ruling that stands, derived from its frozen page alone and made anew from it at
any time. It is written in the transaction that saves the ruling, by the ruling's own door: a
publication adds it, a correction replaces it, a retraction takes it away, a removal of words takes
them from here too. Its key begins with the time of publication, so that the newest come first
whatever is looked for, and a month or a day is a range of keys.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from claims.frozen import FrozenClaim, FrozenClaimant, FrozenPage
from claims.models.spelling import Spelling, is_spelled
from claims.models.word_index import WordIndex
from claims.text.sanitize import plain
from claims.text.words import VERSION, folded, runs, words_of

if TYPE_CHECKING:
    from claims.models.article import Article
    from claims.models.ruling import Ruling

ROOM = 2**31  # for a ruling's number, behind the seconds of its publication
MOST_WORDS = 10_000  # of a page: PostgreSQL counts places up to 16,383
WEEK = 7 * 24 * 60 * 60
BATCH = 200
LONGEST_REF = 100
ADDRESSABLE = re.compile(rf"[-a-zA-Z0-9_]{{1,{LONGEST_REF}}}")  # what an address can name

INDEX = WordIndex(
    table="claims_listingwords",
    key="listing_id",
    columns=("head", "rest", "facets"),
    function="claimbench_listed",
    # “^” before a word says that it stands in the head, “=” that it is a facet: no word has them,
    # so that no row is looked at again for where a word stands
    function_sql="""
    CREATE OR REPLACE FUNCTION claimbench_listed(head text, rest text, facets text)
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(string_agg(lexeme, ' '), '')::tsvector
        FROM (
            SELECT '''' || word || ''':' || place || ' ''^' || word || ''':' || place AS lexeme
            FROM unnest(string_to_array(head, ' ')) WITH ORDINALITY AS names(word, place)
            UNION ALL
            SELECT '''' || word || ''':'
                || least(place + 1 + cardinality(string_to_array(head, ' ')), 16383)
            FROM unnest(string_to_array(rest, ' ')) WITH ORDINALITY AS others(word, place)
            UNION ALL
            SELECT '''=' || facet || '''' FROM unnest(string_to_array(facets, ' ')) AS f(facet)
        ) AS every
    $$
    """,
)
forget = INDEX.forget

# PostgreSQL reads the rows that it finds: their words stand apart, so that those rows are short
SHORT_ROWS = "ALTER TABLE claims_listingwords SET (toast_tuple_target = 128)"

# It would read the words of row after row, the newest first, where it takes a word for frequent:
# a function of its own has it ask the index in any case, which knows which rows have the words
FOUND = """
    CREATE OR REPLACE FUNCTION claimbench_found(
        asked tsquery, first bigint, last bigint, most integer
    ) RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$
        WITH found AS MATERIALIZED (
            SELECT listing_id FROM claims_listingwords WHERE words @@ asked
        )
        SELECT listing_id FROM found
        WHERE listing_id BETWEEN first AND last ORDER BY listing_id DESC LIMIT most
    $$
"""


def install() -> None:
    """Put the index over the words in place, and what asks it."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres and not INDEX.is_there(cursor):
            cursor.execute(SHORT_ROWS)
        INDEX.install()
        if postgres:
            cursor.execute(FOUND)


class Kind(models.TextChoices):
    """What a ruling is found under."""

    CLAIMANT = "c", _("claimant")
    TOPIC = "t", _("topic")
    RATING = "r", _("rating")
    LANGUAGE = "l", _("language")


class Tag(NamedTuple):
    """One thing that a ruling is found under, as its page names it."""

    kind: str
    ref: str
    name: str


class Listing(models.Model):
    """A ruling that stands, in the order of publication."""

    id = models.BigIntegerField(_("time and number"), primary_key=True)
    ruling = models.OneToOneField(
        "claims.Ruling",
        models.PROTECT,
        related_name="+",
        db_constraint=False,  # derived: what a row that is gone leaves behind harms nothing
        verbose_name=_("ruling"),
    )
    article = models.ForeignKey(
        "claims.Article",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        verbose_name=_("article"),
    )
    version = models.PositiveSmallIntegerField(_("version"), default=VERSION)

    objects: ClassVar[models.Manager["Listing"]] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("listed ruling")
        verbose_name_plural = _("listed rulings")
        indexes = [models.Index(fields=["article", "id"], name="listing_newest_of_article")]
        constraints = [
            models.CheckConstraint(name="listing_has_a_version", condition=models.Q(version__gte=1))
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def follow(cls, ruling: "Ruling") -> None:
        """Bring what readers find in line with a ruling that was just saved."""
        if ruling.frozen is None:
            return
        rulings = type(ruling).objects
        concerned = [ruling]
        if not ruling.edition:  # its translations hold as long as it does
            current = rulings.current().filter(claim=ruling.claim_id)
            concerned += current.exclude(edition="").select_related("claim")
        keys = [one.pk for one in concerned]
        standing = rulings.published().standing().filter(pk__in=keys)
        found = set(standing.values_list("pk", flat=True))
        cls.store([one for one in concerned if one.pk in found])
        cls.drop([key for key in keys if key not in found])

    @classmethod
    def follow_article(cls, article: "Article") -> None:
        """Have readers find an article's rulings, or none of them while it is confidential."""
        listed = cls.objects.filter(article=article)
        if article.confidential:
            cls.drop(list(listed.values_list("ruling_id", flat=True)))
            return
        ruling = apps.get_model("claims", "Ruling")
        standing = ruling.objects.published().standing().filter(claim__article=article)
        missing = standing.exclude(pk__in=listed.values("ruling"))
        cls.store(list(missing.select_related("claim")))

    @classmethod
    def store(cls, rulings: Sequence["Ruling"]) -> None:
        """List rulings that stand, each as its page is now."""
        if not rulings:
            return
        rows = [Whole.of(ruling) for ruling in rulings]
        left = {row.listing.pk for row in rows}  # even where a part of a backup came back
        cls.clear(left.union(cls.keys_of([ruling.pk for ruling in rulings])))
        cls.objects.bulk_create([row.listing for row in rows], batch_size=BATCH)
        ListingWords.objects.bulk_create([row.words for row in rows], batch_size=BATCH)
        tags = [
            ListingTag(listing=row.listing, **tag._asdict()) for row in rows for tag in row.tags
        ]
        ListingTag.objects.bulk_create(tags, batch_size=BATCH)
        for row in rows:
            Spelling.count(row.words.spelled.split())

    @classmethod
    def drop(cls, rulings: Sequence[int]) -> None:
        """Take rulings out of what readers find."""
        cls.clear(cls.keys_of(rulings))

    @classmethod
    def keys_of(cls, rulings: Sequence[int]) -> list[int]:
        """Return the keys of rulings that are listed."""
        return list(cls.objects.filter(ruling__in=rulings).values_list("pk", flat=True))

    @classmethod
    def clear(cls, keys: Collection[int]) -> None:
        """Remove all that is kept under these keys."""
        if not keys:
            return
        words = ListingWords.objects.filter(pk__in=keys)
        for spelled in words.values_list("spelled", flat=True):
            Spelling.discount(spelled.split())
        words.delete()
        ListingTag.objects.filter(listing__in=keys).delete()
        cls.objects.filter(pk__in=keys).delete()


class ListingTag(models.Model):
    """A topic, a claimant, a rating or a language under which a ruling is found."""

    listing = models.ForeignKey(
        Listing,
        models.DO_NOTHING,
        related_name="tags",
        db_constraint=False,
        verbose_name=_("listed ruling"),
    )
    kind = models.CharField(_("kind"), max_length=1, choices=Kind)
    ref = models.CharField(_("slug or public id"), max_length=LONGEST_REF)
    name = models.TextField(_("name on the page"))

    objects: ClassVar[models.Manager["ListingTag"]] = models.Manager()

    class Meta:
        verbose_name = _("what a ruling is found under")
        verbose_name_plural = _("what rulings are found under")
        constraints = [
            models.UniqueConstraint("kind", "ref", "listing", name="listingtag_is_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class ListingWords(models.Model):
    """The words by which a ruling is found."""

    listing = models.OneToOneField(
        Listing,
        models.DO_NOTHING,
        primary_key=True,
        related_name="words",
        db_constraint=False,
        verbose_name=_("listed ruling"),
    )
    head = models.TextField(_("words of the claim and its ruling"), default="")
    rest = models.TextField(_("its other words"), default="")
    facets = models.TextField(_("marks of what it is found under"), default="")
    spelled = models.TextField(_("words as they are written"), default="")

    objects: ClassVar[models.Manager["ListingWords"]] = models.Manager()

    class Meta:
        verbose_name = _("words of a listed ruling")
        verbose_name_plural = _("words of listed rulings")

    def __str__(self) -> str:
        return str(self.pk)


class Whole(NamedTuple):
    """All that is kept of one listed ruling."""

    listing: Listing
    words: ListingWords
    tags: list[Tag]

    @classmethod
    def of(cls, ruling: "Ruling") -> "Whole":
        """Return what a ruling that stands is to be found by."""
        page, published_at = with_ids(ruling.page, ruling.claim_id), ruling.published_at
        if published_at is None:
            message = f"Ruling {ruling.pk} is not published."
            raise ValueError(message)
        listing = Listing(
            id=first_key(published_at) + ruling.pk,
            ruling=ruling,
            article_id=ruling.claim.article_id,
            version=VERSION,
        )
        tags, head, rest = tags_of(page), head_of(page), list(rest_of(page))
        words = ListingWords(
            listing=listing,
            head=as_words(head),
            rest=as_words(rest),
            facets=" ".join([*facets_of(tags), week_facet(week_of(listing.pk))]),
            spelled=" ".join(sorted(spelled_in([*head, *rest]))),
        )
        return cls(listing, words, tags_to_list(page, tags))

    @property
    def told(self) -> tuple[object, ...]:
        """All of it, to be compared with what is stored."""
        listing, words = self.listing, self.words
        kept = (words.head, words.rest, words.facets, words.spelled)
        return listing.pk, listing.article_id, listing.version, *kept, *sorted(self.tags)


def first_key(moment: datetime) -> int:
    """Return the key before those of all rulings that were published from a moment on."""
    return int(moment.timestamp()) * ROOM


def ruling_of(key: int) -> int:
    """Return the number of the ruling that has a key."""
    return key % ROOM


def facet(kind: str, ref: str) -> str:
    """Return the mark of a topic, a claimant, a rating or a language among a ruling's words."""
    return kind + hashlib.sha256(ref.encode()).hexdigest()[:16]


def name_facet(word: str) -> str:
    """Return the mark of a word of a claimant's name."""
    return f"n{word}"


def with_ids(page: FrozenPage, claim: int) -> FrozenPage:
    """Return a page whose claimants have their public ids: an older one names them only."""
    claimants = page["claim"]["claimants"]
    if all(one["id"] for one in claimants):
        return page
    named = apps.get_model("claims", "Claimant")._base_manager.filter(attributions__claim=claim)
    ids = {one.name: one.public_id for one in named}
    known = [FrozenClaimant(**{**c, "id": c["id"] or ids.get(c["name"], "")}) for c in claimants]
    return FrozenPage(**{**page, "claim": FrozenClaim(**{**page["claim"], "claimants": known})})


def week_of(key: int) -> int:
    """Return the number of the week in which a ruling was published."""
    return key // (ROOM * WEEK)


def week_facet(week: int) -> str:
    """Return the mark of a week, by which the newest are found without looking at all others."""
    return f"w{week}"


def tags_of(page: FrozenPage) -> list[Tag]:
    """Return what a page is found under, nothing twice."""
    topics = [(topic["slug"], topic["name"]) for topic in page["topics"]]
    claimants = [(one["id"], one["name"]) for one in page["claim"]["claimants"]]
    translation = page["translation"]
    rating = translation["rating"] if translation else page["rating"]["label"]
    label, language = rating[:LONGEST_REF], page["language"][:LONGEST_REF]
    found = [
        Tag(Kind.RATING.value, label, label),
        Tag(Kind.LANGUAGE.value, language, language),
        *(Tag(Kind.TOPIC.value, *topic) for topic in topics if ADDRESSABLE.fullmatch(topic[0])),
        *(Tag(Kind.CLAIMANT.value, *one) for one in claimants if ADDRESSABLE.fullmatch(one[0])),
    ]
    return list({(tag.kind, tag.ref): tag for tag in found}.values())


def tags_to_list(page: FrozenPage, tags: list[Tag]) -> list[Tag]:
    """
    Return under what a page is listed and counted: a ruling counts once, not in each language.

    By search it is found under all of it.
    """
    own = (Kind.RATING.value, Kind.LANGUAGE.value)
    return [tag for tag in tags if tag.kind in own] if page["translation"] else tags


def facets_of(tags: Iterable[Tag]) -> list[str]:
    """Return the marks of all that a page is found under, and of the words of its claimants."""
    tags = list(tags)
    names = (tag.name for tag in tags if tag.kind == Kind.CLAIMANT.value)
    words = dict.fromkeys(word for name in names for word in words_of(name))
    return [*(facet(tag.kind, tag.ref) for tag in tags), *map(name_facet, words)]


def head_of(page: FrozenPage) -> list[str]:
    """Return the texts whose words are found first."""
    claim = page["claim"]
    said = page["translation"]["claim_text"] if page["translation"] else ""
    names = (one["name"] for one in claim["claimants"])
    return [text for text in (claim["text"], page["why"], *names, claim["id"], said) if text]


def rest_of(page: FrozenPage) -> Iterator[str]:
    """Yield the other texts of a page, in their order."""
    claim, article = page["claim"], page["article"]
    yield page["rating"]["label"]
    yield from page["key_points"]
    yield from (plain(page["body"]), plain(page["not_known"]))
    yield from (topic["name"] for topic in page["topics"])
    for one in claim["claimants"]:
        yield from (one["role"], one["affiliation"])
    yield from (claim["said_where"], claim["said_words"], page["passage"]["quote"])
    yield from (article["title"], article["publisher"], article["byline"])
    for item in page["evidence"]:
        yield from (item["quote"], item["note"])
        yield from (item["source"]["title"], item["source"]["publisher"])
    for inquiry in page["inquiries"]:
        yield from (inquiry["whom"], inquiry["question"], inquiry["answer"])
    for search in page["searches"]:
        yield from (search["where"], search["terms"], search["remark"])
    yield from (page["no_primary_because"], page["not_asked_because"], page["differed_because"])
    yield page["correction"]["note"] if page["correction"] else ""


def as_words(texts: Iterable[str]) -> str:
    """Return the words by which texts are found, in their order."""
    return " ".join(words_of("\n".join(texts))[:MOST_WORDS])


def spelled_in(texts: Iterable[str]) -> set[str]:
    """Return the words of texts whose spelling can be mistaken, before they are cut to stems."""
    words = (word for run in runs("\n".join(texts)) for word in folded(run))
    return {word for word in words if is_spelled(word)}
