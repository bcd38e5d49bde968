import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.reset_password import reset_password
from tests.actions.outcomes import change, refused, told, who_may
from tests.factories import PASSWORD, machine, make_user
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def person(kept):
    return make_user("reporter")


def test_administrators_and_the_machine_reset_passwords(person, people):
    def reset(by):
        return reset_password(fresh(person), password="a new one", by=by)

    assert who_may(reset, people) == {"administrator", "machine"}


def test_the_new_password_works_and_the_old_one_does_not(person, people):
    reset_password(fresh(person), password="a new one", by=people["administrator"])

    assert fresh(person).check_password("a new one")
    assert not fresh(person).check_password(PASSWORD)


def test_history_says_that_it_was_reset_and_by_whom(person, people):
    user = reset_password(fresh(person), password="a new one", by=people["administrator"])

    assert told(user) == (people["administrator"], "password reset")


def test_who_may_do_everything_and_the_machine_are_out_of_an_administrators_hands(person, people):
    superuser = change(person, is_superuser=True)

    for user in (superuser, machine()):
        with refused(PermissionDenied):
            reset_password(user, password="a new one", by=people["administrator"])
