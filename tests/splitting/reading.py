"""What the default splitter makes of a sentence, for the tests of its stages."""

from claims.splitting.spacy import ClauseSplitter
from claims.splitting.statements import Granularity

SPLITTERS = {grain: ClauseSplitter(granularity=grain) for grain in Granularity}


def proposals(text, grain=Granularity.MEDIUM, **options):
    return list(SPLITTERS[grain].split(text, **options).proposals)


def wordings(text, grain=Granularity.MEDIUM, **options):
    return [proposal.text for proposal in proposals(text, grain, **options)]


def reasons(text):
    return [str(passage.reason) for passage in SPLITTERS[Granularity.MEDIUM].split(text).skipped]
