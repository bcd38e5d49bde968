"""
What a ruling page costs: CPU as multiples of a bare view's, in one process.

    python -m tests.bench.ruling_page

All go through the same middleware, templates compiled and queries prepared as in any process that
has answered before. "nothing" is a process that knows nothing of the page, whose cache is empty: it
finds what was kept after publication, as the database has it. "anew" has nothing to find either, as
after an upgrade until `manage.py keep_pages` has run: each part is rendered, each text read and
cleaned, each address and date made anew. "parts" is rendered too, but the process still knows the
parts. "moved" is the page after somebody saved something else at the desk, which is the usual case;
"cached" is it once more.

Rounds are interleaved and the smallest figure of each is taken, so that a busy machine disturbs
all alike. The last line is for programs.
"""

import os
import tempfile
import time
from itertools import count
from pathlib import Path

BARE = "/bare/"  # stands in tests/bench/bare.py
ROUNDS = 40
REQUESTS = 25  # in a round
EVIDENCE = 8


def prepare(folder):
    """Set Django up on a database of its own in this folder."""
    os.environ["FACTCHECK_DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    os.environ.pop("DATABASE_URL", None)
    import django  # noqa: PLC0415 - the environment comes first
    from django.conf import settings  # noqa: PLC0415

    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    settings.ROOT_URLCONF = "tests.bench.bare"
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


def publish():
    """Publish a realistic ruling; return its address."""
    from claims import addresses  # noqa: PLC0415 - needs the set-up
    from claims.actions.keep_pages import keep_pages  # noqa: PLC0415
    from claims.models import User  # noqa: PLC0415
    from tests.factories import make_claim  # noqa: PLC0415
    from tests.rulings import make_published_ruling  # noqa: PLC0415

    ruling = make_published_ruling(**research(make_claim()))
    keep_pages(ruling.claim, by=User.objects.machine())
    return addresses.ruling_address(ruling.page)


def research(claim):
    """Give a claim much evidence; return it with the words of a ruling that cites it."""
    from tests.factories import make_evidence, make_snapshot, make_source  # noqa: PLC0415
    from tests.rulings import make_researched_claim  # noqa: PLC0415

    make_researched_claim(claim)
    for number in range(EVIDENCE - claim.evidence.count()):
        source = make_source(publisher=f"Publisher {number}", published_on="2024-06-19")
        stance = ["refutes", "supports", "context"][number % 3]
        quote = "The treaty lapsed in 1996. " * 5
        words = {"stance": stance, "quote": quote, "found": "verbatim"}
        make_evidence(claim, source, snapshot=make_snapshot(source, quote), **words)
    cited = "".join(f"It **lapsed**, as the archive says.[^e{n + 1}] " * 3 for n in range(EVIDENCE))
    return {"claim": claim, "body": f"{cited}\n\n{cited}", "not_known": "The full text."}


def measure(deeds):
    """Return the least CPU seconds that a request took for each deed."""
    best = dict.fromkeys(deeds, float("inf"))
    for _round in range(ROUNDS):
        for name, deed in deeds.items():
            start = time.process_time()
            for _request in range(REQUESTS):
                deed()
            best[name] = min(best[name], (time.process_time() - start) / REQUESTS)
    return best


def report(address):
    """Measure a ruling page and print what it costs."""
    from django.core.cache import cache  # noqa: PLC0415 - needs the set-up
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    get = Client().get
    deeds = {
        "nothing": lambda: (forget_all(), get(address))[1],
        "anew": unfound(lambda: (forget_all(), get(address))[1]),
        "parts": unfound(lambda: (cache.clear(), get(address))[1]),
        "moved": lambda: (move_the_head(), get(address))[1],
        "cached": lambda: get(address),
    }
    for name, deed in deeds.items():
        with CaptureQueriesContext(connection) as queries:
            response = deed()
        assert response.status_code == 200, response
        asked = [query for query in queries if "UPDATE" not in query["sql"]]
        print(f"{name}: {len(asked)} queries, {len(response.content)} bytes")
    best = measure({"bare": lambda: get(BARE), **deeds})
    for name, seconds in best.items():
        print(f"{name}: {seconds * 1e6:.0f} microseconds of CPU")
    print(*(f"{name} {best[name] / best['bare']:.1f}" for name in deeds))


def forget_all():
    """Forget all that a process remembers of pages and what stands on them."""
    from django.core.cache import cache  # noqa: PLC0415 - needs the set-up

    from claims import addresses  # noqa: PLC0415
    from claims.models import fields  # noqa: PLC0415
    from claims.templatetags import claims, keeping  # noqa: PLC0415
    from claims.text import markdown, sanitize  # noqa: PLC0415

    cache.clear()
    keeping.MEMORY.clear()
    remembered = [addresses._standing, fields.slug_of, claims._when, claims._day]
    remembered += [markdown._parsed, sanitize._cited, sanitize._rendered]
    for memory in remembered:
        memory.cache_clear()


def unfound(deed):
    """Return a deed that finds no page as it was kept: it is looked for under another name."""
    from claims.views import kept_pages  # noqa: PLC0415 - needs the set-up

    collected = kept_pages.static_files

    def done():
        kept_pages.static_files = lambda: "others"
        try:
            return deed()
        finally:
            kept_pages.static_files = collected

    return done


HEADS = count(1)


def move_the_head():
    """Do to the journal's head what any write at the desk does."""
    from django.db import connection  # noqa: PLC0415 - needs the set-up

    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_journal SET seal = %s", [f"{next(HEADS):064}"])


def main():
    """Measure in a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        report(publish())


if __name__ == "__main__":
    main()
