"""
A desk of any size, made by the database itself out of one true row of each kind.

Never used by the product. What it leaves out: the history rows stand in the journal in order, one
for each row, but their digests and seals are copies, so that `verify_history` fails on such a
desk; files, snapshots and visits are none; constraints, guards and foreign keys are not asked while
it is filled. Texts vary by a list of sentences and by each row's number.
"""

import random
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from claims.models import (
    Article,
    Attribution,
    Body,
    Claim,
    Claimant,
    Evidence,
    IndexEntry,
    Journal,
    Note,
    Ruling,
    Source,
    Tagging,
    Topic,
    Verdict,
    guards,
    index_entry,
)
from claims.models.index_entry import ROOM, SEARCHED
from claims.text.words import words_of
from tests import factories
from tests.guards import lift
from tests.rulings import make_submitted_ruling

BASE = 1_000_000_000  # numbers of made rows begin here
SENTENCES = 5000
PER_ARTICLE, TOPICS, PEOPLE = 100, 200, 20
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]


def postgres():
    return connection.vendor == "postgresql"


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def make_patterns():
    """Return one true row of each kind, made through the door, and the people at work."""
    ruling = make_submitted_ruling()
    claim = ruling.claim
    people = [factories.make_reporter(is_staff=True) for _n in range(PEOPLE)]
    return {
        Article: claim.article,
        Body: claim.body,
        Claim: claim,
        Source: factories.make_source(),
        Evidence: claim.evidence.first(),
        Claimant: factories.make_claimant(),
        Attribution: factories.make_attribution(claim),
        Topic: factories.make_topic(),
        Tagging: factories.make_tagging(claim),
        Note: factories.make_note(claim),
        Verdict: claim.verdicts.first(),
        Ruling: ruling,
    }, people


def make_sentences():
    """Keep sentences of made-up words, a few of them frequent and most of them rare."""
    chance = random.Random(5)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _n in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    run("CREATE TABLE bench_sentence (k integer PRIMARY KEY, said text, words text)")
    with connection.cursor() as cursor:
        for k in range(SENTENCES):
            said = " ".join(chance.choices(words, weights, k=12)).capitalize()
            row = [k, said, " ".join(words_of(said))]
            cursor.execute("INSERT INTO bench_sentence VALUES (%s, %s, %s)", row)


def number(text):
    """Return a number as eight figures, for a public id."""
    return f"lpad(({text})::text, 8, '0')" if postgres() else f"printf('%08d', {text})"


def later(seconds):
    """Return a time that many seconds after the pattern's."""
    if postgres():
        return f"t.created_at + make_interval(secs => {seconds})"
    return f"strftime('%Y-%m-%d %H:%M:%f000', t.created_at, '+' || ({seconds}) || ' seconds')"


CHOSEN = "CASE s.n % 10 WHEN 0 THEN '{}' WHEN 1 THEN '{}' WHEN 2 THEN '{}' ELSE '{}' END"
SAID = "(b.said || ' ' || s.n || '.')"


def kinds(people):
    """Return each model with how many rows there are for a claim, and what differs in them."""
    first = people[0].pk
    at_claim = f"{BASE} + s.n"
    return [
        (Topic, None, {"name": "'Topic ' || s.n", "slug": "'made-' || s.n"}),
        (
            Article,
            1 / PER_ARTICLE,
            {
                "public_id": number("s.n"),
                "title": SAID,
                "url": "'https://news.example/' || s.n",
                "confidential": "(s.n % 50 = 0)",
            },
        ),
        (Body, 1 / PER_ARTICLE, {"article_id": f"{BASE} + s.n"}),
        (
            Claim,
            1,
            {
                "public_id": number("s.n"),
                "article_id": f"{BASE} + (s.n - 1) / {PER_ARTICLE} + 1",
                "body_id": f"{BASE} + (s.n - 1) / {PER_ARTICLE} + 1",
                "text": SAID,
                "state": CHOSEN.format("proposed", "dropped", "proposed", "accepted"),
                "drop_reason": "CASE s.n % 10 WHEN 1 THEN 'Nobody can check it.' ELSE '' END",
                "kind": CHOSEN.format("opinion", "attributed", "prediction", "fact"),
                "anchor": "CASE s.n % 500 WHEN 3 THEN 'changed' ELSE 'exact' END",
                "assignee_id": f"CASE WHEN s.n % 7 = 0 THEN {first} + s.n % {PEOPLE} END",
                "worthiness": "(s.n % 100) / 100.0",
            },
        ),
        (Source, 1 / 10, {"url": "'https://source.example/' || s.n", "title": SAID}),
        (
            Evidence,
            2,
            {
                "claim_id": f"{BASE} + (s.n + 1) / 2",
                "number": "1 + s.n % 2",
                "source_id": f"{BASE} + (s.n - 1) / 20 + 1",
                "stance": CHOSEN.format("refutes", "context", "refutes", "supports"),
                "quote": SAID,
                "snapshot_id": "NULL",
            },
        ),
        (Claimant, 1 / 50, {"name": "'Claimant ' || s.n"}),
        (
            Attribution,
            1,
            {"claim_id": at_claim, "claimant_id": f"{BASE} + (s.n - 1) / 50 + 1"},
        ),
        (Tagging, 1, {"claim_id": at_claim, "topic_id": f"{BASE} + 1 + s.n % {TOPICS}"}),
        (Note, 1 / 10, {"claim_id": f"{BASE} + s.n * 10", "text": SAID}),
        (Verdict, 1 / 10, {"claim_id": f"{BASE} + s.n * 10"}),
        (
            Ruling,
            1 / 20,
            {"claim_id": f"{BASE} + s.n * 20", "why": SAID, "stage": CHOSEN.format(*STAGES)},
        ),
    ]


