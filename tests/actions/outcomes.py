"""What an action did, as tests ask it: who may, what was refused and why, what history says."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from claims.models import Journal
from tests.factories import machine
from tests.keeping import fresh

WORKERS = {"reporter", "reviewer", "editor"}
JUDGES = {"reviewer", "editor"}
EDITORS = {"editor"}


@contextmanager
def refused(error=ValidationError, code=None):
    """Expect a refusal, one of whose codes is this one, and that nothing was saved."""
    before = Journal.position()
    with pytest.raises(error) as caught:
        yield caught
    assert Journal.position() == before
    if code is not None:
        assert code in codes(caught.value)


def codes(error):
    """Return the codes of a refusal, those of its fields included."""
    if hasattr(error, "error_dict"):
        return {code for errors in error.error_dict.values() for e in errors for code in codes(e)}
    return {e.code for e in error.error_list}


def who_may(deed, people):
    """Return which of the people a deed is not refused to; whatever it does is undone."""
    return {part for part, person in people.items() if is_let(deed, person)}


def is_let(deed, person):
    before = Journal.position()
    try:
        with transaction.atomic():
            deed(person)
            transaction.set_rollback(True)
    except PermissionDenied:
        assert Journal.position() == before
        return False
    return True


def told(row):
    """Return who made a row's last change, and why, as its history says."""
    last = row.history.latest()
    return last.history_user, last.history_change_reason


def hide(article):
    """Make an article confidential."""
    return change(article, confidential=True)


def take_back(row):
    """Retract a row, as the machine, past what an action would ask."""
    row = fresh(row)
    return change(
        row, retracted_at=row.created_at, retracted_by=machine(), retraction_reason="For a test."
    )


def change(row, *, by=None, **fields):
    """Save a row with other values, as the machine unless somebody is named."""
    row = fresh(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save_by(by or machine(), "changed by a test")
    return row
