"""
The words by which rows are found: derived from the rows, and made anew from them at any time.

No desk rows: they hold nothing that a row does not, so they have no history and no seal. They are
written in the transaction that saves their row, by the door itself, and a redaction that takes
words from a row takes them from here. The database keeps an index over them of its own kind, of
which this module alone knows; both kinds are asked for the same words, and give the same rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from claims.models.word_index import KIND, WordIndex, fts5_parts
from claims.text.words import VERSION, Part, words_of

ROOM = 2**KIND  # for the numbers of a kind's rows
BLOCK = 11  # bits: 2,048 rows are asked for as one
MOST_WORDS = 10_000  # of a row: PostgreSQL counts places up to 16,383
BATCH = 500
LOOKED_AT = 1_000  # rows of a kind that have all words, the newest
WIDEST, WIDEST_BEGUN = 16, 64  # blocks of rows that are asked for at once
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
        ("why", "label", "wording", "rating_word"),
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
    block=BLOCK,
    # A word that a million claims have costs nothing where sources are looked for.
    kinds=tuple((kind, what.number) for kind, what in SEARCHED.items()),
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


class Matches(NamedTuple):
    """The newest rows of a kind that have what was asked for, in their names or elsewhere."""

    named: list[int]
    others: list[int]
    cut: bool  # more rows have the words than were looked at

    @property
    def numbers(self) -> list[int]:
        """The rows, those first that have all in their names."""
        return [*self.named, *self.others]


def matches(
    kind: str,
    parts: Sequence[Part],
    *,
    limit: int = LOOKED_AT,
    hidden: "models.QuerySet[Any] | None" = None,
) -> Matches:
    """
    Return the newest rows of a kind in which all parts stand, no more than `limit`.

    The newest 1,000 that have the words are looked at, so that words that stand in a million rows
    cost no more than those that stand in a few: for what stands in a name, and for what stands
    side by side. Rows of `hidden` articles neither count nor show.
    """
    postgres = connection.vendor == "postgresql"
    first, last = keys_of(kind)
    hiding, params = hiding_of(hidden)
    apart = [Part((word,)) for part in parts for word in part.words[:-1]]
    apart += [replace(part, words=part.words[-1:]) for part in parts]
    params |= {
        "first": first,
        "last": last,
        "widest": WIDEST_BEGUN if any(part.begun for part in parts) else WIDEST,
        "most": LOOKED_AT + 1,
        "limit": limit,
    }
    own = {"hiding": hiding, "block": BLOCK, "above": KIND, "number": SEARCHED[kind].number}
    if postgres:
        params |= {"apart": tsquery(apart), "whole": tsquery(parts)}
        params["named"] = tsquery(parts, by_name=True)
        sql = POSTGRES_FOUND.format(**own)
    else:
        params |= {"apart": fts5_parts(apart)}
        params |= {f"part_{n}": as_written(part) for n, part in enumerate(parts)}
        sides = [n for n, part in enumerate(parts) if len(part.words) > 1]
        named, whole = held(IN_HEAD, range(len(parts))), held(IN_EITHER, sides)
        sql = SQLITE_FOUND.format(**own, named=named, whole=whole)
    return found(sql, params)


def found(sql: str, params: dict[str, Any]) -> Matches:
    """Return what the database finds: how many rows were looked at stands in a row of its own."""
    named: list[int] = []
    others: list[int] = []
    looked_at = 0
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for number, in_name in cursor.fetchall():
            if in_name is None:
                looked_at = number
            else:
                (named if in_name else others).append(number)
    return Matches(named, others, looked_at > LOOKED_AT)


def hiding_of(hidden: "models.QuerySet[Any] | None") -> tuple[str, dict[str, Any]]:
    """Return the condition that leaves out the rows of some articles, and its parameters."""
    if hidden is None:
        return "", {}
    inner, values = hidden.values("pk").query.sql_with_params()
    params = {f"hidden_{n}": value for n, value in enumerate(values)}
    named = inner % tuple(f"%({name})s" for name in params)
    postgres = connection.vendor == "postgresql"
    return (POSTGRES_HIDING if postgres else SQLITE_HIDING).format(hidden=named), params


# Block by block, the newest first, PostgreSQL's index is asked for the rows of a block that have
# the words: it does not know of itself which rows are the newest, and would read them all.
POSTGRES_FOUND = """
    WITH RECURSIVE block(low, wide, marks) AS (
        (
            SELECT id >> {block}, 1, ARRAY[id >> {block}] FROM claims_indexentry
            WHERE id BETWEEN %(first)s AND %(last)s ORDER BY id DESC LIMIT 1
        )
        UNION ALL
        SELECT top - wider + 1, wider, ARRAY(SELECT generate_series(top - wider + 1, top))
        FROM block CROSS JOIN LATERAL (
            SELECT id >> {block} AS top, least(4 * wide, %(widest)s) AS wider
            FROM claims_indexentry WHERE id BETWEEN %(first)s AND (low << {block}) - 1
            ORDER BY id DESC LIMIT 1
        ) AS next
    ), looked AS MATERIALIZED (
        SELECT id, fits, named FROM block CROSS JOIN LATERAL (
            SELECT
                id, words @@ %(whole)s::tsquery AS fits, words @@ %(named)s::tsquery AS named
            FROM claims_indexentry
            WHERE id >> {above} = {number} AND ARRAY[id >> {block}] && marks
            AND words @@ %(apart)s::tsquery {hiding}
            ORDER BY id DESC LIMIT %(most)s
        ) AS inside LIMIT %(most)s
    )
    SELECT count(*), NULL FROM looked UNION ALL (
        SELECT id - %(first)s, named FROM looked WHERE fits
        ORDER BY named DESC, id DESC LIMIT %(limit)s
    )
