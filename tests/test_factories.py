import json
from urllib.request import urlopen

import pytest

from claims.models import Ruling
from tests import factories, rulings

NEED_A_RULING = {"make_correction", "make_next_version"}
MAKERS = [
    getattr(module, name)
    for module in (factories, rulings)
    for name in sorted(vars(module))
    if name.startswith("make_")
    and name not in NEED_A_RULING
    and getattr(module, name).__module__ == module.__name__
]


@pytest.mark.django_db
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_each_factory_makes_a_row_that_holds_every_rule(make):
    row = make()

    row.full_clean()
    assert row.history.count() >= 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_a_test_with_transactions_of_its_own_finds_a_whole_desk(round_):
    assert not Ruling.objects.exists()

    assert rulings.make_published_ruling() in Ruling.objects.published()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "stage"), [("substantive", "published"), ("retraction", "retracted")]
)
def test_a_published_ruling_has_a_next_version(kind, stage):
    first = rulings.make_published_ruling()

    second = rulings.make_next_version(first, kind, why="The record was misread.")

    first.refresh_from_db()
    assert (first.stage, second.stage, second.version) == ("superseded", stage, 2)


def test_a_live_server_serves_what_a_test_made(live_server):
    ruling = rulings.make_published_ruling()

    with urlopen(f"{live_server.url}/claims/{ruling.claim.public_id}.json") as response:
        assert json.load(response)["url"]
