"""Which parsed sentences state something, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.base import Reason
from claims.splitting.cues import GREETINGS, REQUESTS, words
from claims.splitting.grammar import (
    AUXILIARIES,
    is_finite,
    is_verb,
    subject_of,
    text_after,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SHORT = 3
NO_STATEMENT = words("relcl csubj")
SMALL = words("a an and at by for from in of on or the to with")  # which a title writes so
OPENING = '"“„«'
CLOSING = "\"'”’)]! "


def reason_to_skip(sentence: Span) -> Reason | None:
    """Return why the sentence makes no claim, or None where it may make one."""
    said = [token for token in sentence if token.text[0].isalnum()]
    if sentence.text.rstrip(CLOSING).endswith("?") and not ends_with_title(sentence):
        return Reason.QUESTION
    if len(said) <= SHORT and any(t.lower_ in GREETINGS or t.pos_ == "INTJ" for t in said):
        return Reason.GREETING
    if not said or _is_request(sentence.root, said):
        return Reason.IMPERATIVE if said else Reason.FRAGMENT
    root = sentence.root
    if lacks_subject(root) or is_in_brackets(root):
        return Reason.FRAGMENT
    read_wrong = is_misread(root) or hides_subject(root)
    if any(states(token) for token in sentence) or is_headline(root) or read_wrong:
        return None
    return Reason.IMPERATIVE if said[0].lower_ in REQUESTS else Reason.FRAGMENT


def ends_with_title(sentence: Span) -> bool:
    """Whether its question mark is a title's: he wrote "The Crisis: What Does It Mean?"."""
    said = sentence.text.rstrip()
    opened = max(said.rfind(mark, 0, -1) for mark in OPENING)
    if said[-1:] not in CLOSING or opened < 1:
        return False
    title = [word.strip(".,:;!?'’") for word in said[opened + 1 : -1].split()]
    held = [word for word in title if word.lower() not in SMALL]
    return len(held) > 1 and not any(word[:1].islower() for word in held)


def lacks_subject(root: Token) -> bool:
    """Whether the sentence's own verb has no subject: "Says he is grateful"."""
    if not is_verb(root) or subject_of(root) is not None or is_misread(root) or hides_subject(root):
        return False
    clauses = {"ccomp", "parataxis", "csubj"}
    return not any(
        (child.dep_ in clauses and child.i < root.i)
        or (child.dep_ == "conj" and subject_of(child) is not None)
        for child in root.children
    )


def hides_subject(root: Token) -> bool:
    """
    Whether the parser took the subject for a part of what stands before it.

    As in "Despite the rain Ann Lee went home": a name or a pronoun stands right before the verb.
    """
    if not is_verb(root) or subject_of(root) is not None:
        return False
    first = next((c for c in root.children if c.dep_ in AUXILIARIES and c.i < root.i), root)
    if first.tag_ not in {"VBD", "VBZ", "VBP", "MD"} or first.i == root.sent.start:
        return False
    lead = first.doc[first.i - 1]
    named = lead.pos_ == "PROPN" and lead.ent_type_ not in {"", "DATE", "TIME"}
    return named or lead.tag_ == "PRP"


def is_in_brackets(root: Token) -> bool:
    """Whether all that is stated stands in brackets behind a name: "Peter Lund (died 2010)."."""
    before = [t.text for t in root.doc[root.sent.start : root.i]]
    behind = root.doc[root.i : root.sent.end]
    last = [t.text for t in behind if t.text not in {".", "!"}][-1:]
    return before[-1:] == ["("] and len(before) > 1 and last == [")"]


def is_misread(root: Token) -> bool:
    """Whether a noun stands as subject before a verb in the past, without being labelled so."""
    nouns = [c for c in root.children if c.i < root.i and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    helped = any(child.dep_ in AUXILIARIES for child in root.children)
    return root.tag_ in {"VBD", "VBZ", "VBP"} and bool(nouns) and not helped


def is_headline(root: Token) -> bool:
    """
    Whether it lacks only the "are" of "Britons finding they cannot drive", or a "was".

    Or the "is" of "Netflix to release ten episodes".
    """
    subject = subject_of(root)
    helpers = [child for child in root.children if child.dep_ in AUXILIARIES]
    if subject is not None and is_planned(root, subject, helpers):
        return True
    helped = bool(helpers)
    done = subject is not None and root.tag_ == "VBN" and subject.dep_ == "nsubjpass"
    doing = root.tag_ == "VBG" or done
    return doing and subject is not None and subject.i < root.i and not helped


def is_planned(root: Token, subject: Token, helpers: list[Token]) -> bool:
    """Whether a headline tells what is to come: a noun, "to" and right behind it the verb."""
    if root.dep_ != "ROOT" or root.tag_ != "VB" or subject.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    first = [helper for helper in helpers if helper.lower_ != "be"]
    named = subject.pos_ in {"NOUN", "PROPN"} and subject.left_edge.i == root.sent.start
    joined = any(child.dep_ in {"conj", "cc"} for child in root.children)
    return [t.lower_ for t in first] == ["to"] and named and not joined


def _is_request(root: Token, said: list[Token]) -> bool:
    """Whether the sentence tells somebody to do something."""
    first = said[0]
    shouted = first.is_upper and first.lower_ in REQUESTS and len(first) > 1
    if shouted and text_after(first) != ":":  # "CLICK HERE for all the news"
        return True
    if first.lower_ == "please" or (first.lower_ == "let" and first.head == first):
        return True
    if any(is_subject_before(root, child) for child in root.children):
        return False
    bare = root.tag_ in {"VB", "VBP"} and subject_of(root) is None
    helped = any(c.dep_ in AUXILIARIES and c.lower_ not in {"do", "don't"} for c in root.children)
    leading = root == first or first.lower_ in REQUESTS | {"do", "never", "always", "not"}
    return bare and not helped and leading


def is_subject_before(root: Token, child: Token) -> bool:
    """Whether the child is a clause or a subject that stands before the root."""
    return child.i < root.i and child.dep_ in {"nsubj", "nsubjpass", "expl", "ccomp", "csubj"}


def states(token: Token) -> bool:
    """Whether the token is a verb with tense and a subject, not inside a relative clause."""
    if not is_verb(token) or subject_of(token) is None or token.dep_ in NO_STATEMENT:
        return False
    return is_finite(token)
