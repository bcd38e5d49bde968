import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from claims.actions.confirm_bulk import confirm_bulk
from tests.actions.outcomes import refused
from tests.bulk import chosen
from tests.factories import make_claim, make_editor
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


@pytest.fixture
def choice(claim, people):
    return chosen("drop", [claim], people["editor"])


def test_what_it_asks_for_and_in_which_language_is_kept(choice, people):
    with translation.override("es"):
        confirm_bulk(choice, by=people["editor"], reason="Trivial.")

    job = fresh(choice)
    assert (job.asks, job.language, job.is_confirmed) == ({"reason": "Trivial."}, "es", True)
    assert job.state == "queued"


def test_who_chose_confirms_and_nobody_else(choice):
    other = make_editor()
    with refused(PermissionDenied):
        confirm_bulk(choice, by=other, reason="Trivial.")


def test_who_may_no_longer_confirms_nothing(choice, people):
    choice.asked_by = people["reader"]

    with refused(PermissionDenied):
        confirm_bulk(choice, by=people["reader"], reason="Trivial.")


def test_it_is_confirmed_once_though_two_tabs_are_open(choice, people):
    confirm_bulk(choice, by=people["editor"], reason="Trivial.")

    with refused(code="confirmed"):
        confirm_bulk(choice, by=people["editor"], reason="Something else.")

    assert fresh(choice).asks == {"reason": "Trivial."}


def test_an_export_is_no_work_to_confirm(claim, people):
    with refused(PermissionDenied):
        confirm_bulk(chosen("export", [claim], people["editor"]), by=people["editor"])
