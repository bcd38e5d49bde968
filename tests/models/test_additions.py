"""Many new rows at once leave what one by one would have left."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.history import verify
from claims.models import Claim, Journal
from claims.models.additions import add_all
from tests.factories import QUOTE, TEXT, make_article, make_claim, make_reporter

pytestmark = pytest.mark.django_db
START = TEXT.index(QUOTE)
OWN = {"history_id", "history_date", "id", "public_id", "created_at"}


def new_claim(body, text="It lapsed.", **fields):
    place = {"quote": QUOTE, "start": START, "end": START + len(QUOTE)}
    return Claim(article=body.article, body=body, text=text, **place, **fields)


def kept_of(claim):
    row = claim.history.get()
    names = [field.attname for field in row._meta.concrete_fields]
    return {n: getattr(row, n) for n in names if n not in OWN and not n.startswith("journal_")}


def test_the_history_is_the_one_that_the_door_leaves():
    body, by = make_article().body, make_reporter()
    alone, together = new_claim(body), new_claim(body)
    alone.save_by(by, "Found.")

    add_all([together], by=by, reason="Found.")

    stored = Claim.objects.get(pk=together.pk)
    assert kept_of(stored) == kept_of(alone)
    assert stored.revision == 1
    assert list(verify()) == []


@pytest.mark.slow
def test_each_row_has_its_place_in_the_journal_in_the_order_given():
    body, before = make_article().body, Journal.position()
    claims = [new_claim(body, f"Claim {number}.") for number in range(250)]

    add_all(claims, by=make_reporter())

    history = Claim.history.filter(journal_position__gt=before).order_by("journal_position")
    assert [row.text for row in history] == [claim.text for claim in claims]
    assert list(verify()) == []
    make_claim(body.article)  # the door goes on from there
    assert list(verify()) == []


def test_more_rows_take_few_more_queries():
    body, by = make_article().body, make_reporter()

    def asked(count):
        with CaptureQueriesContext(connection) as queries:
            add_all([new_claim(body, f"{n}.") for n in range(count)], by=by)
        return len(queries)

    assert asked(90) <= 2 * asked(9)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": ""}, "blank"),
        ({"text": "W" * 1001}, "at most 1000"),
        ({"state": "dropped"}, "dropped with a reason"),
    ],
)
def test_one_row_that_breaks_a_rule_leaves_none(wrong, says):
    body, by = make_article().body, make_reporter()
    before = Journal.position()

    with pytest.raises(ValidationError, match=says):
        add_all([new_claim(body), new_claim(body, **wrong)], by=by)

    assert not body.claims.exists()
    assert Journal.position() == before


def test_nothing_to_add_is_no_history():
    by, before = make_reporter(), Journal.position()

    add_all([], by=by)

    assert Journal.position() == before
