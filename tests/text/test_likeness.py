"""Names that may be one name."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.text.likeness import alike_pairs, likeness, most_alike, plain
from tests.timing import least_seconds

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
@example("\U0001d71c")  # a letter that stands for a capital one
def test_a_name_is_like_itself_and_plain_once_is_plain(name):
    assert likeness(name, name) == (1 if plain(name) else 0)
    assert plain(plain(name)) == plain(name)


def test_the_most_alike_come_first_and_only_some():
    others = [(n, f"Anna Lind {n}") for n in range(20)]
    found = most_alike("Anna Lind", [*others, (99, "Lind, Anna")], limit=3)
    assert found[0] == 99
    assert len(found) == 3


def test_pairs_of_a_list_are_found_the_likeliest_first():
    names = [(1, "Anna Lind"), (2, "Kim Jong Un"), (3, "Lind, Anna"), (4, "Anna Lindh"), (5, "")]

    found = alike_pairs(names)

    assert found[0] == (1.0, 1, 3)
    assert [(one, other) for _likeness, one, other in found] == [(1, 3), (1, 4), (3, 4)]


def test_a_report_of_another_year_is_another_report():
    names = [
        (1, "Report on prices 2020"),
        (2, "Report on prices 2021"),
        (3, "Report on price 2020"),
    ]

    assert [(one, other) for _likeness, one, other in alike_pairs(names)] == [(1, 3)]


@pytest.mark.slow
def test_thousands_of_names_are_compared_while_one_waits():
    signs = "abcdefghijklmnopqrstuvw"
    names = [(n, f"{signs[n % 23]}anna {signs[n % 19]}{signs[n % 17]}rown") for n in range(3000)]

    assert least_seconds(lambda: alike_pairs(names)) < 3
