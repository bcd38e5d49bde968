"""The journal read as plain values says what the models say."""

import datetime
import time

import pytest

from claims.history import journal, verify
from claims.models import guards
from claims.models.sealing import digest_of, values_of
from tests.factories import make_claim, make_split_run
from tests.models.rows import MAKERS, name_of
from tests.width import wide

MOMENT = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", wide(MAKERS, every=2), ids=name_of)
def test_every_column_of_every_table_reads_as_it_was_sealed(model):
    kept = MAKERS[model]().history.latest()

    (entry,) = (e for e in journal.entries(10**6) if e.position == kept.journal_position)
    names, values = journal.values(entry)

    assert names == kept.journal_fields.split(",")
    assert values == values_of(kept, names)
    assert journal.digest(entry) == digest_of(kept, names) == kept.journal_digest


def test_entries_come_in_the_order_of_the_journal():
    make_claim()
    make_split_run()

    positions = [entry.position for entry in journal.entries(10**6)]

    assert positions == [*range(1, len(positions) + 1)]
    assert len(positions) == sum(model.objects.count() for model in guards.history_models())
    assert [link.position for link in journal.links(3, 6)] == [3, 4, 5, 6]


def test_times_are_those_of_utc_wherever_the_desk_stands(settings, monkeypatch):
    make_claim()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert list(verify()) == []
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("stored", [MOMENT, MOMENT.replace(tzinfo=None)])
def test_a_time_without_a_fraction_reads_like_one_with(stored):
    assert journal.as_moment(stored) == "2026-01-02T00:00:00.000000+00:00"


def test_what_rows_are_asked_for_their_history_with_is_made_once():
    claim = make_claim()

    assert type(claim.history) is type(claim.history) is type(claim.article.history)
