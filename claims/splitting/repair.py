"""
What the parser often reads wrong in lists, put right before anything is told apart.

The small model hangs later members of a list on the verb ("wrote books, hundreds of stories
and poems"), reads the second of three as an apposition ("a novelist, essayist and poet"), and
takes a participle after an auxiliary for an adjective. Each rule says what it needs to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.coordination import NEVER_PASSIVE
from claims.splitting.cues import SAY
from claims.splitting.grammar import SUBJECTS, conjuncts, is_verb
from claims.splitting.inflection import is_past_form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = frozenset({"NOUN", "PROPN"})
OCCASIONS = frozenset({"in", "at", "on", "during"})
OBJECTS = frozenset({"dobj", "attr"})


def repaired(doc: Doc) -> Doc:
    """Return the parsed text with its lists joined to what they continue."""
    for token in doc:
        if token.dep_ == "appos" and is_item(token):
            token.dep_ = "conj"
        if token.dep_ == "acl" and is_reported(token):
            token.head, token.dep_ = token.head.head.head, "ccomp"
    for sentence in list(doc.sents):
        raise_verb(sentence.root)
    for token in doc:
        if token.pos_ in NOMINAL and is_verb(token.head) and is_stray(token):
            join_to_object(token)
    return doc


def is_reported(clause: Token) -> bool:
    """Whether "said in a statement that A" was read as if A were what the statement is."""
    place = clause.head.head
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    stands = clause.head.dep_ == "pobj" and place.dep_ == "prep" and place.lower_ in OCCASIONS
    verb = place.head
    return (
        marked
        and stands
        and verb.lemma_ in SAY
        and not any(c.dep_ == "ccomp" for c in verb.children)
    )


def is_stray(noun: Token) -> bool:
    """Whether a noun that hangs on a verb is one more member of a list before it."""
    if noun.dep_ in {"dobj", "npadvmod"}:
        return goes_on(noun) or is_added(noun)
    return noun.dep_ == "conj"


def raise_verb(root: Token) -> None:
    """Make the main verb of what was read as a participle: "Ann Lee, 35, trekked to the camp"."""
    if root.pos_ not in NOMINAL:
        return
    for verb in root.children:
        active = any(c.dep_ == "dobj" for c in verb.children) or verb.lemma_ in NEVER_PASSIVE
        active = active or is_behind_aside(verb, root)
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and is_past_form(verb.lower_) and active:
            verb.head, verb.dep_ = verb, "ROOT"
            root.head, root.dep_ = verb, "nsubj"
            return


def is_behind_aside(verb: Token, noun: Token) -> bool:
    """Whether commas part the verb from its noun, with a clause between: "X, which Y, called"."""
    if verb.left_edge.i <= noun.i + 1:
        return False
    opened, closed = noun.nbor(1), verb.left_edge.nbor(-1)
    clause = any(c.dep_ in {"relcl", "appos"} and c.i < verb.i for c in noun.children)
    by_whom = any(child.dep_ == "agent" for child in verb.children)
    return clause and opened.text == closed.text == "," and opened != closed and not by_whom


def goes_on(noun: Token) -> bool:
    """Whether a second object only goes on with a list after a preposition: "at A, B and C"."""
    verb, left = noun.head, noun.left_edge.i
    before = [c for c in verb.children if c.dep_ == "prep" and verb.i < c.i < left]
    listed = len(conjuncts(noun)) > 1 and noun.doc[left - 1].text == ","
    return listed and bool(before) and before[-1].right_edge.i == left - 2


def is_added(noun: Token) -> bool:
    """Whether "as well as" stands before the noun."""
    left = noun.left_edge.i
    return left > 2 and noun.doc[left - 3 : left].text.lower() == "as well as"  # noqa: PLR2004


def is_item(part: Token) -> bool:
    """Whether an apposition is an item of a list that "and" closes: "a poet, critic and editor"."""
    noun, later = part.head, conjuncts(part)[1:]
    if not later or part.doc[part.left_edge.i - 1].text != "," or noun.dep_ in SUBJECTS:
        return False
    after = part.right_edge.i + 1
    if part.doc[after : after + 1].text in {",", ")"}:  # "X, maker and seller of Y, did Z"
        return False
    if not any(c.dep_ == "cc" for member in (part, *later) for c in member.children):
        return False
    alike = {noun.tag_, part.tag_} in ({"NN"}, {"NNS"}, {"NNP"}, {"NN", "NNS"})
    return alike and not any(c.dep_ in {"det", "poss"} for c in part.children)


def join_to_object(member: Token) -> None:
    """Hang a noun that was joined to a verb on the verb's last object before it."""
    verb = member.head
    if any(child.dep_ in SUBJECTS for child in member.children):
        return
    found = last_object(verb, member.left_edge.i)
    if found is not None and found.pos_ in NOMINAL:
        for child in verb.children:
            if child.dep_ == "cc" and found.i < child.i < member.i:
                child.head = found
        member.head = found
        member.dep_ = "conj"


def last_object(verb: Token, before: int) -> Token | None:
    """Return the head of the verb's last object, or of its last preposition's, before a place."""
    for child in reversed([c for c in verb.children if verb.i < c.i < before]):
        if child.dep_ in OBJECTS:
            return conjuncts(child)[-1]
        if child.dep_ in {"prep", "agent"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None
