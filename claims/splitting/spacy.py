"""The default splitter: clauses taken apart along the parse of spaCy's small English model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from claims.splitting.agreement import agreeing
from claims.splitting.attribution import claimant_of, speaker_of
from claims.splitting.base import BaseSplitter, Proposal, Reason, Skipped, Split
from claims.splitting.draft import Draft
from claims.splitting.grains import Grain
from claims.splitting.kinds import kind_of
from claims.splitting.loading import MODEL, load_parser, parse
from claims.splitting.offers import offered
from claims.splitting.passages import (
    LONGEST,
    find_passages,
    in_order,
    portions,
    propose,
    propose_whole,
)
from claims.splitting.references import Cast, resolved
from claims.splitting.repair import repaired
from claims.splitting.selection import reason_to_skip
from claims.splitting.selector import chosen
from claims.splitting.statements import SHORTENED, Granularity, grains_in, reported_by
from claims.splitting.wording import realise
from claims.text.blocks import Block, find_blocks
from claims.text.sentences import Span, find_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

CONTEXT_SENTENCES = 3
PORTION = 10_000  # characters of one block that are parsed at once: memory grows with them
LANGUAGES = ("en",)


class Reading:
    """One text being read from its start: the claims so far and who was named."""

    def __init__(self, text: str, cast: Cast, granularity: Granularity) -> None:
        self.text = text
        self.cast = cast
        self.granularity = granularity
        self.proposals: list[Proposal] = []
        self.skipped: list[Skipped] = []
        self.known: set[tuple[str, ...]] = set()

    def read(self, docs: Iterator[Doc], groups: list[list[Span]]) -> None:
        """Read the context, then the blocks."""
        for sentence in next(docs).sents if groups else ():
            self.cast.enter(sentence)
            self.cast.leave(sentence)
        for doc, spans in zip(docs, groups, strict=True):
            for sentence, span in zip(doc.sents, spans, strict=True):
                self.cast.enter(sentence)
                self._read_sentence(sentence, span)
                self.cast.leave(sentence)

    def _read_sentence(self, sentence: Sentence, span: Span) -> None:
        reason = reason_to_skip(sentence)
        subject = self.cast.goes_on(sentence) if reason is Reason.FRAGMENT else []
        if reason and not subject:
            self.skipped.append(Skipped(*span, reason))
            return
        grains = self._select(grains_in(sentence, self.granularity, subject), span)
        found = [self._propose(grain.draft, span) for grain in grains]
        fresh = [proposal for proposal in found if self._is_new(proposal)]
        self.proposals += fresh
        if not fresh:
            self.skipped.append(Skipped(*span, Reason.DUPLICATE))

    def _select(self, grains: list[Grain], span: Span) -> list[Grain]:
        """Return the grains that are told."""
        return chosen(grains, self.granularity) if self.granularity in SHORTENED else grains

    def _is_new(self, proposal: Proposal) -> bool:
        """Whether no earlier claim says the same in the same words."""
        key = said_in(proposal.text)
        if key in self.known:
            return False
        self.known.add(key)
        return True

    def _propose(self, draft: Draft, span: Span) -> Proposal:
        """Return the draft as a claim that stands by itself."""
        kept = set(draft.tokens())
        agreed = agreeing(kept)
        meant = resolved(draft.words, self.cast)
        frame = reported_by(draft)
        claimant = claimant_of(draft.head, kept) if frame is None else speaker_of(frame)
        atom = realise(draft.words, agreed)
        wording = realise(draft.words, agreed | meant.replaced) if meant.replaced else atom
        return propose(
            self.text,
            span,
            wording,
            atom=atom,
            kind=kind_of(draft.head, kept, reports=frame is None and claimant is not None),
            claimant=None if claimant is None else self.cast.name_at(claimant),
            operations=(*draft.operations, *(meant.steps if wording != atom else ())),
            suggestions=offered(meant.doubts, draft.words, wording),
        )


class ClauseSplitter(BaseSplitter):
    """
    Sentences taken apart into the statements that they make.

    Options: `granularity` (clause, medium, fine), `model` and the `languages` it reads.
    """

    name = "clauses"
    version = "2"
    reading: ClassVar[type[Reading]] = Reading

    def __init__(
        self,
        *,
        granularity: str = Granularity.MEDIUM,
        model: str = MODEL,
        languages: Sequence[str] = LANGUAGES,
    ) -> None:
        self.granularity = Granularity(granularity)
        self.model = model
        self.languages = frozenset(languages)

    def split(
        self,
        text: str,
        *,
        title: str = "",
        context: str = "",
        language: str = "en",
        blocks: Sequence[Block] | None = None,
        published: str | None = None,
    ) -> Split:
        """Return the claims of the text; title and context tell whom pronouns mean."""
        known = language.split("-", maxsplit=1)[0].lower() in self.languages
        blocks = find_blocks(text) if blocks is None else blocks
        groups, skipped = find_passages(text, blocks, language)
        if known:
            groups = [portion for group in groups for portion in portions(group, PORTION)]
            reading = self.reading(text, Cast(title, published or ""), self.granularity)
            reading.read(self._parsed(text, groups, context), groups)
            proposals, skipped = reading.proposals, skipped + reading.skipped
        else:
            proposals = [propose_whole(text, span) for span in chain.from_iterable(groups)]
        return Split(tuple(proposals), in_order(skipped), self.name, self.version, known)

    def _parsed(self, text: str, groups: list[list[Span]], context: str) -> Iterator[Doc]:
        """Yield the parsed context, then each parsed block."""
        if not groups:
            return iter(())
        before = find_sentences(context)[-CONTEXT_SENTENCES:]
        readable = [context[a:b] for a, b in before if b - a <= LONGEST]
        sentences = [[text[a:b] for a, b in group] for group in groups]
        return map(repaired, parse(load_parser(self.model), [readable, *sentences]))


def said_in(text: str) -> tuple[str, ...]:
    """Return the words of a claim in a form that tells repetitions: no case, marks, articles."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return tuple(word for word in words if word not in {"a", "an", "the"})
