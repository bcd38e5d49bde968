"""Which word of its sentence each word of a claim is, whoever worded the claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from claims.splitting.cues import words
from claims.splitting.grammar import shared_subject

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

GLUE = words("a an the be is are was were been being am 's ' of that who")  # they say nothing alone
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "NUM"})
SIGNS = frozenset({"%", "$", "€", "£", "'s", "’s"})
APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class Alignment:
    """
    The words of a claim beside those of its sentence.

    `kept` are the words of the sentence that the claim says; `added` are those of the claim
    that stand neither there nor, in place of a pronoun, in one of the texts around it.
    """

    def __init__(self, claim: Span, sentence: Span, around: Sequence[str] = ()) -> None:
        self.root = claim.root
        self.claim = [token for token in claim if is_said(token)]
        self.sentence = [token for token in sentence if is_said(token)]
        self.full = sentence
        self._places: dict[int, Token] = {}
        self._align_stretches()
        self._align_forms(again=not any(True for _ in self._free_pronouns()))
        named = self._align_names([spelled_words(text) for text in (*around, sentence.text)])
        self._align_forms(again=True)
        self.kept = frozenset(self._places.values())
        self.added = [
            token
            for token in self.claim
            if self.of(token) is None and token.i not in named and spelled(token) not in GLUE
        ]

    def of(self, token: Token) -> Token | None:
        """Return the sentence's word for a word of the claim, or None where it has none."""
        return self._places.get(token.i)

    def _align_stretches(self) -> None:
        """Join the stretches that both have, the longest first."""
        said, told = ([spelled(t) for t in side] for side in (self.claim, self.sentence))
        matcher = SequenceMatcher(None, said, told, autojunk=False)
        for start, place, size in matcher.get_matching_blocks():
            for step in range(size):
                self._places[self.claim[start + step].i] = self.sentence[place + step]

    def _align_forms(self, *, again: bool) -> None:
        """Join what is left to the nearest word of its form or lemma; `again` to one twice."""
        taken, place = set(self._places.values()), -1
        for token in self.claim:
            if token.i not in self._places:
                alike = [other for other in self.sentence if forms(token) & forms(other)]
                free = [other for other in alike if other not in taken]
                if free or (alike and again):
                    nearest = min(free or alike, key=lambda other: abs(other.i - place - 1))
                    self._places[token.i] = nearest
                    taken.add(nearest)
            place = self._places[token.i].i if token.i in self._places else place

    def _align_names(self, around: Sequence[Sequence[str]]) -> set[int]:
        """Join names from around the sentence to the pronouns for which they stand."""
        named: set[int] = set()
        for start, end in list(self._strange_stretches()):
            run = self.claim[start:end]
            if not all(token.pos_ in NAMING for token in run):
                continue
            if self._completes_a_name(start, end, around):
                named |= {token.i for token in run}
            elif self._may_stand_for_a_pronoun(run, around):
                named |= {token.i for token in run}
                self._stand_for_a_pronoun(run)
        return named

    def _strange_stretches(self) -> Iterator[tuple[int, int]]:
        """Yield from where to where the claim says what the sentence does not."""
        start = None
        for index, token in enumerate(self.claim):
            known = self.of(token) is not None
            if start is None and not known and spelled(token) not in GLUE:
                start = index
            elif start is not None and (known or spelled(token) in GLUE):
                yield start, index
                start = None
        if start is not None:
            yield start, len(self.claim)

    def _completes_a_name(self, start: int, end: int, around: Sequence[Sequence[str]]) -> bool:
        """Whether the words stand around the sentence beside a name that it has: "Anna" Berg."""
        name = [spelled(token) for token in self.claim[start:end]]
        before = [t for t in self.claim[max(0, start - 1) : start] if t.pos_ == "PROPN"]
        after = [t for t in self.claim[end : end + 1] if t.pos_ == "PROPN"]
        wholes = [[spelled(t), *name] for t in before] + [[*name, spelled(t)] for t in after]
        return any(stands_in(whole, text) for whole in wholes for text in around)

    def _may_stand_for_a_pronoun(
        self, run: Sequence[Token], around: Sequence[Sequence[str]]
    ) -> bool:
        """Whether the words stand around the sentence, which has a pronoun or no subject."""
        if not any(token.pos_ in {"NOUN", "PROPN"} for token in run):
            return False
        unsaid = any(True for _ in self._free_pronouns()) or shared_subject(self.full.root) is None
        return unsaid and any(stands_in([spelled(t) for t in run], text) for text in around)

    def _stand_for_a_pronoun(self, run: Sequence[Token]) -> None:
        """Join the words to the pronoun that hangs where they do, or to the first that is left."""
        heads = {self.of(token.head) for token in run if token.head not in run}
        pronouns = sorted(self._free_pronouns(), key=lambda token: token.head not in heads)
        self._places.update({token.i: pronouns[0] for token in run if pronouns})

    def _free_pronouns(self) -> Iterator[Token]:
        """Yield the pronouns of the sentence that the claim does not say."""
        taken = set(self._places.values())
        for token in self.sentence:
            demonstrative = token.tag_ == "DT" and token.dep_ != "det"
            if token not in taken and (token.tag_ in {"PRP", "PRP$"} or demonstrative):
                yield token


def is_said(token: Token) -> bool:
    """Whether the token is a word or a figure, or a sign that is read aloud."""
    return any(char.isalnum() for char in token.text) or token.text in SIGNS


def spelled(token: Token) -> str:
    """Return the word without case."""
    return str(token.lower_).translate(APOSTROPHES)


def spelled_words(text: str) -> list[str]:
    """Return the words of a text that is not parsed, without case."""
    return "".join(char if char.isalnum() else " " for char in text.lower()).split()


def forms(token: Token) -> set[str]:
    """Return what the word may be recognised by."""
    return {spelled(token), token.lemma_.lower()}


def stands_in(run: Sequence[str], around: Sequence[str]) -> bool:
    """Whether the words stand there one behind the other."""
    parts = spelled_words(" ".join(run))
    size = len(parts)
    return size > 0 and any(
        [*around[at : at + size]] == parts for at in range(len(around) - size + 1)
    )
