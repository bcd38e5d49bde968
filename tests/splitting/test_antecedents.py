"""Texts about whom and what words mean; most are traps, where a name would accuse the wrong one."""

import pytest

from tests.splitting.antecedents import ANTECEDENTS
from tests.splitting.reading import proposals
from tests.width import wide


def told(text):
    """Return all claims at every grain that a reader may be shown."""
    return {grain: proposals(text, grain) for grain in ("clause", "medium", "fine")}


def last_of(text):
    """Return the last claim of the text that it makes itself."""
    return [claim for claim in proposals(text) if claim.frame is None][-1]


def ids(antecedent):
    return antecedent.text[:50]


@pytest.mark.parametrize("antecedent", wide(ANTECEDENTS), ids=ids)
def test_nobody_is_named_who_is_not_meant(antecedent):
    forbidden = set(antecedent.wordings["-"])

    for claims in told(antecedent.text).values():
        assert forbidden & {claim.text for claim in claims} == set()


@pytest.mark.parametrize("antecedent", [a for a in ANTECEDENTS if a.wordings["+"]], ids=ids)
def test_what_is_certain_is_named(antecedent):
    assert last_of(antecedent.text).text == antecedent.wordings["+"][0]


@pytest.mark.parametrize("antecedent", [a for a in ANTECEDENTS if a.wordings["="]], ids=ids)
def test_in_doubt_the_words_stay(antecedent):
    claim = last_of(antecedent.text)

    assert claim.text == claim.atom == antecedent.wordings["="][0]


@pytest.mark.parametrize("antecedent", [a for a in ANTECEDENTS if a.wordings["?"]], ids=ids)
def test_the_reviewer_is_offered_who_may_be_meant(antecedent):
    claim = last_of(antecedent.text)

    assert [one.antecedent for one in claim.suggestions] == antecedent.wordings["?"]
    assert f"[{antecedent.wordings['?'][0]}?]" in claim.asking


def test_there_are_traps_enough():
    assert len(ANTECEDENTS) >= 60
    assert sum(bool(a.wordings["-"] or a.wordings["="]) for a in ANTECEDENTS) >= 40
