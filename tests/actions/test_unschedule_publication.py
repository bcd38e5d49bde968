import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.publish_ruling import publish_ruling
from claims.actions.unschedule_publication import unschedule_publication
from tests.actions.test_schedule_publication import schedule
from tests.keeping import fresh
from tests.rulings import make_approved_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def approved(kept):
    return make_approved_ruling()


def take_back(ruling, by):
    return unschedule_publication(ruling, revision=ruling.revision, by=by)


def test_it_stays_approved_and_can_be_published_now(approved, people):
    editor = people["editor"]

    ruling = take_back(schedule(fresh(approved), editor), editor)

    assert (ruling.stage, ruling.publish_at, ruling.scheduled_by) == ("approved", None, None)
    assert publish_ruling(ruling, revision=ruling.revision, by=editor).is_public


def test_who_may_not_publish_may_not_take_it_back(approved, people):
    ruling = schedule(fresh(approved), people["editor"])

    with pytest.raises(PermissionDenied):
        take_back(ruling, people["reporter"])


def test_nothing_is_taken_back_where_nothing_is_scheduled(approved, people):
    with pytest.raises(PermissionDenied):
        take_back(fresh(approved), people["editor"])
