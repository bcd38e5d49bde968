"""
The words by which rows are found: derived from the rows, and made anew from them at any time.

No desk rows: they hold nothing that a row does not, so they have no history and no seal. They are
written in the transaction that saves their row, by the door itself, and a redaction that takes
words from a row takes them from here. The database keeps an index over them of its own kind, of
which this module alone knows; both kinds are asked for the same words, and give the same rows.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from claims.models.word_index import WordIndex, fts5_parts
from claims.text.words import VERSION, Part, words_of

ROOM = 2**40  # for the numbers of a kind's rows
MOST_WORDS = 10_000  # of a row: PostgreSQL counts places up to 16,383
BATCH = 500
COMPLETE = 0  # the entry that says that every row was indexed, in which version


class Searched(NamedTuple):
    """What of a model's rows is searched; the number is stored, and never given again."""

    number: int
    names: tuple[str, ...]  # found here is found first
    rest: tuple[str, ...] = ()


SEARCHED: dict[str, Searched] = {
    "article": Searched(1, ("title", "public_id"), ("publisher", "byline", "url")),
    "claim": Searched(
        2,
        ("text", "public_id"),
        ("quote", "said_where", "said_words", "said_by", "said_url", "chosen_because"),
    ),
    "ruling": Searched(
        3,
        ("why", "label"),
        (
            *("key_points", "body", "not_known", "no_primary_because", "not_asked_because"),
            *("differed_because", "override_reason"),
        ),
    ),
    "evidence": Searched(
        4,
        ("quote",),
        ("note", "remark", "where", "later_because", "picture_alt", "picture_credit"),
    ),
    "source": Searched(5, ("title", "publisher"), ("url", "archived_url", "interests")),
    "claimant": Searched(6, ("name",), ("role", "affiliation", "same_as")),
    "note": Searched(7, ("text",)),
    "inquiry": Searched(8, ("whom",), ("question", "answer", "how")),
    "search": Searched(9, ("terms", "where"), ("remark",)),
    "report": Searched(10, ("receipt", "name"), ("text", "answer", "passage", "sources", "page")),
    "topic": Searched(11, ("name", "slug")),
    "user": Searched(12, ("byline", "username"), ("first_name", "last_name", "email")),
}

INDEX = WordIndex(
    table="claims_indexentry",
    key="id",
    columns=("head", "rest"),
    function="claimbench_words",
    function_sql="""
    CREATE OR REPLACE FUNCTION claimbench_words(head text, rest text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(string_agg(
            '''' || word || ''':' || least(place, 16383) || weight, ' '
        ), '')::tsvector
        FROM (
            SELECT word, place, 'A' AS weight
            FROM unnest(string_to_array(head, ' ')) WITH ORDINALITY AS names(word, place)
            UNION ALL
            SELECT word, place + 1 + cardinality(string_to_array(head, ' ')), 'B'
            FROM unnest(string_to_array(rest, ' ')) WITH ORDINALITY AS others(word, place)
        ) AS every
    $$
    """,
    # A word that a million claims have costs nothing where sources are looked for.
    ranges=tuple(
        (kind, what.number * ROOM, what.number * ROOM + ROOM - 1) for kind, what in SEARCHED.items()
    ),
)
SQLITE_TRIGGERS = INDEX.triggers
install, forget = INDEX.install, INDEX.forget


class IndexEntryQuerySet(models.QuerySet["IndexEntry"]):
    """Questions about what can be found."""

    def of(self, kind: str) -> "IndexEntryQuerySet":
        """Return the entries of one kind of row."""
        first, last = keys_of(kind)
        return self.filter(pk__range=(first, last))

    def is_complete(self) -> bool:
        """Whether every row was indexed with the words of today."""
        return self.filter(pk=COMPLETE, version=VERSION).exists()


