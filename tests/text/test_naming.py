"""Whether a text names somebody."""

import pytest

from claims.text.naming import names_body, names_person


@pytest.mark.parametrize(
    ("whom", "name"),
    [
        ("Chen Li", "Chen Li"),
        ("the press office of Ms. CHEN", "Chen Li"),
        ("Lukasz Łach's lawyer", "Łukasz Łach"),
        ("Gabinete de Sánchez", "Pedro Sanchez"),
        ("习近平办公室", "习近平"),
    ],
)
def test_a_person_is_named_by_one_of_their_names(whom, name):
    assert names_person(whom, name)


@pytest.mark.parametrize(
    ("whom", "name"),
    [("The ministry", "Chen Li"), ("de la oficina", "De La Rosa"), ("近", "习近平"), ("", "Chen")],
)
def test_a_person_who_is_not_named_is_not_found(whom, name):
    assert not names_person(whom, name)


@pytest.mark.parametrize(
    ("whom", "name"),
    [
        ("Press office of the City of Springfield", "City of Springfield"),
        ("The NHS", "National Health Service"),
        ("Office of the President of Russia", "President of Russia"),
    ],
)
def test_a_body_is_named_by_all_its_words_or_its_initials(whom, name):
    assert names_body(whom, name)


@pytest.mark.parametrize(
    ("whom", "name"),
    [("Ministry of Defence", "Ministry of Health"), ("The of", "The of"), ("Anybody", "")],
)
def test_half_a_name_names_no_body(whom, name):
    assert not names_body(whom, name)
