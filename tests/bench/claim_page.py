"""
What a claim's page at the desk costs with few rows and with many, side by side in one process.

    python -m tests.bench.claim_page

Few is 5 rows in each of its sections, many is 50. Rounds are interleaved and the smallest figure
of each is taken, so that a busy machine disturbs all alike. The last line is for programs.
"""

import tempfile

from tests.bench import ruling_page
from tests.bench.ruling_page import BARE, measure, prepare

SIZES = {"few": 5, "many": 50}
ROUNDS, REQUESTS = 5, 4


def desk():
    """Return a client that is signed in as an editor."""
    from django.test import Client  # noqa: PLC0415 - needs the set-up

    from tests.factories import make_user  # noqa: PLC0415

    client = Client()
    client.force_login(make_user("editor", is_staff=True))
    return client


def make_claim_with(rows):
    """Return the address of the page of a claim with so many rows in each section."""
    from django.urls import reverse  # noqa: PLC0415 - needs the set-up

    from tests import factories  # noqa: PLC0415

    claim = factories.make_claim()
    for number in range(rows):
        source = factories.make_source(publisher=f"Publisher {number}", url="")
        factories.make_evidence(claim, source, stance=["refutes", "supports"][number % 2])
        for name in ("attribution", "inquiry", "search", "note", "tagging", "verdict"):
            getattr(factories, f"make_{name}")(claim)
    return reverse("admin:claims_claim_change", args=[claim.pk])


def report():
    """Measure the pages and print what they cost."""
    from django.db import connection  # noqa: PLC0415 - needs the set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    get = desk().get
    addresses = {name: make_claim_with(rows) for name, rows in SIZES.items()}
    for name, address in addresses.items():
        assert get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            size = len(get(address).content)
        print(f"{name}: {SIZES[name]} rows a section, {len(queries)} queries, {size} bytes")
    pages = {name: lambda address=address: get(address) for name, address in addresses.items()}
    best = measure({"bare": lambda: get(BARE), **pages})
    for name, seconds in best.items():
        print(f"{name}: {seconds * 1e3:.1f} ms of CPU")
    print(*(f"{name} {best[name] / best['bare']:.1f}" for name in SIZES))
    print(f"many/few {best['many'] / best['few']:.2f}")


def main():
    """Measure in a folder that goes away."""
    ruling_page.ROUNDS, ruling_page.REQUESTS = ROUNDS, REQUESTS
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        report()


if __name__ == "__main__":
    main()
