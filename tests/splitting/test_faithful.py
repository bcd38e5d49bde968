"""A finished wording is held against its sentence, whoever made it."""

from collections import Counter
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from claims.splitting.faithful import Breach, breach_of
from claims.splitting.granularity import Granularity
from claims.splitting.loading import load_parser, parse
from claims.splitting.repair import repaired
from claims.text.sentences import find_sentences
from tests.splitting.meaning import MEANINGS
from tests.splitting.reading import proposals

REFUSED = 0.91  # of the wordings that change what a sentence says; raise it, never lower it
MARK, FIGURE, QUOTATION, SENTENCE, WORD, CUE = list(Breach)[:6]
PART, MORE, PAIR, SPEAKER, SUPPOSED, TIE = list(Breach)[6:]


@cache
def read(sentence):
    (doc,) = parse(load_parser(), [[sentence]])
    return next(repaired(doc).sents)


def breach(claim, sentence, *around):
    return breach_of(read(claim), read(sentence), around=around)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The mayor resigned and left the city.", "The mayor left the city."),
        ("The mayor, who was elected in 2010, resigned.", "The mayor was elected in 2010."),
        ("Taxes rose 5% in Oslo and fell 3% in Paris.", "Taxes fell 3% in Paris."),
        ("Ann Lee, a nurse, resigned.", "Ann Lee is a nurse."),
        ("The minister said that taxes will rise.", "The minister said that taxes will rise."),
        ("According to the bank, rents fell.", "According to the bank, rents fell."),
        ("“We won,” Ann Lee said.", "“We won,” Ann Lee said."),
        ("The plant may close in May.", "The plant may close in May."),
        ("Ann and Bob left the firm.", "Bob left the firm."),
    ],
)
def test_what_the_sentence_says_may_be_said(sentence, claim):
    assert breach(claim, sentence) is None


@pytest.mark.parametrize(
    ("expected", "sentence", "claim"),
    [
        (MARK, "Rents fell in May.", "Rents fell in May <b>."),
        (FIGURE, "Rents fell 5% in May.", "Rents fell 50% in May."),
        (FIGURE, "Rents fell 5% in May.", "Rents fell 5 in May."),
        (FIGURE, "Rents fell -5% in May.", "Rents fell 5% in May."),
        (QUOTATION, "He called it “a very good plan”.", "He called it “a good plan”."),
        (QUOTATION, "He called it “a good plan”.", "He called it a good plan."),
        (QUOTATION, "The “miracle cure” killed two.", "The miracle cure killed two."),
        (SENTENCE, "Rents fell and taxes rose.", "Rents fell. Taxes rose."),
        (SENTENCE, "Rents fell and taxes rose.", "Rents and taxes."),
        (SENTENCE, "The choir sang and left.", "The choir sang and."),
        (WORD, "The mayor resigned.", "The corrupt mayor resigned."),
        (WORD, "The mayor resigned.", "The mayor fled."),
        (WORD, "The mayor resigned after the vote.", "The mayor resigned before the vote."),
        (WORD, "The mayor resigned.", "The mayor never resigned."),
        (CUE, "The mayor did not resign.", "The mayor did resign."),
        (CUE, "The plant may close in May.", "The plant closes in May."),
        (CUE, "The firm will sell the plant and close the shop.", "The firm closes the shop."),
        (CUE, "The harvest will fail unless it rains.", "The harvest will fail."),
        (CUE, "Nearly half of the shops closed.", "Half of the shops closed."),
        (CUE, "The suspected thief fled.", "The thief fled."),
        (PART, "He wants a car.", "He wants."),
        (PART, "He sold a share of the firm.", "He sold a share."),
        (MORE, "Men who smoke die earlier.", "Men die earlier."),
        (MORE, "She was the first woman to climb the peak.", "She was the first woman."),
        (MORE, "He did not go to Oslo.", "He did not go."),
        (PAIR, "Ann or Bob left the firm.", "Bob left the firm."),
        (PAIR, "Ann and Bob married in May.", "Ann married in May."),
        (PAIR, "Ann and Bob own the farm jointly.", "Ann owns the farm jointly."),
        (SPEAKER, "The minister said that taxes will rise.", "Taxes will rise."),
        (SPEAKER, "According to the bank, rents fell.", "Rents fell."),
        (SUPPOSED, "Rumours that the king was ill spread.", "The king was ill."),
        (SUPPOSED, "People who pay taxes complain.", "People pay taxes."),
        (TIE, "The plant will open and close.", "The plant closes."),
        (TIE, "The mayor did not resign and left.", "The mayor did not left."),
        (TIE, "The plant may close and Ann left.", "Ann may leave."),
        (TIE, "No doctor met the nurse.", "A doctor met no nurse."),
        (TIE, "Ann hardly ate and slept well.", "Ann hardly slept well."),
        (TIE, "Germany invaded Poland.", "Poland invaded Germany."),
        (TIE, "Ann was killed by Bob.", "Ann killed Bob."),
        (TIE, "Taxes rose 5% in Oslo and fell 3% in Paris.", "Taxes rose 3% in Paris."),
        (TIE, "Ann, who beat Bob, resigned.", "Bob resigned."),
        (TIE, "The firm bought red cars and blue vans.", "The firm bought blue cars."),
    ],
)
def test_what_the_sentence_does_not_say_is_refused(expected, sentence, claim):
    assert breach(sentence, sentence) is None
    assert breach(claim, sentence) is expected


