"""One text being read with a language model: asked sentence by sentence, and not believed."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from claims.splitting.alignment import GLUE, forms
from claims.splitting.asking import SCHEMA, Worded, question, read_answer
from claims.splitting.attribution import claimant_of
from claims.splitting.base import Kind, Progress, Proposal, Reason, Skipped
from claims.splitting.chat import Chat, ModelError
from claims.splitting.faithful import breach_of
from claims.splitting.kinds import kind_of
from claims.splitting.loading import load_parser, parse
from claims.splitting.passages import LONGEST, propose, said_in
from claims.splitting.references import Cast
from claims.splitting.repair import repaired
from claims.splitting.spacy import CONTEXT_SENTENCES
from claims.splitting.tally import Tally
from claims.splitting.window import full_names, sole_name
from claims.text.sentences import Span as Place
from claims.text.sentences import find_sentences

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

COVERED = 0.75  # of the words of a default claim, for it not to be missed
DECLINABLE = frozenset({Kind.OPINION, Kind.PREDICTION})  # what a model may pass over


class ModelReading:
    """The claims so far; each sentence is asked about, each answer held against its sentence."""

    def __init__(self, text: str, title: str, chat: Chat, tally: Tally, budget: float) -> None:
        self.text = text
        self.title = title
        self.chat = chat
        self.tally = tally
        self.until = monotonic() + budget
        self.nlp = load_parser()
        self.cast = Cast()
        self.window: deque[Sentence] = deque(maxlen=CONTEXT_SENTENCES)
        self.titled = [self._parsed(title)] if has_letters(title) else []
        self.proposals: list[Proposal] = []
        self.skipped: list[Skipped] = []
        self.known: set[tuple[str, ...]] = set()

    def read(self, context: str, default: Sequence[Proposal], progress: Progress) -> None:
        """
        Read the context, then each sentence of which the default splitter has claims.

        Before each sentence `progress` is told how far it is, and at the end that all is done.
        """
        before = find_sentences(context)[-CONTEXT_SENTENCES:]
        readable = [context[a:b] for a, b in before if b - a <= LONGEST]
        self.window.extend(self._parsed(said) for said in readable if has_letters(said))
        places: dict[Place, list[Proposal]] = {}
        for proposal in default:
            places.setdefault(Place(proposal.start, proposal.end), []).append(proposal)
        for place, claims in places.items():
            progress(place.start, len(self.text))
            sentence = self._parsed(self.text[place.start : place.end])
            self._read_sentence(place, sentence, claims)
            self.window.append(sentence)
        progress(len(self.text), len(self.text))

    def _read_sentence(self, place: Place, sentence: Sentence, default: list[Proposal]) -> None:
        """Propose what the model says rightly, and of the default claims what that leaves out."""
        answer = self._answer(sentence)
        around = self._around(sentence, default)
        held = (self._held(worded, place, sentence, around) for worded in answer or ())
        told = [claim for claim in held if claim is not None]
        missed = self._missed(told, [claim for claim in default if claim.frame is None])
        if answer == []:
            missed = [claim for claim in missed if claim.kind not in DECLINABLE]
        fresh = [claim for claim in [*told, *missed] if self._is_new(claim)]
        before = len(self.proposals)
        self.proposals += fresh
        self._add_reported([claim for claim in default if claim.frame is not None], before)
        added = self.proposals[before:]
        self.tally.fallen_back += sum("fallback" in claim.operations for claim in added)
        if not fresh:
            repeats = told or missed
            reason = Reason.DUPLICATE if repeats else Reason.NOT_A_CLAIM
            self.skipped.append(Skipped(*place, reason))

    def _add_reported(self, reported: list[Proposal], before: int) -> None:
        """Add what the default splitter says was said, where a claim names who said it."""
        for claim in reported:
            reports = (
                before + place
                for place, report in enumerate(self.proposals[before:])
                if report.frame is None and report.claimant == claim.claimant
            )
            frame = next(reports, None)
            if frame is not None and self._is_new(claim):
                steps = (*claim.operations, "fallback")
                self.proposals.append(replace(claim, operations=steps, frame=frame))

    def _answer(self, sentence: Sentence) -> list[Worded] | None:
        """Return what the model makes of a sentence, or None where it fails."""
        self.tally.sentences += 1
        messages = question(
            sentence.text, title=self.title, before=[said.text for said in self.window]
        )
        try:
            if monotonic() > self.until:
                raise ModelError("out of time")
            reply = self.chat.ask(messages, SCHEMA)
            self.tally.tokens_in += reply.tokens_in
            self.tally.tokens_out += reply.tokens_out
            return read_answer(reply.content)
        except ModelError as error:
            self.tally.failed[error.reason] += 1
            return None

    def _around(self, sentence: Sentence, default: list[Proposal]) -> list[str]:
        """Return what may stand for a pronoun: as the default splitter finds, or the one name."""
        near = [*self.titled, *self.window]
        resolved = [claim.text for claim in default if claim.text != claim.atom]
        return [*resolved, *sole_name(near), *full_names(near, sentence)]

    def _held(
        self, worded: Worded, place: Place, sentence: Sentence, around: list[str]
    ) -> Proposal | None:
        """Return the claim, if it says what the sentence says; count it where it does not."""
        atom, text = self._parsed(worded.atom), self._parsed(worded.text)
        breach = breach_of(atom, sentence)
        if breach is None and worded.text != worded.atom:
            breach = breach_of(text, atom, around=around)
        if breach is not None:
            self.tally.rejected[breach] += 1
            return None
        kept = set(text)
        claimant = claimant_of(text.root, kept)
        self.tally.accepted += 1
        return propose(
            self.text,
            place,
            worded.text,
            atom=worded.atom,
            kind=kind_of(text.root, kept, reports=claimant is not None),
            claimant=None if claimant is None else self.cast.name_at(claimant),
            operations=("model", *(("pronoun",) if worded.text != worded.atom else ())),
        )

    def _missed(self, told: list[Proposal], default: list[Proposal]) -> list[Proposal]:
        """Return the default claims of which the model's leave out too much."""
        said = {word for claim in told for word in self._words(claim.text)}
        words = [(claim, self._words(claim.text)) for claim in default]
        return [
            replace(claim, operations=(*claim.operations, "fallback"))
            for claim, needed in words
            if not told or len(needed & said) < COVERED * len(needed)
        ]

    def _words(self, claim: str) -> set[str]:
        """Return the lemmas of the words that say something."""
        said = (token for token in self._parsed(claim) if token.text[0].isalnum())
        return {token.lemma_.lower() for token in said if not forms(token) & GLUE}

    def _is_new(self, claim: Proposal) -> bool:
        """Whether no earlier claim of the text says the same in the same words."""
        key = said_in(claim.text)
        if key in self.known:
            self.tally.repeated += 1
            return False
        self.known.add(key)
        return True

    def _parsed(self, said: str) -> Sentence:
        (doc,) = parse(self.nlp, [[said]])
        return next(repaired(doc).sents)


def has_letters(text: str) -> bool:
    """Whether there is anything that a parser could read."""
    return any(char.isalnum() for char in text)
