"""
How long each page of the desk takes at 10,000 claims, and at a million.

    python -m tests.bench.desk [--size 1000000] [--small 10000] [--times 7] [--only WORD]

The desk is made by tests/bench/desk_rows.py (which says what it leaves out) in an empty database:
DATABASE_URL names it, or else a SQLite file in FACTCHECK_DATA_DIR, which must be set. For each
claim there are two pieces of evidence, an attribution and a topic, all with history; for each
hundred an article, ten sources, ten notes, ten verdicts, five rulings. It is filled to the small
size, measured, filled to the large one, and measured again. A desk that is filled already is only
measured. Each page is opened by the same editor and the same reporter; what is printed is the
median in ms, the number of queries, and the ratio of the medians.
"""

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ["FACTCHECK_ENV"] = "local"

import django

django.setup()

from django.conf import settings  # noqa: E402 - the environment comes first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from claims.models import Claim, Evidence, Ruling, User  # noqa: E402
from tests.admin.desk import list_of, make_person  # noqa: E402
from tests.bench.desk_rows import BASE, fill  # noqa: E402


def addresses():
    """Return each page by name; what they ask for is there at either size."""
    one = BASE + 5001  # of an article that everybody may see
    claims, evidence = list_of(Claim), list_of(Evidence)
    word = sentence_word()
    found = {
        "claims": claims,
        "claims, page 3": f"{claims}?p=3",
        "claims, last page": f"{claims}?p=199",
        "claims, proposed": f"{claims}?state__exact=proposed",
        "claims, merged (none)": f"{claims}?state__exact=merged",
        "claims, opinion": f"{claims}?kind__exact=opinion",
        "claims, no ruling": f"{claims}?ruling=none",
        "claims, in review": f"{claims}?ruling=in_review",
        "claims, passage waits": f"{claims}?anchor=waiting",
        "claims, retracted": f"{claims}?retracted=yes",
        "claims, of an assignee": f"{claims}?assignee__id__exact={somebody()}",
        "claims, of an article": f"{claims}?article__id__exact={BASE + 50}",
        "claims, word in all": f"{claims}?q=treaty",
        "claims, word in some": f"{claims}?q={word}",
        "claims, word in one": f"{claims}?q=4321",
        "claims, word in none": f"{claims}?q=nowhere",
        "claims, word and state": f"{claims}?q={word}&state__exact=dropped",
        "claim": reverse("admin:claims_claim_change", args=[one]),
        "claim, history": reverse("admin:claims_claim_history", args=[one]),
        "evidence": evidence,
        "evidence, refutes": f"{evidence}?stance__exact=refutes",
        "evidence, word in some": f"{evidence}?q={word}",
        "piece of evidence": reverse("admin:claims_evidence_change", args=[one]),
        "article": reverse("admin:claims_article_change", args=[BASE + 50]),
        "workbench": reverse("admin:claims_article_workbench", args=[BASE + 50]),
        "my desk": reverse("desk:my_desk"),
        "ruling": reverse("admin:claims_ruling_change", args=[BASE + 250]),
        "source": reverse("admin:claims_source_change", args=[BASE + 50]),
        "choose a claim": choice("evidence", "claim", "kala"),
        "choose a claim, any": choice("evidence", "claim", ""),
        "choose a source": choice("evidence", "source", word),
        "choose an article": choice("claim", "article", ""),
    }
    kinds = ["article", "source", "claimant", "topic", "note", "verdict", "ruling"]
    kinds += ["attribution", "tagging", "inquiry", "search", "report", "body", "user"]
    found |= {f"list of {kind}": reverse(f"admin:claims_{kind}_changelist") for kind in kinds}
    search = reverse("desk:search")
    found |= {
        "search, word in all": f"{search}?q=treaty",
        "search, word in some": f"{search}?q={word}",
        "search, word in one": f"{search}?q=4321",
        "search, two words": f"{search}?q=treaty+{word}",
        "search, beginning": f"{search}?q={word[:5]}",
        "search, words in none": f"{search}?q=nowhere",
        "search, claims": f"{search}?q=treaty&kind=claim&p=3",
    }
    return found


def choice(model, field, term):
    where = f"app_label=claims&model_name={model}&field_name={field}"
    return f"{reverse('admin:autocomplete')}?{where}&term={term}"


def sentence_word():
    """Return a word that stands in about one of a hundred rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM bench_sentence ORDER BY k")
        said = [row[0].lower().split() for row in cursor]
    counts = {}
    for words in said:
        for word in set(words):
            counts[word] = counts.get(word, 0) + 1
    return min(counts, key=lambda word: (abs(counts[word] - len(said) // 100), word))


def somebody():
    return Claim.objects.filter(pk=BASE + 7).values_list("assignee", flat=True).get()


def client_of(role):
    person = User.objects.filter(username=f"bench-{role}").first()
    person = person or make_person(role, username=f"bench-{role}")
    client = Client()
    client.force_login(person)
    return client


def measure(times, only):
    """Return the median of ms and the number of queries of each page, by name."""
    found = {}
    for role in ("editor", "reporter"):
        client = client_of(role)
        for name, url in addresses().items():
            if only and only not in name:
                continue
            if role == "reporter" and not name.startswith(("claim", "search", "list", "evid")):
                continue
            found[f"{role}: {name}"] = of_page(client, url, times)
    return found


def of_page(client, url, times):
    response = client.get(url)
    if response.status_code != 200:
        return (float("nan"), response.status_code)
    queries = []

    def noted(execute, sql, params, many, context):
        start = time.perf_counter()
        answer = execute(sql, params, many, context)
        queries.append((time.perf_counter() - start, sql, params))
        return answer

    with connection.execute_wrapper(noted):
        client.get(url)
    if os.environ.get("SHOW"):
        for seconds, sql, params in sorted(queries, key=lambda query: -query[0])[:3]:
            print(f"{url} {seconds:.3f} {sql[:1500]} {params}"[:2500], "\n", file=sys.stderr)
    took = []
    for _n in range(times):
        start = time.perf_counter()
        client.get(url)
        took.append((time.perf_counter() - start) * 1000)
        if took[0] > 5000:
            break
    return (statistics.median(took), len(queries))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument("--keep", help="a file for the figures at the small size")
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    settings.DEBUG = False
    connection.settings_dict["CONN_MAX_AGE"] = None
    call_command("migrate", verbosity=0)
    there = Claim.objects.filter(pk__gt=BASE).count()
    kept = Path(options.keep) if options.keep else None
    before = {}
    if there <= options.small:
        fill(options.small)
        before = measure(options.times, options.only)
        if kept:
            kept.write_text(json.dumps(before))
    elif kept and kept.exists():
        before = json.loads(kept.read_text())
    start = time.perf_counter()
    if options.size > options.small:
        fill(options.size)
        print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)
    after = measure(options.times, options.only)
    print(f"{connection.vendor}: {options.small:,} and {options.size:,} claims")
    print(f"{'':42}{'ms':>9}{'queries':>8}{'ms':>11}{'queries':>8}{'ratio':>8}")
    for name, (late, more) in after.items():
        early, few = before.get(name, (float("nan"), 0))
        told = "" if few == more else "  other number of queries"
        print(f"{name:42}{early:9.1f}{few:8}{late:11.1f}{more:8}{late / early:8.2f}{told}")
    print(f"{Ruling.objects.count():,} rulings, {Evidence.objects.count():,} pieces of evidence")


if __name__ == "__main__":
    main()
