"""
How long it takes to write the public site as files.

    python -m tests.bench.static_site [--size 10000] [--processes 2] [--anew] [--folder DIR]

One realistic ruling is published and copied by the database, with an article for each hundred; the
copies have no history. Each says something of its own in claim, text and evidence, so that nothing
that a process made for one serves another. Printed are the seconds that `keep_pages` takes for what
workers render after each publication, of the first run on that, of one where nothing changed, of
one after a ruling was withdrawn, and, with --anew, of one into an empty folder where nothing was
kept; with the files that each wrote, the CPU seconds of all processes, and the most memory that one
process had. In a folder that is named, the rulings stay and are found by the next run.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.bench.ruling_page import prepare, publish

HUNDRED = 100


def copies(size):
    """Copy the ruling that was published until there are as many."""
    from django.db import models, transaction  # noqa: PLC0415 - needs the set-up

    from claims.models import Article, Body, Claim, Ruling  # noqa: PLC0415
    from claims.models.fields import public_id_of  # noqa: PLC0415
    from tests.guards import lift  # noqa: PLC0415

    pattern = Ruling.objects.select_related("claim__article", "claim__body").get()
    claim, article, body = pattern.claim, pattern.claim.article, pattern.claim.body
    old_claim, old_article = claim.public_id, article.public_id
    frozen = json.dumps(pattern.frozen)
    lift()
    with transaction.atomic():
        for n in range(1, size):
            if n % HUNDRED == 1:
                article.pk, article.public_id = None, public_id_of(10**9 + n)
                models.QuerySet(Article).bulk_create([article])
                body.pk, body.article = None, article
                models.QuerySet(Body).bulk_create([body])
            claim.pk, claim.public_id = None, public_id_of(10**8 + n)
            claim.article, claim.body = article, body
            models.QuerySet(Claim).bulk_create([claim])
            page = frozen.replace(old_claim, claim.public_id).replace("1996", f"1996, says {n}")
            page = page.replace("as the archive says", f"as the archive says on page {n}")
            pattern.pk, pattern.claim = None, claim
            pattern.frozen = json.loads(page.replace(old_article, article.public_id))
            models.QuerySet(Ruling).bulk_create([pattern])


def timed(processes, *command):
    """Return the seconds that a command took, those of CPU, and what it says that it did."""
    from io import StringIO  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415

    out, start, before = StringIO(), time.perf_counter(), sum(os.times()[:4])
    call_command(*command, processes=processes, stdout=out)
    told = out.getvalue().strip().splitlines()[-1]
    return time.perf_counter() - start, sum(os.times()[:4]) - before, told


def most_memory():
    """Return the most memory that this process, or one that it began, had by now, in MB."""
    whose = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(one).ru_maxrss for one in whose) / 1024


@contextmanager
def folder_of(given):
    """Give the folder that was named, or one that goes away."""
    if given:
        Path(given).mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        yield folder


def lay_out(size):
    """Publish as many rulings, unless they are there already; return the first of them."""
    from django.core.management import call_command  # noqa: PLC0415 - needs the set-up

    from claims.models import Ruling, guards  # noqa: PLC0415

    if not Ruling.objects.exists():
        publish()
        copies(size)
        guards.install()
        call_command("rebuild_search", verbosity=0)
    return Ruling.objects.order_by("pk").first()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--anew", action="store_true")
    parser.add_argument("--folder")
    options = parser.parse_args()
    with folder_of(options.folder) as folder:
        prepare(folder)
        first = lay_out(options.size)
        from claims.models import Correction, KeptPage  # noqa: PLC0415
        from tests.rulings import make_next_version  # noqa: PLC0415

        site = Path(tempfile.mkdtemp(dir=folder))
        print(f"{options.size:,} rulings, {options.processes} processes")

        def tell(name, *command):
            told = timed(options.processes, *command)
            print("{}: {:.1f} s, {:.1f} s of CPU. {}".format(name, *told), flush=True)
            print(f"    {most_memory():.0f} MB at most in a process by now", flush=True)

        tell("keeping", "keep_pages")
        tell("first run", "render_site", site)
        tell("no change", "render_site", site)
        if first.stage == first.Stage.PUBLISHED:
            make_next_version(first, Correction.Kind.RETRACTION)
            tell("withdrawn", "render_site", site)
        if options.anew:
            KeptPage.drop_all()
            tell("not kept", "render_site", Path(tempfile.mkdtemp(dir=folder)))


if __name__ == "__main__":
    main()
