"""
What the sealed journal costs: writing against plain history, and verifying all of it.

    python -m tests.bench.journal [ROWS]

Writes are the same in both: the desk's own door on the same models, with history rows sealed, or
stored as django-simple-history alone would. Rounds alternate and the smallest figure of each is
taken, so that a busy machine disturbs both alike; CPU is this process's own, which leaves out what
a PostgreSQL server does. Then the journal is filled to ROWS rows
(100,000 unless given) and verified. DATABASE_URL, where it is set, names an empty database to use
in place of SQLite. The last line is for programs.
"""

import os
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import count

ROWS = 100_000
ROUNDS = 15
WRITES = 40  # in a round
PLACES = count(10**9)  # of history rows without a seal: the column is unique, and cannot be empty


def prepare(folder):
    """Set Django up on a database of its own."""
    os.environ["FACTCHECK_DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


@contextmanager
def plain_history():
    """Store history rows as django-simple-history alone does: no seal, no head, no lock."""
    from django.db import models  # noqa: PLC0415 - needs the set-up

    from claims.models import Journal  # noqa: PLC0415
    from claims.models.journal import SealedHistory  # noqa: PLC0415

    seal, held = SealedHistory.save, Journal.__dict__["held"]

    def save(row, *args, **kwargs):
        row.journal_position = next(PLACES)
        models.Model.save(row, *args, **kwargs)

    SealedHistory.save, Journal.held = save, classmethod(lambda _cls: None)
    try:
        yield
    finally:
        SealedHistory.save, Journal.held = seal, held


@contextmanager
def sealed_history():
    """Store history rows as the desk does."""
    yield


def through_the_door(claims, by):
    """Change each claim as an editor does: all rules asked, history kept."""
    for claim in claims:
        claim.text = f"{claim.text[:60]} {claim.revision}"
        claim.save_by(by)


def bare(claims, by):
    """Change each claim with no rule asked: the row and its history row alone."""
    from django.db import transaction  # noqa: PLC0415 - needs the set-up

    for claim in claims:
        claim.text = f"{claim.text[:60]} {claim.revision}"
        with transaction.atomic(), claim.door(by, ""):
            claim.revision += 1
            claim.save()


def least(before, deed):
    """Return the smaller of two figures each: microseconds of wall time and of CPU for a write."""
    wall, cpu = time.perf_counter(), time.process_time()
    deed()
    took = (time.perf_counter() - wall, time.process_time() - cpu)
    return tuple(min(b, seconds / WRITES * 1e6) for b, seconds in zip(before, took, strict=True))


def measure_writes(write):
    """Return what a write costs with plain and with sealed history, in one long transaction."""
    from django.db import transaction  # noqa: PLC0415 - needs the set-up

    from claims.models import Claim  # noqa: PLC0415
    from tests.factories import make_claim, make_reporter  # noqa: PLC0415

    by = make_reporter()
    keys = [make_claim().pk for _n in range(WRITES)]
    best = {name: (float("inf"), float("inf")) for name in ("plain", "sealed")}
    for round_number in range(2 * ROUNDS):
        name, history = [("plain", plain_history), ("sealed", sealed_history)][round_number % 2]
        rows = list(Claim.objects.filter(pk__in=keys))
        with history(), transaction.atomic():
            best[name] = least(best[name], lambda rows=rows: write(rows, by))
            transaction.set_rollback(True)  # plain rows would be holes in the journal
    return best


def measure_commits(write):
    """Return the same where each write is a transaction of its own, as at the desk."""
    from django.db import models  # noqa: PLC0415 - needs the set-up

    from claims.models import Claim, guards  # noqa: PLC0415
    from tests.factories import make_claim, make_reporter  # noqa: PLC0415

    by = make_reporter()
    keys = [make_claim().pk for _n in range(WRITES)]
    best = {name: (float("inf"), float("inf")) for name in ("plain", "sealed")}
    history_rows = models.QuerySet(Claim.history.model)
    for round_number in range(2 * ROUNDS):
        name, history = [("plain", plain_history), ("sealed", sealed_history)][round_number % 2]
        rows = list(Claim.objects.filter(pk__in=keys))
        with history():
            best[name] = least(best[name], lambda rows=rows: write(rows, by))
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic(), guards.lifted([Claim.history.model]):
        history_rows.filter(journal_position__gte=10**9)._raw_delete("default")
        for pk in keys:  # so that the rows are again what their sealed history says
            newest = Claim.history.filter(id=pk).order_by("history_id").last()
            values = {"text": newest.text, "revision": newest.revision}
            models.QuerySet(Claim).filter(pk=pk).update(**values)
    return best


def fill(rows):
    """Add claims with their history until the journal has this many rows."""
    from claims.models import Claim, Journal  # noqa: PLC0415 - needs the set-up
    from claims.models.additions import add_all  # noqa: PLC0415
    from tests.factories import make_claim, make_reporter  # noqa: PLC0415

    pattern, by = make_claim(), make_reporter()
    columns = [f.attname for f in Claim._meta.concrete_fields if f.name not in ("id", "public_id")]
    start = time.perf_counter()
    while missing := rows - Journal.position():
        values = {name: getattr(pattern, name) for name in columns}
        add_all([Claim(**values) for _n in range(min(missing, 5000))], by=by)
    return time.perf_counter() - start


def verify_all():
    """Verify the desk; return the seconds of wall time and of CPU that it took."""
    from claims.history import verify  # noqa: PLC0415 - needs the set-up

    start, cpu = time.perf_counter(), time.process_time()
    faults = list(verify())
    assert faults == [], faults[:3]
    return time.perf_counter() - start, time.process_time() - cpu


def main():
    """Measure in a folder that goes away."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        ratios = []
        for measure, write in [
            (measure_commits, through_the_door),
            (measure_writes, through_the_door),
            (measure_writes, bare),
        ]:
            best = measure(write)
            wall, cpu = (best["sealed"][n] / best["plain"][n] for n in (0, 1))
            ratios.append((wall, cpu))
            told = "; ".join(f"{name} {w:.0f}, CPU {c:.0f}" for name, (w, c) in best.items())
            print(f"{measure.__name__} {write.__name__}: {told} microseconds")
            print(f"    sealed is {wall:.2f} times plain, in CPU {cpu:.2f}", flush=True)
        print(f"filled in {fill(rows):.1f} s", flush=True)
        wall, cpu = verify_all()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"verified {rows} rows in {wall:.1f} s ({cpu:.1f} s of CPU), {peak} MB at most")
        print(f"write {ratios[0][0]:.2f} cpu {ratios[0][1]:.2f} verify {wall:.1f} cpu {cpu:.1f}")


if __name__ == "__main__":
    main()
