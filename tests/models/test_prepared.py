"""A question that is asked often is made once, and answered by what is there now."""

import pytest
from django.db.models.fields.json import KT

from claims.models import Ruling, User
from claims.models.prepared import Prepared, read_once, reading_once
from tests.factories import make_editor
from tests.views.pages import make_page

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


def test_places_in_json_can_be_asked_for():
    ruling = make_page()

    def build(claim):
        rulings = Ruling.objects.filter(claim__public_id=claim)
        return rulings.values_list(KT("frozen__claim__id"), KT("frozen__language"))

    assert Prepared(build).rows(ruling.claim.public_id) == [(ruling.claim.public_id, "en")]


def test_things_are_read_once_within_and_each_time_without():
    reads = []

    def read(name):
        return read_once(name, lambda: reads.append(name) or len(reads))

    with reading_once():
        within = [read("a"), read("b"), read("a")]
    with reading_once():
        anew = read("a")

    assert (within, anew) == ([1, 2, 1], 3)
    assert [read("a"), read("a")] == [4, 5]


def test_what_could_not_be_read_is_asked_for_again():
    def fails():
        raise LookupError

    with reading_once():
        with pytest.raises(LookupError):
            read_once("a", fails)

        assert read_once("a", lambda: None) is None
