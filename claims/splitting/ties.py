"""Whether a claim says of each thing what its sentence says of that thing, not of another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.binding import has_no_tense, is_cue
from claims.splitting.cues import HEDGES, PRIVATIVES
from claims.splitting.grammar import AUXILIARIES, SUBJECTS, is_actual, is_verb, subject_of
from claims.splitting.guards import does_itself
from claims.splitting.limits import may_be_of_another

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.alignment import Alignment

JOINED = frozenset({"conj", "appos"})  # what is said of the first is said of the second
OBJECTS = frozenset({"dobj", "dative", "attr", "acomp", "oprd"})
MODIFIERS = frozenset({"amod", "nummod", "compound", "poss", "nmod", "quantmod"})
EMPTY = frozenset({"DET", "PART", "CCONJ", "PUNCT"})
LIGHT = frozenset({"be", "have", "do"})
CLAUSES = frozenset({"relcl", "acl"})
VERBAL = ("VB", "MD")
FREE = frozenset({"det", "punct", "case", "cc", "mark"}) | AUXILIARIES


def is_untied(alignment: Alignment) -> bool:
    """Whether two words are tied in the claim that the sentence does not tie so."""
    verb = alignment.of(alignment.root)
    misread = verb is not None and is_verb(alignment.root) and not verb.tag_.startswith(VERBAL)
    misread = misread or does_itself(alignment.claim)
    return misread or any(not _holds(token, alignment) for token in alignment.claim)


def _holds(token: Token, alignment: Alignment) -> bool:
    """Whether what the token hangs on in the claim carries it in the sentence too."""
    word, head = alignment.of(token), token.head
    bound = is_cue(token) or token.tag_ == "MD"
    if word is None or head == token or (token.dep_ in FREE and not bound):
        return True
    if head.lemma_ == "be" and token.dep_ in OBJECTS | SUBJECTS and _is_described(head, alignment):
        return True
    above = alignment.of(head)
    if above is None and is_verb(head):
        return False
    while above is None and head.head != head:
        head = head.head
        above = alignment.of(head)
    return above is None or above == word or Path(word, above, alignment).carries(token)


def _is_described(be: Token, alignment: Alignment) -> bool:
    """Whether the sentence has as a description what the claim says with "is"."""
    subject = next((alignment.of(c) for c in be.children if c.dep_ in SUBJECTS), None)
    others = [c for c in be.children if c.dep_ in OBJECTS | {"prep", "advmod", "npadvmod"}]
    told = [word for word in map(alignment.of, others) if word is not None]
    if subject is None or not told:
        return False
    return all(Path(word, subject, alignment).describes() for word in told)


class Path:
    """The way from one word of a sentence to another, by what each hangs on."""

    def __init__(self, word: Token, head: Token, alignment: Alignment) -> None:
        self.word, self.head, self.kept = word, head, alignment.kept
        up, down = [word, *word.ancestors], [head, *head.ancestors]
        self.top = next((token for token in up if token in down), None)
        self.up = up if self.top is None else up[: up.index(self.top)]
        self.down = down if self.top is None else down[: down.index(self.top)]

    def carries(self, token: Token) -> bool:
        """Whether the word hangs on the head as the claim has it."""
        return self.top is not None and self._carries(token)

    def _carries(self, token: Token) -> bool:
        if is_cue(token) or token.tag_ == "MD":
            return self._is_bound()
        if token.dep_ in SUBJECTS:
            return self._is_subject(passive=token.dep_ == "nsubjpass")
        if token.dep_ in OBJECTS:
            return self._is_object()
        if token.dep_ in {"pobj", "pcomp"}:
            return self.top == self.head and passes_on(self.up[:-1])
        if token.dep_ in MODIFIERS:
            return passes_on([*self.up[:-1], *self.down]) or self._is_shared()
        return self._is_clear()

    def describes(self) -> bool:
        """Whether one of the two words is part of what is said in the other one's phrase."""
        if self.word.lower_ in PRIVATIVES:
            return False
        between = [*self.up[1:], *self.down[1:]]
        if self.top not in {self.word, self.head} or any(is_verb(t) for t in between):
            return False
        return self._is_clear() and not any(t.dep_ == "conj" for t in [*self.up, *self.down])

    def _is_subject(self, *, passive: bool) -> bool:
        up, down = self.up, self.down
        if not down:
            led = up[-1].dep_ in SUBJECTS and passes_on(up[:-1])
            return led and (up[-1].dep_ == "nsubjpass") is passive
        if not up or passes_on(up):
            return leads_its_clause(down, passive=passive)
        if up[-1].dep_ not in SUBJECTS or not passes_on(up[:-1]):
            return False
        if down[-1].dep_ == "attr":
            said = self.top is not None and self.top.lemma_ == "be" and is_actual(self.top)
            return said and leads_its_clause(down[:-1], passive=passive)
        return all(_shares_subject(t) for t in down)

    def _is_object(self) -> bool:
        up, down = self.up, self.down
        if not down:
            outer = [t.dep_ for t in up]
            if outer[-1] in OBJECTS | {"nsubjpass"} and passes_on(up[:-1]):
                return True
            if up[0].ent_type_ == "NORP" and outer == ["amod", "attr"]:
                return True  # "is American" of "is an American actor"
            own = any(child.dep_ in OBJECTS for child in self.head.children)
            return not own and outer[-1] == "conj" and outer[0] in OBJECTS and is_verb(up[-1])
        return not up and any(t.dep_ in CLAUSES and subject_of(t) is not None for t in down)

    def _is_bound(self) -> bool:
        """Whether a denial, a modal or a limit stands on the head or is shared by it."""
        hedge = self.word.lower_ in HEDGES
        shared = all(t.dep_ == "conj" and (hedge or has_no_tense(t)) for t in self.down)
        return len(self.up) == 1 and shared

    def _is_shared(self) -> bool:
        """Whether the word stands on the first of several verbs that share it."""
        return len(self.up) == 1 and all(t.dep_ == "conj" for t in self.down)

    def _is_clear(self) -> bool:
        """Whether nothing stands between the two that the claim does not say."""
        return all(
            token in self.kept
            or below.dep_ in JOINED
            or token.pos_ in EMPTY
            or (token.lemma_ in LIGHT and token.pos_ == "AUX")
            for token, below in self._between()
        )

    def _between(self) -> Iterator[tuple[Token, Token]]:
        """Yield each word on the way, with the one below it."""
        for side in (self.up, self.down):
            yield from ((token, below) for below, token in pairwise(side))
        if self.up and self.down and self.top is not None:
            yield self.top, self.down[-1]


def passes_on(tokens: Sequence[Token]) -> bool:
    """Whether what is said of the word above is said of these too."""
    return all(token.dep_ in JOINED for token in tokens)


def leads_its_clause(down: Sequence[Token], *, passive: bool) -> bool:
    """Whether the word on which a verb's clause hangs is the verb's subject."""
    clause = next((t for t in down if t.dep_ in CLAUSES), None)
    if clause is None or not all(t.dep_ in JOINED | CLAUSES for t in down):
        return False
    subject = subject_of(clause)
    if subject is not None:
        return subject.tag_ in {"WP", "WDT"} and (subject.dep_ == "nsubjpass") is passive
    own = clause.dep_ == "acl" and not may_be_of_another(clause, clause.head)
    return own and (clause.tag_ == "VBN") is passive


def _shares_subject(verb: Token) -> bool:
    """Whether a verb takes its subject from the one above it: "He sat down, reading"."""
    if subject_of(verb) is not None:
        return False
    bound = any(child.dep_ in {"mark", "advmod"} and child.i < verb.i for child in verb.children)
    return verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "advcl" and not bound)
