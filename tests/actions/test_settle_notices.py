"""Who was told that a version waits is not left with work that somebody else has done."""

import pytest

from claims.actions.retract_row import retract_row
from claims.actions.return_ruling import return_ruling
from claims.models import Notification
from tests.admin.desk import make_person
from tests.rulings import approve, make_submitted_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("answer", wide(["approved", "returned", "retracted"], every=2))
def test_what_one_editor_answered_waits_for_no_other(answer):
    editors = [make_person("editor") for _n in range(2)]
    ruling, other = make_submitted_ruling(), make_submitted_ruling()

    if answer == "approved":
        approve(ruling, by=editors[0])
    elif answer == "retracted":
        retract_row(ruling, by=ruling.written_by, reason="Begun too soon.")
    else:
        return_ruling(ruling, revision=ruling.revision, by=editors[0], reason="Which year?")

    waiting = Notification.objects.filter(kind="submitted", read_at=None)
    assert {n.ruling_id for n in waiting} == {other.pk}
