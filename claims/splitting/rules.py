"""Splitting by words and punctuation alone: careful, fast and without a language model."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from claims.splitting.base import BaseSplitter, Kind, Progress, Proposal, Reason, Skipped, Split
from claims.splitting.cues import (
    CONDITIONS,
    FUTURE,
    GREETINGS,
    INTERPRET,
    REQUESTS,
    SHOULD,
    VALUES,
)
from claims.splitting.passages import (
    find_passages,
    in_order,
    propose,
    propose_whole,
    said_in,
    telling,
)
from claims.text.blocks import Block, find_blocks
from claims.text.sentences import Span

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHORTEST = 2  # words; a subject and a verb

SAID = (
    r"(?:said|says|told|tells|announced|argued|argues|claimed|claims|confirmed|declared|denied|"
    r"denies|estimated|insisted|insists|reported|stated|states|suggested|suggests|suggest|warned|"
    r"warns|wrote|believe|believes|believed|think|thinks|say)"
)
NAME = r"(?P<who>[^,;:\"“”]{2,60}?)"
ATTRIBUTIONS = [
    re.compile(rf"^According to {NAME},\s"),
    re.compile(rf"^{NAME} {SAID}\b(?! (?:no|yes|goodbye)\b)"),
    re.compile(rf",[\"”’']? (?:{SAID} )?{NAME}(?: {SAID})?[.]?$"),
    re.compile(rf"\baccording to {NAME}[.]?$"),
]
CONJOINED = re.compile(
    r",? (?:and|but) (?=(?:he|she|it|they|we|I|this|that|these|those|there)\s"
    r"(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|might|shall|should)\b)"
    r"|;\s(?=[^\W\d_])"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|might|should|must|"
    r"\w+ed|said|made|took|gave|came|went|became|began|won|lost|rose|fell|held|led|met)\b"
)
BOUND = re.compile(
    rf"\b(?:{'|'.join(sorted(CONDITIONS))}|only|when|because|that|who|which|either|neither|both|so)\b"
    r"|[\"“”‘«»()]",
    re.IGNORECASE,
)
JUDGEMENT = re.compile(
    rf"\b(?:is|are|was|were|seems?) (?:\w+ ){{0,2}}(?:{'|'.join(sorted(VALUES))}|seen as)\b"
    rf"|\b(?:{'|'.join(sorted(INTERPRET))})(?:s|es)\b|\bI (?:think|believe|feel)\b",
    re.IGNORECASE,
)


class RuleSplitter(BaseSplitter):
    """Sentences, cut only where two clauses with subjects of their own are joined."""

    name = "rules"
    version = "2"
    languages = frozenset({"en"})

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
        """Return the claims of the text; title, context and date change nothing here."""
        known = language.split("-", maxsplit=1)[0].lower() in self.languages
        groups, skipped = find_passages(
            text, find_blocks(text) if blocks is None else blocks, language
        )
        proposals: list[Proposal] = []
        told: set[tuple[str, ...]] = set()
        for span in chain.from_iterable(telling(groups, len(text), progress)):
            if not known:
                proposals.append(propose_whole(text, span))
                continue
            reason = reason_to_skip(text[span.start : span.end])
            claims = [] if reason else claims_of(text, span)
            fresh = {key: claim for claim in claims if (key := said_in(claim.text)) not in told}
            told |= fresh.keys()
            proposals += fresh.values()
            if not fresh:
                skipped.append(Skipped(*span, reason or Reason.DUPLICATE))
        return Split(tuple(proposals), in_order(skipped), self.name, self.version, known)


def reason_to_skip(sentence: str) -> Reason | None:
    """Return why a sentence makes no claim, as far as its words tell."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(sentence)]
    if sentence.rstrip("\"'”’)! ").endswith("?"):
        return Reason.QUESTION
    if words and words[0] in REQUESTS and FINITE.search(sentence.split(",", maxsplit=1)[0]) is None:
        return Reason.IMPERATIVE
    if len(words) < SHORTEST:
        return Reason.GREETING if {*words} & GREETINGS else Reason.FRAGMENT
    return None


def claims_of(text: str, span: Span) -> Iterator[Proposal]:
    """Yield the claims of one sentence, all on the same passage."""
    sentence = " ".join(text[span.start : span.end].split())
    claimant = claimant_of(sentence)
    clauses = [sentence] if claimant else clauses_of(sentence)
    for clause in clauses:
        yield propose(
            text,
            span,
            clause,
            kind=Kind.ATTRIBUTED if claimant else kind_of(clause),
            claimant=claimant,
            operations=("coordination",) if len(clauses) > 1 else (),
        )


def claimant_of(sentence: str) -> str | None:
    """Return who says what the sentence reports, in its own words."""
    for pattern in ATTRIBUTIONS:
        match = pattern.search(sentence)
        if match and (re.search(rf"\b{SAID}\b", match[0]) or "ccording to" in match[0]):
            return match["who"].strip() or None
    return None


def clauses_of(sentence: str) -> list[str]:
    """Return the clauses of a sentence that can stand alone, or the sentence itself."""
    parts = [part.strip() for part in CONJOINED.split(sentence)]
    if BOUND.search(sentence) or not all(FINITE.search(part) for part in parts):
        return [sentence]
    return [sentence] if len(parts) == 1 else [_closed(part) for part in parts]


def _closed(clause: str) -> str:
    """Return a clause with a capital letter and a full stop."""
    return f"{clause[:1].upper()}{clause[1:].rstrip(',;. ')}."


def kind_of(sentence: str) -> Kind:
    """Return what sort of statement a sentence is, by its cue words."""
    words = {word.lower() for word in WORD.findall(sentence)}
    if words & SHOULD or JUDGEMENT.search(sentence):
        return Kind.OPINION
    if words & FUTURE or re.search(r"\b(?:is|are) (?:expected|likely|set|going) to\b", sentence):
        return Kind.PREDICTION
    return Kind.FACT
