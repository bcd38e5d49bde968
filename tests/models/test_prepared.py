"""A question that is asked often is made once, and answered by what is there now."""

import pytest

from claims.models import User
from claims.models.prepared import Prepared
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def test_it_is_made_once_and_answers_for_each_value(django_assert_num_queries):
    made = []

    def build(name):
        made.append(name)
        return User.objects.filter(username=name).values_list("byline", "username")

    question = Prepared(build)
    people = [make_editor(byline=byline) for byline in ("Ana", "100% 'Bo' %s")]

    with django_assert_num_queries(3):
        found = [question.rows(person.username) for person in people]
        assert question.rows("nobody' OR 1=1 --") == []

    assert found == [[(person.byline, person.username)] for person in people]
    assert len(made) == 1
