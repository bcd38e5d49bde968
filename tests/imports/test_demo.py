"""Which proposal answers to which reference claim."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.imports.demo import Reference, load, matched, overlap
from claims.models import Claim

DATA = Path(__file__).parents[2] / "fixtures" / "demo"
SENTENCE = (0, 100)


def reference(number, text, span=SENTENCE):
    given = dict.fromkeys(["claimant_remark", "rating", "why", "rationale", "not_known"])
    start, end = span
    return Reference(
        number, text, text, start, end, kind="fact", claimants=[], evidence=[], **given
    )


def proposal(pk, text, span=SENTENCE):
    return Claim(pk=pk, text=text, start=span[0], end=span[1])


def pairs(references, proposals):
    return {number: claim.pk for number, claim in matched(references, proposals).items()}


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "", 0),
        ("one", "", 0),
        ("one two", "one two", 1),
        ("One, two!", "two one", 1),
        ("one two", "one three", 0.5),
        ("one one two", "one", 0.5),
        ("a b c", "d e f", 0),
    ],
)
def test_overlap_is_the_share_of_words_in_common(one, other, share):
    assert overlap(one, other) == share


@given(st.text(), st.text())
def test_overlap_is_a_share_and_the_same_from_both_sides(one, other):
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, other) == overlap(other, one)


def test_the_pair_with_the_most_words_in_common_goes_first():
    references = [reference(1, "rain fell today"), reference(2, "rain fell")]
    proposals = [proposal(7, "rain fell"), proposal(8, "rain fell at noon")]

    assert pairs(references, proposals) == {2: 7, 1: 8}


def test_one_proposal_answers_to_one_reference():
    references = [reference(1, "rain fell"), reference(2, "rain fell")]

    assert pairs(references, [proposal(7, "rain fell")]) == {1: 7}


def test_a_proposal_of_another_sentence_answers_to_none():
    there = proposal(7, "rain fell", span=(100, 200))

    assert pairs([reference(1, "rain fell")], [there]) == {}


def test_a_proposal_without_a_word_in_common_answers_to_none():
    assert pairs([reference(1, "rain fell")], [proposal(7, "snow lay")]) == {}


@given(st.lists(st.sampled_from("abc"), max_size=4), st.lists(st.sampled_from("abc"), max_size=4))
def test_nothing_that_could_be_matched_is_left_on_both_sides(texts, found):
    references = [reference(n, text) for n, text in enumerate(texts)]
    proposals = [proposal(n, text) for n, text in enumerate(found)]

    answer = matched(references, proposals)

    taken = [claim.pk for claim in answer.values()]
    assert len(taken) == len(set(taken))
    left = [r for r in references if r.number not in answer]
    free = [p for p in proposals if p.pk not in taken]
    assert not any(overlap(r.text, p.text) for r, p in itertools.product(left, free))


def test_the_data_stand_where_they_say():
    article = (DATA / "article.txt").read_text(encoding="utf-8")
    references = load(DATA / "claims.json")

    assert [r.number for r in references] == list(range(1, 36))
    assert all(article[r.start : r.end] == r.sentence for r in references)
    assert sum(r.rating is not None for r in references) == 18
