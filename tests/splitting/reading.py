"""What the default splitter makes of a sentence, for the tests of its stages."""

from functools import cache

from claims.splitting.contents import CONTENT
from claims.splitting.granularity import Granularity
from claims.splitting.loading import load_parser, parse
from claims.splitting.repair import repaired
from claims.splitting.spacy import ClauseSplitter
from claims.splitting.statements import grains_in
from claims.splitting.wording import realise

SPLITTERS = {grain: ClauseSplitter(granularity=grain) for grain in Granularity}


def proposals(text, grain=Granularity.MEDIUM, **options):
    return list(SPLITTERS[grain].split(text, **options).proposals)


def wordings(text, grain=Granularity.MEDIUM, **options):
    return [proposal.text for proposal in proposals(text, grain, **options)]


@cache
def parsed(sentence):
    (doc,) = parse(load_parser(), [[sentence]])
    return repaired(doc)


def sayable(sentence, grain=Granularity.FINE):
    """Return every wording of a sentence that could be chosen, but what it says somebody said."""
    grains = grains_in(next(parsed(sentence).sents), grain)
    found = [one for one in grains if CONTENT not in one.draft.operations]
    return [realise(one.draft.words, {}) for one in found]


def reasons(text):
    return [str(passage.reason) for passage in SPLITTERS[Granularity.MEDIUM].split(text).skipped]
