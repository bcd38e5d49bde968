"""A text may be longer than the parser reads at once."""

import pytest

from claims.splitting import get_splitter
from claims.splitting.loading import load_parser
from claims.splitting.passages import LONGEST, portions
from claims.text.sentences import Span

SENTENCE = "The city of Number {} raised its taxes in May. "


@pytest.fixture
def short_sighted(monkeypatch):
    """A parser that refuses what is longer than one sentence may be."""
    monkeypatch.setattr(load_parser(), "max_length", LONGEST)
    monkeypatch.setattr("claims.splitting.spacy.PORTION", LONGEST)


def test_a_block_that_the_parser_would_refuse_is_read_in_portions(short_sighted):
    text = "".join(SENTENCE.format(number) for number in range(100))

    split = get_splitter().split(text)

    assert len(text) > 3 * LONGEST
    assert len(split.proposals) == 100
    assert split.proposals[-1].quote == SENTENCE.format(99).strip()
    assert split.skipped == ()


def test_a_context_that_the_parser_would_refuse_is_passed_over(short_sighted):
    split = get_splitter().split("She won the race.", context="Anna Berg ran and " * LONGEST)

    assert [claim.text for claim in split.proposals] == ["She won the race."]


def test_portions_hold_each_sentence_once_in_order():
    group = [Span(start, start + 10) for start in range(0, 100, 10)]

    assert list(portions(group, 1000)) == [group]
    assert list(portions(group, 30)) == [group[:3], group[3:6], group[6:9], group[9:]]
    assert list(portions(group, 1)) == [[span] for span in group]
    assert list(portions([], 30)) == []
