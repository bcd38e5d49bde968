import pytest
from django.core.exceptions import ValidationError

from claims.actions.add_user import add_user
from claims.models import User
from tests.actions.outcomes import codes, refused, told, who_may
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(people):
    """Add a person as the administrator, unless other things are named."""

    def run(username="ada", **given):
        given = {"password": PASSWORD, "roles": [], "by": people["administrator"], **given}
        return add_user(username, **given)

    return run


def test_administrators_and_the_machine_add_people(add, people):
    assert who_may(lambda by: add(by=by), people) == {"administrator", "machine"}


def test_a_person_may_sign_in_and_holds_their_roles(add, people):
    user = add(roles=["reporter", "reviewer", "reporter"], byline="Ada")

    assert user.is_staff
    assert not user.is_superuser
    assert user.check_password(PASSWORD)
    assert str(user) == "Ada"
    assert sorted(user.groups.values_list("name", flat=True)) == ["reporter", "reviewer"]
    assert {told(membership)[0] for membership in user.memberships.all()} == {
        people["administrator"]
    }
    assert told(user) == (people["administrator"], "added to the desk")


def test_a_name_is_given_once(add):
    add()

    with pytest.raises(ValidationError) as refusal:
        add()
    assert "unique" in codes(refusal.value)


def test_a_role_that_does_not_exist_leaves_nobody(add):
    with refused(code="no_role"):
        add(roles=["reporter", "publisher"])

    assert not User.objects.filter(username="ada").exists()


def test_history_knows_no_password(add):
    names = {field.name for field in add().history.model._meta.get_fields()}

    assert not names & {"password", "last_login"}