class IndexEntry(models.Model):
    """The words by which one row is found."""

    id = models.BigIntegerField(_("kind and number"), primary_key=True)
    article = models.ForeignKey(
        "claims.Article",
        models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,  # derived: what a row that is gone leaves behind harms nothing
        verbose_name=_("article"),
    )
    head = models.TextField(_("words of its name"), default="")
    rest = models.TextField(_("its other words"), default="")
    version = models.PositiveSmallIntegerField(_("version"), default=VERSION)

    objects: ClassVar[Any] = IndexEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a row")
        verbose_name_plural = _("words of rows")
        constraints = [
            models.CheckConstraint(
                name="indexentry_has_a_version", condition=models.Q(version__gte=1)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def for_row(cls, row: models.Model) -> "IndexEntry":
        """Return the entry that a row should have."""
        what = SEARCHED[str(row._meta.model_name)]
        head, rest = (joined(row, names) for names in (what.names, what.rest))
        key = what.number * ROOM + row.pk
        return cls(pk=key, article_id=article_of(row), head=head, rest=rest, version=VERSION)

    @classmethod
    def store(cls, rows: Sequence[models.Model]) -> None:
        """Index rows of one model; those of a model that is not searched are passed over."""
        if not rows or rows[0]._meta.model_name not in SEARCHED:
            return
        cls.objects.bulk_create(
            [cls.for_row(row) for row in rows],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["article", "head", "rest", "version"],
        )


def joined(row: models.Model, names: Iterable[str]) -> str:
    """Return the words of some of a row's fields, in their order."""
    values = (getattr(row, name) for name in names)
    texts = ("\n".join(value) if isinstance(value, list) else str(value) for value in values)
    return " ".join(words_of("\n".join(texts))[:MOST_WORDS])


def article_of(row: Any) -> int | None:
    """Return the article on which a row hangs for good, and whose confidentiality hides it."""
    path = getattr(row, "ARTICLE", None)
    if path == "pk":
        return int(row.pk)
    for name in path.split("__")[:-1] if path else []:
        row = getattr(row, name)
        if row is None:
            return None
    return row.article_id if path else None


def keys_of(kind: str) -> tuple[int, int]:
    """Return between which keys the entries of a kind of row stand, both inside."""
    base = SEARCHED[kind].number * ROOM
    return base, base + ROOM - 1


def numbers_of(
    kind: str,
    parts: Sequence[Part],
    *,
    limit: int,
    by_name: bool = False,
    hidden: "models.QuerySet[Any] | None" = None,
) -> RawSQL:
    """
    Return the numbers of the newest rows of a kind in which all parts stand, for `pk__in`.

    Never more than `limit`, so that a word that stands in a million rows costs no more than one
    that stands in a few. Rows of `hidden` articles neither count nor show.
    """
    first, last = keys_of(kind)
    postgres = connection.vendor == "postgresql"
    asked = (tsquery if postgres else fts5_query)(parts, by_name=by_name)
    sql = POSTGRES_FOUND if postgres else SQLITE_FOUND
    params: list[Any] = [first, asked, first, last]
    hiding = ""
    if hidden is not None:
        inner, inner_params = hidden.values("pk").query.sql_with_params()
        hiding = (POSTGRES_HIDING if postgres else SQLITE_HIDING).format(hidden=inner)
        params += inner_params
    return RawSQL(sql.format(hiding=hiding), [*params, limit])  # noqa: S611 - no value in the text


POSTGRES_FOUND = """
    SELECT id - %s FROM claims_indexentry
    WHERE words @@ %s::tsquery AND id BETWEEN %s AND %s {hiding} ORDER BY id DESC LIMIT %s
"""
POSTGRES_HIDING = "AND (article_id IS NULL OR article_id NOT IN ({hidden}))"
SQLITE_FOUND = """
    SELECT rowid - %s FROM claims_indexentry_words
    WHERE claims_indexentry_words MATCH %s AND rowid BETWEEN %s AND %s {hiding}
    ORDER BY rowid DESC LIMIT %s
"""
SQLITE_HIDING = """AND NOT EXISTS (
    SELECT 1 FROM claims_indexentry WHERE claims_indexentry.id = claims_indexentry_words.rowid
    AND claims_indexentry.article_id IN ({hidden}))
"""


def tsquery(parts: Sequence[Part], *, by_name: bool) -> str:
    """Return what is asked for as PostgreSQL's tsquery; words hold letters and figures alone."""

    def one(part: Part) -> str:
        ends = [""] * (len(part.words) - 1) + ["*" if part.begun else ""]
        flags = [f":{end}{'A' if by_name else ''}".rstrip(":") for end in ends]
        words = zip(part.words, flags, strict=True)
        return "(" + " <-> ".join(f"'{word}'{flag}" for word, flag in words) + ")"

    return " & ".join(map(one, parts))


def fts5_query(parts: Sequence[Part], *, by_name: bool) -> str:
    """Return what is asked for as SQLite's FTS5 takes it."""
    asked = fts5_parts(parts)
    return f"{{head}} : ({asked})" if by_name else asked
