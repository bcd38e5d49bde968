"""Merging what the desk has twice, on its page."""

import pytest

from claims.admin import duplicates
from tests.admin.desk import at, desk_of, errors_of, fill, words_of
from tests.factories import make_attribution, make_claimant, make_source, make_topic
from tests.keeping import fresh
from tests.width import wide

pytestmark = pytest.mark.django_db


def test_what_is_likely_the_same_is_offered_with_how_much_would_move():
    gone, kept = make_claimant(name="V. V. Putin"), make_claimant(name="Putin V. V.")
    make_claimant(name="Kim Jong Un")
    make_attribution(claimant=gone)
    desk = desk_of("editor")
    page = words_of(desk.get(at(gone, "merge")))
    assert f"({kept.pk})" in page
    assert "Kim Jong Un" not in page
    assert "1 record names it" in page

    answer = fill(desk, at(gone, "merge"), into=kept.pk, reason="One man.")

    assert answer.url == at(kept)
    assert at(kept) in desk.get(at(gone)).content.decode()


def test_a_source_of_the_same_address_is_offered_whatever_its_title():
    one = make_source(title="Treaty", url="https://example.org/treaty")
    other = make_source(title="Something", url="https://example.org/treaty")
    assert f"({other.pk})" in words_of(desk_of("editor").get(at(one, "merge")))


@pytest.mark.slow
def test_a_page_that_held_only_the_newest_against_the_name_says_so(monkeypatch):
    one, desk = make_claimant(name="Anna Lind"), desk_of("editor")
    old, new = make_claimant(name="Ana Lindh"), make_claimant(name="Anna Lindt")
    assert "were held against the name" not in words_of(desk.get(at(one, "merge")))

    monkeypatch.setattr(duplicates, "WIDE", 1)
    page = words_of(desk.get(at(one, "merge")))

    assert "only the newest 1 of them were held against the name" in page
    assert f"({new.pk})" in page
    assert f"({old.pk})" not in page


def test_any_other_is_named_by_its_number():
    gone, kept = make_topic(name="Arms"), make_topic(name="Weapons")
    fill(desk_of("editor"), at(gone, "merge"), other=kept.pk, reason="One subject.")
    assert fresh(gone).merged_into == kept


@pytest.mark.parametrize("typed", wide([{}, {"other": 999999}, {"other": "seven"}], every=2))
def test_a_form_that_names_none_is_shown_again_with_what_was_typed(typed):
    gone = make_topic(name="Arms")
    page = fill(desk_of("editor"), at(gone, "merge"), reason="One subject.", **typed)
    assert errors_of(page)
    assert "One subject." in page.content.decode()
    assert not fresh(gone).is_retracted


@pytest.mark.slow
def test_one_that_is_merged_is_not_merged_again():
    gone, kept = make_topic(name="Arms"), make_topic(name="Weapons")
    desk = desk_of("editor")
    fill(desk, at(gone, "merge"), other=kept.pk, reason="One subject.")
    assert desk.get(at(gone, "merge")).status_code == 403


def test_more_names_need_no_more_queries(django_assert_max_num_queries):
    gone = make_claimant(name="Anna Lind")
    desk = desk_of("editor")
    for n in range(12):
        make_claimant(name=f"Anna Lind {n}")
    with django_assert_max_num_queries(22):
        desk.get(at(gone, "merge"))
