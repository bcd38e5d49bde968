"""Sentences whose parts must not be told alone: what may not be claimed for each of them."""

import re
from functools import cache

import pytest

from claims.splitting.granularity import Granularity
from tests.splitting.meaning import MEANINGS
from tests.splitting.reading import proposals, sayable, wordings

TWELFTH = 12
SAID = re.compile(r"[$€£]?\w+(?:[.,]\d+)*%?")  # "3%" is not "3", "12.5" not "12" and "5"
FIGURE = re.compile(r"[$€£]?\d+(?:[.,:]\d+)*[%\w]*")
SECOND_SENTENCE = re.compile(r"[.?!]\s+[A-Z]")


def said(text):
    return " ".join(SAID.findall(text.lower()))


@cache
def claims_of(text, granularity):
    """
    Return all that is told of a text, and all that could be told of a single sentence.

    What is told under the claim that reports it is left out.
    """
    told = frozenset(p.text for p in proposals(text, granularity) if p.frame is None)
    before = re.sub(r"\b(?:Mr|Mrs|Dr)\b", "", text)
    return told if SECOND_SENTENCE.search(before) else told | candidates(text, granularity)


def candidates(text, granularity):
    """Return what could be told; the medium grain chooses from what the fine one does."""
    return _candidates(text, granularity if granularity is Granularity.CLAUSE else Granularity.FINE)


@cache
def _candidates(text, granularity):
    return frozenset(sayable(text, granularity))


def each(meanings):
    """Return the texts as parameters: every twelfth in the default run, all with the slow tests."""
    return [
        pytest.param(
            meaning, marks=[pytest.mark.slow] if place % TWELFTH else [], id=meaning.text[:40]
        )
        for place, meaning in enumerate(meanings)
    ]


@pytest.mark.parametrize("meaning", each(MEANINGS))
def test_no_claim_says_what_the_sentence_does_not(meaning):
    forbidden = {said(wording) for wording in (*meaning.forbidden, *meaning.reported)}

    spoken = {grain: {said(c) for c in claims_of(meaning.text, grain)} for grain in Granularity}

    assert {
        grain: claims & forbidden for grain, claims in spoken.items() if claims & forbidden
    } == {}
    assert all(len(claim.split()) > 1 for claims in spoken.values() for claim in claims)


@pytest.mark.parametrize("meaning", each(MEANINGS))
def test_what_is_reported_is_told_only_with_its_speaker_and_its_report(meaning):
    forbidden = {said(wording) for wording in meaning.forbidden}

    for granularity in Granularity:
        found = proposals(meaning.text, granularity)
        for claim in found:
            if claim.frame is not None:
                assert claim.claimant
                assert said(claim.text) not in forbidden
                assert found[claim.frame].frame is None
                assert found[claim.frame].claimant == claim.claimant


@pytest.mark.parametrize("granularity", [Granularity.CLAUSE, Granularity.MEDIUM])
@pytest.mark.parametrize("meaning", each(m for m in MEANINGS if m.expected))
def test_what_the_sentence_does_say_is_told(meaning, granularity):
    assert set(meaning.expected) <= set(wordings(meaning.text, granularity))


@pytest.mark.parametrize("meaning", each(MEANINGS))
def test_no_figure_is_cut(meaning):
    written = {*FIGURE.findall(meaning.text)}

    for claim in claims_of(meaning.text, Granularity.FINE):
        assert {*FIGURE.findall(claim)} <= written


def test_the_suite_is_wide_enough():
    assert len(MEANINGS) >= 240
    assert len([meaning for meaning in MEANINGS if meaning.expected]) >= 40
    assert all(meaning.forbidden or meaning.reported for meaning in MEANINGS)
