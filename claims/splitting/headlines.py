"""
Headlines without their "is": "Ann Lee and Bo Lund in goal for Norway".

The parser finds only a name with something behind it. The word that the "is" stands before is
made what the sentence hangs on, so that all that takes clauses apart takes this apart as well;
`selection.is_headline` tells such a word, and the "is" is added where a claim is worded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.cues import words
from claims.splitting.grammar import FINITE_TAGS, QUOTES, conjuncts, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PLACED = words("in at on among behind over under up out near off above ahead")
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
BEFORE = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "CCONJ", "PART", "PUNCT", "SYM"})
SIGNS = frozenset({",", "-", "'s", "’s", "and", "'", "’"}) | QUOTES
FEWEST = 5  # words and signs; "Alice in Wonderland." is a title


def supply_copula(sentence: Span) -> None:
    """Make what a name is said to be, or where, the root of a headline without a verb."""
    root = sentence.root
    last = sentence[-1]
    if root.pos_ != "PROPN" or last.text != "." or len(sentence) < FEWEST:
        return
    named = any(name.ent_type_ in NAMED for name in conjuncts(root))
    if not named or any(shows_tense(token) for token in sentence):
        return
    predicate = next((t for t in sentence if t.i > root.i and is_predicate(t, root)), None)
    if predicate is not None and is_bare_subject(sentence, root, predicate):
        hang_on(predicate, root)


def shows_tense(token: Token) -> bool:
    """Whether the token is a verb with tense outside a clause that only says who is meant."""
    if token.tag_ not in FINITE_TAGS or not is_verb(token):
        return False
    return not any(node.dep_ == "relcl" for node in (token, *token.ancestors))


def is_predicate(token: Token, root: Token) -> bool:
    """Whether a headline may say with this word where somebody is, or what."""
    if token.head not in conjuncts(root):
        return False
    goes_on = any(child.dep_ in {"prep", "agent", "xcomp"} for child in token.rights)
    if token.dep_ == "prep":
        place = next((c for c in token.rights if c.dep_ == "pobj"), None)
        timed = place is not None and place.ent_type_ in {"DATE", "TIME"}
        return token.lower_ in PLACED and place is not None and not timed
    described = token.dep_ in {"amod", "acl"} and token.tag_ in {"JJ", "VBN"}
    return described and goes_on and token.i > token.head.i


def is_bare_subject(sentence: Span, root: Token, predicate: Token) -> bool:
    """Whether all that stands before the predicate are the names that it is said of."""
    said = [t for t in sentence if t.i < predicate.left_edge.i]
    signs = all(t.text in SIGNS for t in said if t.pos_ in {"PUNCT", "CCONJ", "PART", "SYM"})
    names = conjuncts(root)
    held = {*names, *(t for name in names for t in name.subtree)}
    return signs and said[-1].text != "," and all(t.pos_ in BEFORE and t in held for t in said)


def hang_on(predicate: Token, root: Token) -> None:
    """Make the predicate the sentence's root, and the names before it its subject."""
    names = conjuncts(root)
    behind = [c for name in names for c in name.rights if c.i > predicate.i]
    predicate.head, predicate.dep_ = predicate, "ROOT"
    predicate.pos_, predicate.tag_ = "VERB", "VBG"
    root.head, root.dep_ = predicate, "nsubj"
    for child in behind:
        child.head = predicate