"""
POSTGRES_HIDING = "AND (article_id IS NULL OR article_id NOT IN ({hidden}))"
# FTS5 would go on to the last row that has a word for one that has it in a column, or beside
# another: what of a row is looked at for that is few.
IN_HEAD, IN_EITHER = "' ' || head || ' '", "' ' || head || '  ' || rest || ' '"
SQLITE_FOUND = """
    WITH looked AS MATERIALIZED (
        SELECT rowid AS id FROM claims_indexentry_words
        WHERE claims_indexentry_words MATCH %(apart)s AND rowid BETWEEN %(first)s AND %(last)s
        {hiding} ORDER BY rowid DESC LIMIT %(most)s
    )
    SELECT count(*), NULL FROM looked UNION ALL SELECT * FROM (
        SELECT looked.id - %(first)s, {named} AS is_named
        FROM looked CROSS JOIN claims_indexentry USING (id) WHERE {whole}
        ORDER BY is_named DESC, looked.id DESC LIMIT %(limit)s
    )
"""
SQLITE_HIDING = """AND NOT EXISTS (
    SELECT 1 FROM claims_indexentry WHERE claims_indexentry.id = claims_indexentry_words.rowid
    AND claims_indexentry.article_id IN ({hidden}))
"""


def tsquery(parts: Sequence[Part], *, by_name: bool = False) -> str:
    """Return what is asked for as PostgreSQL's tsquery; words hold letters and figures alone."""

    def one(part: Part) -> str:
        ends = [""] * (len(part.words) - 1) + ["*" if part.begun else ""]
        flags = [f":{end}{'A' if by_name else ''}".rstrip(":") for end in ends]
        words = zip(part.words, flags, strict=True)
        return "(" + " <-> ".join(f"'{word}'{flag}" for word, flag in words) + ")"

    return " & ".join(map(one, parts))


def as_written(part: Part) -> str:
    """Return a part as it stands among words with a space before and behind them."""
    return f" {' '.join(part.words)}{'' if part.begun else ' '}"


def held(text: str, numbers: Iterable[int]) -> str:
    """Return SQLite's condition that these parts stand in a text."""
    return " AND ".join(["1", *(f"instr({text}, %(part_{n})s) > 0" for n in numbers)])