STAGES = ("draft", "in_review", "draft", "draft")


def fill(size):
    """Make the desk as large as this many claims; what is there already stays."""
    if "bench_sentence" not in connection.introspection.table_names():
        make_sentences()
        patterns, people = make_patterns()
        run("CREATE TABLE bench_pattern (kind text, id bigint)")
        for model, row in patterns.items():
            run("INSERT INTO bench_pattern VALUES (%s, %s)", model.__name__, row.pk)
        run("INSERT INTO bench_pattern VALUES ('User', %s)", people[0].pk)
    there = Claim.objects.filter(pk__gt=BASE).count()
    if there >= size:
        return
    with unguarded():
        for model, share, differs in kinds([pattern_of("User")]):
            if share is None:
                if not there:
                    copy(model, 0, TOPICS, differs)
            else:
                copy(model, int(there * share), int(size * share), differs)
    finish()


def pattern_of(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM bench_pattern WHERE kind = %s", [name])
        (found,) = cursor.fetchone()
    return type("Pattern", (), {"pk": found})


def copy(model, after, until, differs):
    """Make the rows from one number to another, with their history and their index entries."""
    print(f"  {model.__name__} {after + 1} to {until}", flush=True)
    pattern = pattern_of(model.__name__).pk
    table = model._meta.db_table
    values = {"id": f"{BASE} + s.n", "created_at": later("s.n"), "revision": "1", **differs}
    rows = series(after, until)
    sentence = f"JOIN bench_sentence b ON b.k = s.n % {SENTENCES}"
    insert(
        table,
        [f.column for f in model._meta.concrete_fields],
        values,
        f"{rows} {sentence} CROSS JOIN (SELECT * FROM {table} WHERE id = {pattern}) t",
    )
    history = model.history.model._meta.db_table
    own = {f.column for f in model.history.model.tracked_fields}
    columns = [f.column for f in model.history.model._meta.concrete_fields]
    one = f"(SELECT * FROM {history} WHERE id = {pattern} ORDER BY history_id LIMIT 1)"
    place = Journal.position()
    kept = {c: f'r."{c}"' for c in own} | {
        "journal_position": f"{place} + r.id - {BASE} - {after}",
        "history_id": f"{BASE} + r.id - {BASE}",
    }
    among = f"WHERE r.id > {BASE + after} AND r.id <= {BASE + until}"
    insert(history, columns, kept, f"{table} r CROSS JOIN {one} t {among}")
    run(f"UPDATE claims_journal SET length = {place + until - after}")
    if model._meta.model_name in SEARCHED:
        index(model, pattern, rows, sentence)


def index(model, pattern, rows, sentence):
    """Make the index entries of rows whose name is a sentence with their number."""
    key = SEARCHED[model._meta.model_name].number * ROOM
    article = "(s.n - 1) / 100 + 1" if model is Claim else "NULL"
    places = {
        Article: "s.n",
        Evidence: "((s.n + 1) / 2 - 1) / 100 + 1",
        Note: "(s.n * 10 - 1) / 100 + 1",
    }
    places[Ruling] = "(s.n * 20 - 1) / 100 + 1"
    article = places.get(model, article)
    values = {
        "id": f"{key} + {BASE} + s.n",
        "head": "b.words || ' ' || s.n" + (f" || ' ' || {number('s.n')}" if model is Claim else ""),
        "article_id": article if article == "NULL" else f"{BASE} + {article}",
    }
    entry = f"(SELECT * FROM claims_indexentry WHERE id = {key + pattern}) t"
    columns = [f.column for f in IndexEntry._meta.concrete_fields]
    insert("claims_indexentry", columns, values, f"{rows} {sentence} CROSS JOIN {entry}")


def series(after, until):
    """Return the numbers after one until another, as a table s(n)."""
    if postgres():
        return f"generate_series({after + 1}, {until}) AS s(n)"
    counted = f"SELECT {after + 1} UNION ALL SELECT n + 1 FROM c WHERE n < {until}"
    nothing = f"WHERE {until} > {after}"
    return f"(WITH RECURSIVE c(n) AS ({counted}) SELECT n FROM c {nothing}) AS s"


def insert(table, columns, values, rows):
    """Insert the pattern's columns with what differs in each row."""
    names = ", ".join(f'"{column}"' for column in columns)
    chosen = ", ".join(values.get(column, f't."{column}"') for column in columns)
    run(f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {rows}")


@contextmanager
def unguarded():
    """Fill tables without the guards, foreign keys and the index of words, which come back."""
    lift()
    if postgres():
        run("SET session_replication_role = replica")
        for name in index_entry.INDEX.indexes():
            run(f"DROP INDEX IF EXISTS {name}")
    else:
        run("PRAGMA foreign_keys = OFF")
        run("PRAGMA synchronous = OFF")
        run("PRAGMA cache_size = -500000")
        for name in index_entry.SQLITE_TRIGGERS:
            run(f'DROP TRIGGER IF EXISTS "{name}"')
    yield
    if postgres():
        run("SET session_replication_role = origin")
    else:
        run("INSERT INTO claims_indexentry_words(claims_indexentry_words) VALUES ('rebuild')")
        run("PRAGMA foreign_keys = ON")
    guards.install()
    index_entry.install()


def finish():
    """Let the database know what it holds."""
    print(f"  filled at {timezone.now():%H:%M:%S}, analysing", flush=True)
    run("VACUUM ANALYZE" if postgres() else "ANALYZE")
