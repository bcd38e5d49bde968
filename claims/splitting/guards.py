"""What every draft must pass before it becomes a claim."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.cues import NEGATIONS, PRIVATIVES
from claims.splitting.grammar import SUBJECTS, closes_span, is_finite, is_quote, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Draft, Word

SHORTEST = 3
DANGLING_TAGS = frozenset({"IN", "DT", "CC", "TO", "PRP$", "WDT", "WP", "WP$", "MD"})
BINDING = NEGATIONS | {"only", "not", "if", "unless", "whether"}
QUANTIFIERS = frozenset({"few", "most", "some", "no"})
HELPERS = frozenset({"be", "have", "do"})
OPENERS = frozenset(
    {"who", "which", "whose", "whom", "that", "and", "but", "or", "because", "while"}
)


def passes(draft: Draft) -> bool:
    """Whether the draft is a sentence and leaves out nothing that would change what it says."""
    return is_sentence(draft) and keeps_meaning(draft)


def is_sentence(draft: Draft) -> bool:
    """Whether there are a subject, a finite verb and an end that does not dangle."""
    said = [w for w in draft.words if isinstance(w, str) or not w.is_punct]
    if len(said) < SHORTEST or _dangles(draft):
        return False
    tokens = set(draft.tokens())
    inserted = any(isinstance(word, str) and word.isalpha() for word in draft.words)
    verbs = [token for token in tokens if is_verb(token)]
    finite = inserted or any(_shows_tense(verb, tokens) for verb in verbs)
    subject = inserted or draft.operations[-1:] != () or any(t.dep_ in SUBJECTS for t in tokens)
    return finite and subject


def _shows_tense(verb: Token, tokens: set[Token]) -> bool:
    return is_finite(verb) or any(t.tag_ in {"MD", "VBZ", "VBD", "VBP"} for t in tokens)


def _dangles(draft: Draft) -> bool:
    """Whether the last word waits for another, or the first joins on to something."""
    said = [w for w in draft.words if isinstance(w, str) or not w.is_punct]
    first, last = said[0], said[-1]
    if not isinstance(first, str) and first.dep_ == "mark" and first.head == draft.head:
        return True
    if not isinstance(first, str) and first.lower_ in OPENERS and not first.is_sent_start:
        return first.dep_ not in {"det", "nsubj", "nsubjpass"} or first.lower_ != "that"
    if isinstance(last, str) or not (last.tag_ in DANGLING_TAGS or last.lemma_ in HELPERS):
        return False
    following = last.i + 1
    ends = following >= last.sent.end or last.doc[following].is_punct
    return not ends


def keeps_meaning(draft: Draft) -> bool:
    """Whether each denial, modal and limit that reaches the draft's words is among them."""
    tokens = set(draft.tokens())
    if _runs_together(draft.words):
        return False
    shortened = "adjunct" in draft.operations
    if shortened and (_reaches_over(tokens) or _joins_nothing(tokens) or _leaps(tokens)):
        return False
    if shortened and any(_is_left_bare(token, tokens) for token in tokens):
        return False
    for token in tokens:
        for child in token.children:
            if child not in tokens and _binds(child, token, tokens):
                return False
    return True


def _runs_together(words: list[Word]) -> bool:
    """Whether two nouns stand side by side that a comma or a word held apart."""
    return any(
        _is_torn(a, b)
        for a, b in pairwise(words)
        if not isinstance(a, str) and not isinstance(b, str) and b.i > a.i + 1
    )


def _reaches_over(tokens: set[Token]) -> bool:
    """Whether a part hangs on a word before an "and" that is gone: it may belong behind it."""
    return any(
        between.dep_ == "cc" and between not in tokens and between.head.i > token.head.i
        for token in tokens
        if token.dep_ in {"prep", "relcl", "acl"} and token.head in tokens
        for between in token.doc[token.head.i + 1 : token.i]
    )


def _is_left_bare(verb: Token, tokens: set[Token]) -> bool:
    """Whether a participle on a noun has lost all that it said: "a man jailed died"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.head not in tokens:
        return False
    own = [child for child in verb.children if not child.is_punct]
    return bool(own) and not any(child in tokens for child in own)


def _leaps(tokens: set[Token]) -> bool:
    """Whether a clause is told of a word over a noun that is gone, of which it may be said."""
    return any(
        between.pos_ in {"NOUN", "PROPN"} and between not in tokens
        for token in tokens
        if token.dep_ in {"relcl", "acl"} and token.head in tokens
        for between in token.doc[token.head.i + 1 : token.left_edge.i]
    )


def _joins_nothing(tokens: set[Token]) -> bool:
    """Whether the end of the clause before an "and" is gone: "he sang and later in Milan"."""
    for joint in (token for token in tokens if token.dep_ == "cc" and is_verb(token.head)):
        before = [t for t in joint.doc[joint.sent.start : joint.i] if not t.is_punct]
        going_on = any(child.dep_ == "conj" and child in tokens for child in joint.head.children)
        if before and before[-1] not in tokens and not going_on:
            return True
    return False


def _is_torn(a: Token, b: Token) -> bool:
    """Whether the second of two words across a gap hangs on what is no longer there."""
    if {a.pos_, b.pos_} <= {"NOUN", "PROPN"} and (a.head == b or b.head == a):
        return True
    if _has_lost_its_noun(b):
        return True
    phrase = b
    while phrase.dep_ in {"compound", "det", "amod", "poss", "nmod", "nummod"}:
        phrase = phrase.head
    return b.nbor(-1).text == "," and phrase.dep_ in {"appos", "dep"}


def _has_lost_its_noun(word: Token) -> bool:
    """Whether what stood before a quoted title or a bare noun was part of what it names."""
    first = word.nbor(-1) if is_quote(word.nbor(-1)) and not word.is_punct else word
    if is_quote(first):  # "the series [“All In”]"
        return first.nbor(-1).pos_ in {"NOUN", "PROPN"}
    bare = word.tag_ in {"NN", "VBP"} and word.dep_ in {"dobj", "npadvmod", "xcomp"}
    return bare and word.nbor(-1).pos_ == "PROPN"  # "the Virgin Islands [resort]"


def _binds(child: Token, parent: Token, tokens: set[Token]) -> bool:
    """Whether the parent means something else without this child."""
    if child.dep_ in {"neg"} or (child.lower_ in BINDING and child.dep_ not in {"cc", "prep"}):
        return True
    if child.dep_ == "aux" and is_verb(parent) and child.tag_ in {"MD", "TO"}:
        return not any(t.dep_ == "aux" and t.lower_ == child.lower_ for t in tokens)
    if child.dep_ in {"advcl", "prep"} and not closes_span(child):
        return child.lower_ in {"without", "except", "unless", "until"} or any(
            g.lower_ in {"if", "unless", "until", "only"} for g in child.children
        )
    return child.dep_ in {"det", "amod"} and (child.lower_ in QUANTIFIERS | PRIVATIVES)
