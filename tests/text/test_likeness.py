"""Names that may be one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.likeness import likeness, most_alike, plain

NAMES = st.text(min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vladimir Putin", "Putin, Vladimir"),
        ("Dilma Rousseff", "DILMA ROUSSEFF"),
        ("José Mujica", "Jose Mujica"),
        ("ITAR-TASS", "Tass, Itar"),
    ],
)
def test_case_accents_signs_and_order_make_no_other_name(one, other):
    assert likeness(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Angela Merkel", "Dr. Angela Merkel"),
        ("Reuters", "Reuter"),
    ],
)
def test_a_letter_or_a_title_makes_a_near_one(one, other):
    assert most_alike(one, [(7, other)]) == [7]


@pytest.mark.parametrize(
    ("one", "other"),
    [("George Bush", "Jeb Bush"), ("Kim Jong Il", "Kim Jong Un"), ("Anna Lind", "Ann Linde")],
)
def test_another_of_the_family_is_never_told_to_be_the_same(one, other):
    assert likeness(one, other) < 1


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_the_same_from_both_sides(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@given(NAMES)
def test_a_name_is_like_itself_and_plain_once_is_plain(name):
    assert likeness(name, name) == (1 if plain(name) else 0)
    assert plain(plain(name)) == plain(name)


def test_the_most_alike_come_first_and_only_some():
    others = [(n, f"Anna Lind {n}") for n in range(20)]
    found = most_alike("Anna Lind", [*others, (99, "Lind, Anna")], limit=3)
    assert found[0] == 99
    assert len(found) == 3
