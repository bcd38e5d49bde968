"""A mistyped word and the right one meet, be it by one letter or, in a long word, by two."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claims.models import Spelling
from claims.models.spelling import LONG, MOST_MEANT, beginnings, meant_by, near_to, variants
from claims.text.distance import distance

LETTERS = "abcd"


@st.composite
def mistyped(draw, most):
    """Return a word, and the same after some mistakes."""
    word = draw(st.text(LETTERS, min_size=4, max_size=14))
    wrong = word
    for _mistake in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(wrong) - 1))
        letter = draw(st.sampled_from(LETTERS))
        wrong = draw(
            st.sampled_from(
                [
                    wrong[:at] + letter + wrong[at:],
                    wrong[:at] + letter + wrong[at + 1 :],
                    wrong[:at] + wrong[at + 1 :],
                    wrong[:at] + wrong[at + 1 : at + 2] + wrong[at : at + 1] + wrong[at + 2 :],
                ]
            )
        )
    return word, wrong


@given(mistyped(1))
def test_words_with_one_mistake_meet(pair):
    word, wrong = pair

    assert variants(word) & variants(wrong)


@given(mistyped(2))
@example(("abcdefghij", "abdefghi"))
@example(("abcdefghij", "xbcdefgyij"))
@example(("abcdefghij", "abcdefgihj"))
def test_long_words_with_two_mistakes_meet(pair):
    word, wrong = pair
    assume(len(word) >= LONG <= len(wrong) and distance(word, wrong) <= 2)

    assert beginnings(word) & beginnings(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("agrement", "agreement"),
        ("agremenr", "agreement"),  # one missing, one wrong
        ("agraemint", "agreement"),
        ("garemeent", "agreement"),
        ("partnershpi", "partnership"),
        ("paxtnersyip", "partnership"),
        ("paxtnrsyip", ""),  # three
        ("traety", "treaty"),
        ("truaty", "treaty"),
        ("truati", ""),  # two in a short word
    ],
)
def test_the_nearest_word_is_found(typed, meant):
    Spelling.count({"agreement", "partnership", "treaty", "zeppelin"})

    assert near_to(typed) == ([meant] if meant else [])


@pytest.mark.django_db
def test_one_mistake_is_nearer_than_two_however_frequent_the_word():
    Spelling.count({"contrasts", "contracts"})
    Spelling.count({"contracts"})

    assert near_to("contrastz") == ["contrasts"]
    assert near_to("contraxts") == ["contracts", "contrasts"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jung", ["jong", "june"]),  # vowels are mistaken more often than consonants
        ("bune", ["dune", "june"]),  # neither begins so: the more frequent
        ("cour", ["court", "four"]),  # as it begins
        ("agenda", ["agenda"]),
    ],
)
def test_of_words_that_are_equally_near_the_likelier_comes_first(typed, meant):
    Spelling.count({"jong", "june", "dune", "four", "court", "agenda"})
    Spelling.count({"june", "dune", "four"})
    Spelling.count({"dune"})

    assert near_to(typed) == meant


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "there"),
    [("labor", "labour"), ("colour", "color"), ("center", "centre"), ("organize", "organise")],
)
def test_a_word_as_the_other_side_of_the_ocean_spells_it_is_near(typed, there):
    Spelling.count({there, "later", "corner"})

    assert near_to(typed)[:1] == [there]


@pytest.mark.django_db
def test_each_mistyped_word_is_replaced_in_the_ways_that_are_likely():
    Spelling.count({"jong", "june", "treaty"})

    assert meant_by("Kim Jung Un, traety") == ["Kim jong Un, treaty", "Kim june Un, treaty"]
    assert meant_by("treaty xyzzy") == []
    assert len(meant_by("jung jone junr")) == MOST_MEANT


@pytest.mark.django_db
def test_a_word_that_goes_leaves_nothing_behind():
    Spelling.count({"partnership"})

    Spelling.discount({"partnership"})

    assert not Spelling.objects.exists()


@pytest.mark.django_db
def test_words_that_were_known_before_are_found_by_two_letters_too():
    Spelling.count({"partnership", "agreement", "treaty"})
    whole = set(Spelling.objects.values_list("variant", "word"))
    for word in ("partnership", "agreement"):
        Spelling.objects.filter(word=word, variant__in=beginnings(word)).delete()
    assert meant_by("paxtnersyip") == []

    migration = import_module("claims.migrations.0050_find_two_wrong_letters")
    migration.add_beginnings(apps, SimpleNamespace(connection=connection))

    assert set(Spelling.objects.values_list("variant", "word")) == whole
    assert meant_by("paxtnersyip") == ["partnership"]
