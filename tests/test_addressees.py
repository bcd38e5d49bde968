"""Whom a note addresses by name."""

import pytest

from claims.addressees import addressed, names_in, people_named
from claims.models import Note
from tests.actions.outcomes import hide
from tests.admin.desk import make_person
from tests.factories import machine, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_person("reporter", username="ann")


@pytest.fixture
def note(ann):
    author = make_person("editor", username="author")
    return Note(claim=make_claim(), author=author, text="@ann @Author @bob @left @none @ann")


def test_those_are_told_who_may_see_the_claim_and_the_others_are_named(note, ann):
    bob = make_person(username="bob")
    make_person("editor", username="left", is_active=False)

    found = addressed(note)

    assert (found.told, found.kept_out, found.unknown) == ([ann], [bob], ["left", "none"])


def test_a_confidential_claim_keeps_out_who_is_not_assigned(note, ann):
    hide(note.claim.article)
    note.claim.refresh_from_db()

    assert addressed(note).kept_out == [ann]


def test_what_was_mentioned_before_is_no_news(note, ann):
    assert addressed(note, "@ann").told == []


def test_the_machine_is_nobody_to_be_mentioned():
    assert people_named([machine().username]) == {}


def test_many_names_and_notes_take_one_query(note, django_assert_num_queries):
    crowd = [Note(text=" ".join(f"@p{n}-{m}" for n in range(600))) for m in range(5)]

    with django_assert_num_queries(1):
        names_in(crowd)
    with django_assert_num_queries(0):
        names_in([Note(text="Nobody is meant.")])
