"""
How long readers' searches and lists take at 10,000 rulings, or at more.

    python -m tests.bench.finding [--size 10000] [--queries 200] [--slowest 5] [--cpu]

The rulings are made in an empty database: DATABASE_URL names it, or else a SQLite file in
FACTCHECK_DATA_DIR, which must be set. The database itself makes them, out of one true ruling and
5,000 texts of made-up words, a few of them frequent and most of them rare; there is no history of
them, so that `verify_history` fails on such a desk. A database that is filled already is only
measured. Each search is asked once, as by a reader whose page nobody asked for before. What is
printed is in ms: the search alone, and the whole answer. With --cpu it is the CPU of this process,
and of PostgreSQL's own where that runs on this machine too, which a busy machine disturbs little.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ["FACTCHECK_ENV"] = "local"

import django

django.setup()

from django.conf import settings  # noqa: E402 - the environment comes first
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from claims import addresses  # noqa: E402
from claims.catalogue.search import search  # noqa: E402
from claims.models import (  # noqa: E402
    Claim,
    Listing,
    ListingTag,
    ListingWords,
    Ruling,
    Spelling,
    guards,
    listing,
)
from claims.models.fields import public_id_of  # noqa: E402
from claims.models.listing import ROOM, Kind, facet, spelled_in  # noqa: E402
from claims.text.words import words_of  # noqa: E402
from claims.views.asked import Asked  # noqa: E402
from tests.bench.desk_rows import BASE, insert, number, postgres, run, series  # noqa: E402
from tests.guards import lift  # noqa: E402
from tests.views.pages import make_page  # noqa: E402

TEXTS, TOPICS, CLAIMANTS = 5000, 200, 20_000
FIRST = 1_600_000_000  # seconds: the first ruling; one a minute follows
RATINGS = ["True", "Mostly true", "Half true", "Mostly false", "False", "False", "False"]
STEPS = {"t": 7, "c": 13, "r": 3, "l": 11}
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
CHANCE = random.Random(7)
WORDS = ["".join(CHANCE.choices(SYLLABLES, k=CHANCE.randint(2, 4))) for _n in range(20_000)]
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]


def make_texts():
    """Keep the texts of claims, sentences and reasonings, with their words ready made."""
    run(
        "CREATE TABLE bench_text (k integer PRIMARY KEY, said text, why text, body text,"
        " head text, rest text, spelled text)"
    )
    for k in range(TEXTS):
        said, why, body = (" ".join(CHANCE.choices(WORDS, WEIGHTS, k=n)) for n in (12, 12, 120))
        head, rest = (" ".join(words_of(text)) for text in (f"{said} {why}", body))
        spelled = " ".join(sorted(spelled_in([said, why, body])))
        row = [k, said, why, body, head, rest, spelled]
        run("INSERT INTO bench_text VALUES (%s, %s, %s, %s, %s, %s, %s)", *row)
    Spelling.count(spelled_in(WORDS))


def make_marks():
    """Keep what rulings are found under, with its mark: number, kind, ref, name, mark."""
    run("CREATE TABLE bench_mark (kind text, k integer, ref text, name text, mark text)")
    every = {
        "t": [(f"topic-{k}", f"Topic {k}") for k in range(TOPICS)],
        "c": [(public_id_of(BASE + k), f"Claimant {k}") for k in range(CLAIMANTS)],
        "r": [(label, label) for label in RATINGS],
        "l": [(tag, tag) for tag in ["en"] * 9 + ["es"]],
    }
    for kind, rows in every.items():
        for k, (ref, name) in enumerate(rows):
            row = [kind, k, ref, name, facet(kind, ref)]
            run("INSERT INTO bench_mark VALUES (%s, %s, %s, %s, %s)", *row)
    run("CREATE INDEX bench_mark_k ON bench_mark (kind, k)")


def fill(size):
    """Make rulings until there are as many; those that are there stay."""
    if "bench_text" not in connection.introspection.table_names():
        with transaction.atomic():
            make_texts()
            make_marks()
            make_page(claim__text="CLAIM", why="WHY", body="BODY", evidence=[], key_points=[])
    there = Ruling.objects.filter(pk__gt=BASE).count()
    if there >= size:
        return
    pattern = Ruling.objects.filter(pk__lt=BASE).select_related("claim").first()
    with unguarded():
        rows = f"{series(there, size)} JOIN bench_text b ON b.k = s.n % {TEXTS}"
        copy(Claim, pattern.claim_id, rows, {"public_id": number("s.n"), "text": "b.said"})
        page = replaced("t.frozen", CLAIM="b.said", WHY="b.why", BODY="b.body")
        page = f"({page})::jsonb" if postgres() else page
        copy(Ruling, pattern.pk, rows, {"claim_id": f"{BASE} + s.n", "frozen": page})
        key = f"({FIRST} + s.n * 60) * {ROOM} + {BASE} + s.n"
        run(
            "INSERT INTO claims_listing (id, ruling_id, article_id, version)"
            f" SELECT {key}, {BASE} + s.n, {pattern.claim.article_id}, 1 FROM {series(there, size)}"
        )
        for kind, many in (("t", TOPICS), ("c", CLAIMANTS), ("r", len(RATINGS)), ("l", 10)):
            run(
                "INSERT INTO claims_listingtag (listing_id, kind, ref, name)"
                f" SELECT {key}, m.kind, m.ref, m.name FROM {series(there, size)}"
                f" JOIN bench_mark m ON m.kind = '{kind}' AND m.k = {chosen(kind, many)}"
            )
        marks = " || ' ' || ".join(f"m{kind}.mark" for kind in "tcrl")
        joined = " ".join(
            f"JOIN bench_mark m{kind} ON m{kind}.kind = '{kind}' AND m{kind}.k = {chosen(kind, n)}"
            for kind, n in (("t", TOPICS), ("c", CLAIMANTS), ("r", len(RATINGS)), ("l", 10))
        )
        run(
            "INSERT INTO claims_listingwords (listing_id, head, rest, facets, spelled)"
            f" SELECT {key}, b.head || ' ' || {number('s.n')}, b.rest, {marks}, b.spelled"
            f" FROM {rows} {joined}"
        )
    run("VACUUM ANALYZE" if postgres() else "ANALYZE")


def count_words():
    """Note in how many rulings each word stands, as their doors would have."""
    texts = Counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT spelled FROM bench_text")
        for (spelled,) in cursor.fetchall():
            texts.update(spelled.split())
        times = Listing.objects.count() / TEXTS
        rows = [(max(1, round(count * times)), word, word) for word, count in texts.items()]
        with transaction.atomic():
            cursor.executemany(
                "UPDATE claims_spelling SET rulings = %s WHERE word = %s AND variant = %s", rows
            )


def chosen(kind, many):
    """Return which of many a ruling has, the same for none of the others."""
    return f"(s.n * {STEPS[kind]} + s.n / 5) % {many}"


def replaced(column, **texts):
    """Return a column with texts in the place of capital words."""
    made = f"{column}::text" if postgres() else column
    for word, text in texts.items():
        made = f"replace({made}, '\"{word}\"', '\"' || {text} || '\"')"
    return made


def copy(model, pattern, rows, differs):
    """Make rows like the pattern, but for what differs."""
    print(f"  {model.__name__}", flush=True)
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields]
    values = {"id": f"{BASE} + s.n", **differs}
    insert(
        table,
        columns,
        values,
        f"{rows} CROSS JOIN (SELECT * FROM {table} WHERE id = {pattern}) t",
    )


@contextmanager
def unguarded():
    """Fill tables without guards, foreign keys and the index of words, which come back."""
    lift()
    if postgres():
        run("SET session_replication_role = replica")
        for name in listing.INDEX.indexes():
            run(f"DROP INDEX IF EXISTS {name}")
    else:
        run("PRAGMA foreign_keys = OFF")
        run("PRAGMA synchronous = OFF")
        run("PRAGMA cache_size = -300000")
        for name in listing.INDEX.triggers:
            run(f'DROP TRIGGER IF EXISTS "{name}"')
    yield
    print("  index", flush=True)
    if postgres():
        run("SET session_replication_role = origin")
    else:
        run("INSERT INTO claims_listingwords_words(claims_listingwords_words) VALUES ('rebuild')")
        run("PRAGMA foreign_keys = ON")
    guards.install()
    listing.install()


def questions(many):
    """Return what readers ask, by kind: words as frequent as they are in texts, and filters."""
    chance = random.Random(11)

    def word(first=0, last=None):
        return chance.choices(WORDS[first:last], WEIGHTS[first:last])[0]

    def text():
        return Ruling.objects.get(pk=BASE + chance.randint(1, 9999)).page["claim"]["text"].split()

    def pair():
        at = chance.randint(0, 10)
        return " ".join(text()[at : at + 2])

    kinds = {
        "the commonest word": (4, lambda: {"q": word(0, 20)}),
        "a common word": (10, lambda: {"q": word(20, 300)}),
        "a rare word": (12, lambda: {"q": word(2000)}),
        "two words": (20, lambda: {"q": f"{word(0, 2000)} {word(20)}"}),
        "words of a claim": (16, lambda: {"q": " ".join(chance.sample(text(), 4))}),
        "words side by side": (8, lambda: {"q": f'"{pair()}"'}),
        "the beginning of a word": (4, lambda: {"q": word(300)[:4]}),
        "a mistyped word": (6, lambda: {"q": mistyped(word(20), chance)}),
        "a word that is nowhere": (2, lambda: {"q": "xyzzy"}),
        "a word and a rating": (6, lambda: {"q": word(0, 300), "rating": "False"}),
        "a word and a topic": (4, lambda: {"q": word(0, 300), "topic": "topic-7"}),
        "a word and a year": (3, lambda: {"q": word(0, 300), "from": "2020", "to": "2020"}),
        "a claimant": (3, lambda: {"claimant": f"Claimant {chance.randint(0, 190)}"}),
        "a rating and a language": (2, lambda: {"rating": "True", "language": "es"}),
    }
    every = sum(share for share, _make in kinds.values())
    return [
        (kind, make())
        for kind, (share, make) in kinds.items()
        for _n in range(many * share // every)
    ]


def mistyped(word, chance):
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def clock():
    if "--cpu" not in sys.argv:
        return time.perf_counter()
    return time.process_time() + (server_cpu() if postgres() else 0)


def server_cpu():
    """Return the seconds of CPU that the server's process of this connection has taken."""
    connection.ensure_connection()
    process = Path("/proc", str(connection.connection.info.backend_pid), "schedstat")
    return int(process.read_text().split()[0]) / 1e9


