"""The default splitter: clauses taken apart along the parse of spaCy's small English model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, ClassVar

from claims.splitting.agreement import agreeing
from claims.splitting.attribution import attributed_by, claimant_of, credited_by
from claims.splitting.base import BaseSplitter, Progress, Proposal, Reason, Skipped, Split
from claims.splitting.connectives import without_connective
from claims.splitting.draft import Draft, Worded
from claims.splitting.grains import Grain
from claims.splitting.grammar import quote_pairs
from claims.splitting.granularity import Granularity
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
    said_in,
    telling,
)
from claims.splitting.references import Cast, resolved
from claims.splitting.repair import repaired
from claims.splitting.repeats import is_near, without_repeats
from claims.splitting.selection import reason_to_skip
from claims.splitting.selector import chosen
from claims.splitting.statements import SHORTENED, grains_in
from claims.splitting.wording import realise
from claims.text.blocks import Block, find_blocks
from claims.text.sentences import Span, find_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
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
        self.voice: str | None = None  # whose words the last sentence of the block quoted
        self.known: dict[tuple[str, ...], int] = {}  # the text's own claims, and their places
        self.reported: dict[tuple[str, ...], int] = {}  # what somebody is reported to have said

    def read(self, docs: Iterator[Doc], groups: Iterable[list[Span]]) -> None:
        """Read the context, then the blocks."""
        for before in islice(docs, 1):
            for sentence in before.sents:
                self.cast.enter(sentence)
                self.cast.leave(sentence)
        for doc, spans in zip(docs, groups, strict=True):
            self.voice = None
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
        before = len(self.proposals)
        self._tell([grain.draft for grain in grains], span)
        if len(self.proposals) == before:
            self.skipped.append(Skipped(*span, Reason.DUPLICATE))
        if not is_speech(sentence):
            speakers = [claim.claimant for claim in self.proposals[before:] if claim.claimant]
            self.voice = speakers[0] if speakers and quote_pairs(sentence) else None

    def _select(self, grains: list[Grain], span: Span) -> list[Grain]:
        """Return the grains that are told."""
        return chosen(grains, self.granularity) if self.granularity in SHORTENED else grains

    def _tell(self, drafts: list[Draft], span: Span) -> None:
        """Make claims of the drafts: reports first, then what each of them reports."""
        told = without_repeats([self._worded(draft) for draft in drafts], self._worded)
        own = [one for one in told if attributed_by(one.draft) is None]
        places = [self._place_of(self._propose(one, span)) for one in own]
        for one in told:
            credit = attributed_by(one.draft)
            reports = [n for n, report in enumerate(own) if credit in report.draft.tokens()]
            if self.granularity is Granularity.FINE and any(is_near(one, own[n]) for n in reports):
                continue  # its details are told one by one
            if credit is not None and reports:
                frame = self._nearest(one.draft, {places[n]: own[n].draft for n in reports})
                self._place_of(self._propose(one, span, frame=frame))

    def _nearest(self, draft: Draft, reports: dict[int, Draft]) -> int:
        """Return the place of the report that names the draft's speaker and says most of it."""
        claimant, said = self._claimant_of(draft, set()), set(draft.tokens())

        def fit(place: int) -> tuple[bool, int]:
            named = self.proposals[place].claimant == claimant
            return named, len(said.intersection(reports[place].tokens()))

        return max(reports, key=fit)

    def _place_of(self, proposal: Proposal) -> int:
        """
        Return the claim's place among all: its own, or that of an earlier one with its words.

        What the text says by itself is told even where somebody was reported to say so before.
        """
        said = said_in(proposal.text)
        place = self.known.get(said)
        if place is None and proposal.frame is not None:
            place = self.reported.get(said)
        if place is None:
            place = len(self.proposals)
            (self.known if proposal.frame is None else self.reported)[said] = place
            self.proposals.append(proposal)
        return place

    def _worded(self, draft: Draft) -> Worded:
        """Return the draft with the sentences that it makes: as the text has it, and alone."""
        agreed = agreeing(set(draft.tokens()))
        meant = resolved(draft.words, self.cast)
        atom = realise(draft.words, agreed)
        alone = without_connective(draft.words)
        joined = alone is not draft.words
        changed = meant.replaced or joined
        wording = realise(alone, agreed | meant.replaced) if changed else atom
        steps = (*meant.steps, *(["connective"] if joined else []))
        return Worded(draft, atom, wording, steps if wording != atom else (), meant.doubts)

    def _propose(self, worded: Worded, span: Span, frame: int | None = None) -> Proposal:
        """Return the draft as a claim that stands by itself."""
        draft = worded.draft
        kept = set(draft.tokens())
        claimant = self._claimant_of(draft, kept)
        speech = is_speech(draft.head.sent)
        reports = speech or (frame is None and claimant is not None)
        return propose(
            self.text,
            span,
            worded.wording,
            atom=worded.atom,
            kind=kind_of(draft.head, kept, reports=reports),
            claimant=claimant,
            frame=frame,
            operations=(*draft.operations, *worded.steps),
            suggestions=offered(worded.doubts, draft.words, worded.wording),
        )

    def _claimant_of(self, draft: Draft, kept: set[Token]) -> str | None:
        """Return who says it: whoever is credited, or is being quoted at some length."""
        credit = attributed_by(draft)
        speaker = claimant_of(draft.head, kept) if credit is None else credited_by(credit)
        if speaker is None:
            return self.voice if is_speech(draft.head.sent) else None
        return self.cast.name_at(speaker)


def is_speech(sentence: Sentence) -> bool:
    """Whether the sentence is a quotation and nothing else: its speaker stands elsewhere."""
    pairs = quote_pairs(sentence)
    said = [token.i for token in sentence if not token.is_punct]
    return bool(pairs and said) and any(a.i < said[0] and said[-1] < b.i for a, b in pairs)


class ClauseSplitter(BaseSplitter):
    """
    Sentences taken apart into the statements that they make.

    Options: `granularity` (clause, medium, fine), `model` and the `languages` it reads.
    """

    name = "clauses"
    version = "2"
    granularity: Granularity
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
        progress: Progress | None = None,
    ) -> Split:
        """Return the claims of the text; title and context tell whom pronouns mean."""
        known = language.split("-", maxsplit=1)[0].lower() in self.languages
        blocks = find_blocks(text) if blocks is None else blocks
        groups, skipped = find_passages(text, blocks, language)
        if known:
            groups = [portion for group in groups for portion in portions(group, PORTION)]
            cast = Cast(title, published or "", f"{context}\n{text}")
            reading = self.reading(text, cast, self.granularity)
            told = telling(groups, len(text), progress)
            reading.read(self._parsed(text, groups, context), told)
            proposals, skipped = reading.proposals, skipped + reading.skipped
        else:
            spans = chain.from_iterable(telling(groups, len(text), progress))
            proposals = [propose_whole(text, span) for span in spans]
        return Split(tuple(proposals), in_order(skipped), self.name, self.version, known)

    def _parsed(self, text: str, groups: list[list[Span]], context: str) -> Iterator[Doc]:
        """Yield the parsed context, then each parsed block."""
        if not groups:
            return iter(())
        before = find_sentences(context)[-CONTEXT_SENTENCES:]
        readable = [context[a:b] for a, b in before if b - a <= LONGEST]
        sentences = [[text[a:b] for a, b in group] for group in groups]
        return map(repaired, parse(load_parser(self.model), [readable, *sentences]))