def test_a_pronoun_may_be_told_by_a_name_that_stands_around_the_sentence():
    sentence = "She won the race in Oslo."

    assert breach("Anna Berg won the race in Oslo.", sentence, "Anna Berg ran.") is None
    assert breach("Anna Lund won the race in Oslo.", sentence, "Anna Berg ran.") is WORD
    assert breach("Anna Berg won the race in Oslo.", sentence) is WORD


def test_a_name_from_around_the_sentence_needs_a_pronoun_there():
    assert breach("Anna Berg resigned.", "The mayor resigned.", "Anna Berg ran.") is WORD


def test_a_name_may_be_completed():
    assert breach("Anna Berg resigned.", "Berg resigned.", "Anna Berg ran.") is None
    assert breach("Eva Berg resigned.", "Berg resigned.", "Anna Berg ran.") is WORD


def test_verbs_and_figures_are_not_taken_from_around_the_sentence():
    around = "Anna Berg was convicted in 2019."

    assert breach("She was convicted.", "She resigned.", around) is WORD
    assert breach("Anna Berg resigned in 2019.", "She resigned.", around) is FIGURE


@pytest.mark.slow
def test_most_wordings_that_change_what_a_text_says_are_refused():
    single = [m for m in MEANINGS if len(find_sentences(m.text)) == 1]
    found = Counter(breach(w, m.text) is not None for m in single for w in m.forbidden)

    assert found[True] / found.total() >= REFUSED


@pytest.mark.slow
def test_most_wordings_that_are_expected_pass():
    single = [m for m in MEANINGS if len(find_sentences(m.text)) == 1]
    found = Counter(breach(w, m.text) is None for m in single for w in m.expected)

    assert found[True] / found.total() >= 0.95


@pytest.mark.slow
def test_clauses_of_the_default_splitter_pass():
    told = [
        (claim, meaning.text)
        for meaning in MEANINGS[::6]
        for claim in proposals(meaning.text, Granularity.CLAUSE)
        if claim.frame is None  # what somebody said stands only beside who said it
    ]
    found = Counter(breach(c.text, c.quote, text) is None for c, text in told)

    assert found[True] / found.total() >= 0.93


WORDS = st.sampled_from(
    """
    the mayor Anna Putin he it said and or not if who which with , . ; “ ” ' ( ) - signed is was
    a treaty in 2010 that killing by as well only Paris than more first 5%
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
ROWS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@effort(max_examples=60)
@example(claim="0", sentence="well in the or in the the the the is")
@given(claim=ROWS | st.text(min_size=1, max_size=60).filter(str.strip), sentence=ROWS)
def test_any_wording_gets_an_answer(claim, sentence):
    assert breach(claim, sentence, sentence) in {None, *Breach}
