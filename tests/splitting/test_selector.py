"""Which of the ways to say a sentence are told, and that nothing it says is lost."""

import numpy as np
import pytest

from claims.splitting.granularity import Granularity
from claims.splitting.network import WEIGHTS, from_text, network
from claims.splitting.selector import ENOUGH, chosen, is_within, taken
from claims.splitting.statements import grains_in
from claims.splitting.traits import carries, read_by_parser
from claims.splitting.ways import Telling, Ways
from tests.splitting.reading import parsed

SENTENCES = [
    "The mayor of Springfield opened a new bridge over the river on Monday in heavy rain.",
    "Anna Berg, a former teacher from Oslo, won the prize in 1990 after writing two novels.",
    "The firm, founded in 1950 by two brothers, sold its shops in France and hired 200 people.",
]
GRAINS = [Granularity.MEDIUM, Granularity.FINE]


def ways_in(sentence, grain=Granularity.FINE):
    return Ways(grains_in(next(parsed(sentence).sents), grain))


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_nothing_that_a_sentence_says_is_lost(sentence, grain):
    grains = ways_in(sentence, grain).grains

    told = {token.i for one in chosen(grains, grain) for token in one.draft.tokens()}

    assert told >= {t.i for one in grains for t in one.draft.tokens() if carries(t)}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_network_that_wants_nothing_told_still_loses_nothing(sentence, monkeypatch):
    monkeypatch.setitem(ENOUGH, "fine", 0.999)
    grains = ways_in(sentence).grains

    told = {token.i for one in chosen(grains, "fine") for token in one.draft.tokens()}

    assert told >= {t.i for one in grains for t in one.draft.tokens() if carries(t)}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_above_the_fine_grain_no_claim_repeats_a_part_of_another(sentence):
    told = chosen(ways_in(sentence, Granularity.MEDIUM).grains, "medium")

    assert not [1 for one in told for other in told if is_within(one, other)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_choice_keeps_the_order_and_is_the_same_each_time(sentence):
    grains = ways_in(sentence).grains
    told = chosen(grains, "fine")

    assert told == chosen(grains, "fine")
    assert [grains.index(one) for one in told] == sorted(grains.index(one) for one in told)


def test_nothing_is_chosen_of_nothing():
    assert chosen([], "fine") == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_noted_one_by_one_is_what_is_found_of_all(sentence):
    ways = ways_in(sentence)
    told = np.arange(len(ways.grains)) % 2 == 0
    backwards = Telling(ways, np.zeros(len(told), bool))
    for one in reversed(np.flatnonzero(told)):
        backwards.tell(int(one))

    assert np.allclose(Telling(ways, told).relations(), backwards.relations())


def test_another_parser_whose_numbers_mean_something_else_is_not_asked_for_them():
    sentence = next(parsed(SENTENCES[0]).sents)
    ways = ways_in(SENTENCES[0])
    known = read_by_parser(ways.grains, sentence, ways.marks)
    tensor = sentence.doc.tensor
    try:
        sentence.doc.tensor = np.ones((len(tensor), 300), np.float32)
        unknown = read_by_parser(ways.grains, sentence, ways.marks)
        others = Ways(ways.grains)
        told = taken(others, "fine", network(), 0.28)
    finally:
        sentence.doc.tensor = tensor

    assert known.any()
    assert not unknown.any()
    assert unknown.shape == known.shape
    assert told.any()


def test_the_weights_are_read_as_they_were_written():
    text = WEIGHTS.read_text(encoding="utf-8")

    assert f"{from_text(text).as_text()}\n" == text
    assert len(text) < 100_000
