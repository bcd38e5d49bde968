"""What the desk did was done by now: a day that is still to come is a slip of the keys."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.actions.outcomes import refused
from tests.factories import make_inquiry, make_search, make_source
from tests.factories import somebody as person

pytestmark = pytest.mark.django_db

DATES = [
    (make_search, "searched_on"),
    (make_inquiry, "asked_on"),
    (make_inquiry, "answered_on"),
    (make_source, "accessed_on"),
]


@pytest.mark.parametrize(("make", "field"), DATES)
def test_a_day_that_is_still_to_come_is_refused(make, field):
    row = make()
    setattr(row, field, timezone.now().date() + timedelta(days=2))
    by = person()
    with refused(code="to_come"):
        row.save_by(by)


def test_today_is_a_day_even_where_it_began_already():
    make_search(searched_on=timezone.now().date() + timedelta(days=1))