def timed(deed):
    start = clock()
    answer = deed()
    return (clock() - start) * 1000, answer


def told(name, took):
    took = sorted(took)
    p95 = took[min(len(took) - 1, round(0.95 * len(took)))]
    print(f"{name:32}{statistics.median(took):9.1f}{p95:9.1f}{took[-1]:9.1f}  {len(took)}")


def query_of(asked):
    query = QueryDict(mutable=True)
    for name, value in asked.items():
        query[name] = value
    return query


def measure(many, slowest):
    """Print how long searches and lists take."""
    client, asked = Client(), questions(many)
    for _kind, query in asked[::10]:  # the process and the database know what they work with
        client.get(reverse("claims:search"), {**query, "page": "1"})
    alone, whole, by_kind = [], [], {}
    random.Random(3).shuffle(asked)
    for kind, query in asked:
        wanted = Asked.of(query_of(query)).wanted
        took, answer = timed(lambda wanted=wanted: search(wanted))
        alone.append((took, kind, query, len(answer.keys)))
        by_kind.setdefault(kind, []).append(took)
        took, _answer = timed(lambda query=query: client.get(reverse("claims:search"), query))
        whole.append(took)
    print(f"{'':32}{'median':>9}{'95 %':>9}{'most':>9}  asked")
    for kind, took in by_kind.items():
        told(kind, took)
    told("all searches", [took for took, *_rest in alone])
    told("all search pages", whole)
    for took, kind, query, count in sorted(alone, key=lambda one: -one[0])[:slowest]:
        print(f"  {took:7.1f} {kind}: {query} found {count}")
    who = ListingTag.objects.filter(kind=Kind.CLAIMANT, ref=public_id_of(BASE + 5)).first()
    newest = Listing.objects.order_by("-pk").first()
    lists = {
        "front page": reverse("claims:rulings"),
        "front page, page 50": f"{reverse('claims:rulings')}?page=50",
        "archive": reverse("claims:archive"),
        "a month": addresses.month_address(2020, 10),
        "a month, page 30": f"{addresses.month_address(2020, 10)}?page=30",
        "topics": reverse("claims:topics"),
        "claimants": reverse("claims:claimants"),
        "topic": addresses.topic_address("topic-7"),
        "claimant": addresses.claimant_address({"id": who.ref, "name": who.name}) if who else "/",
    }
    assert newest is not None
    for name, address in lists.items():
        took = []
        for _n in range(7):
            django.core.cache.cache.clear()
            took.append(timed(lambda address=address: client.get(address))[0])
        told(name, took)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--slowest", type=int, default=5, help="how many of them are shown")
    parser.add_argument("--cpu", action="store_true", help="tell the CPU of this process")
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    settings.DEBUG = False
    connection.settings_dict["CONN_MAX_AGE"] = None
    call_command("migrate", verbosity=0)
    took, _nothing = timed(lambda: fill(options.size))
    count_words()
    size = ListingWords.objects.count()
    print(f"{connection.vendor}: {size:,} rulings, filled in {took / 1000:.0f} s")
    measure(options.queries, options.slowest)


if __name__ == "__main__":
    main()
