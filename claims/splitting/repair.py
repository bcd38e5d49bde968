"""
What the parser often reads wrong in lists, put right before anything is told apart.

The small model hangs later members of a list on the verb ("wrote books, hundreds of stories
and poems"), reads the second of three as an apposition ("a novelist, essayist and poet"), and
takes a participle after an auxiliary for an adjective. Each rule says what it needs to see.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.splitting.bynames import (
    hang_on_parent,
    hang_on_town,
    lead_by_last_name,
    lead_by_name,
    part_trades,
)
from claims.splitting.coordination import NEVER_PASSIVE
from claims.splitting.cues import SAY, words
from claims.splitting.grammar import (
    AUXILIARIES,
    PERSON_NOUN,
    QUOTES,
    SUBJECTS,
    conjuncts,
    is_verb,
    subject_of,
    text_before,
    word_after,
    word_before,
)
from claims.splitting.headlines import supply_copula
from claims.splitting.inflection import is_past_form
from claims.splitting.roots import join_phrases, join_to_copula, right_root
from claims.splitting.title_lists import join_titles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = frozenset({"NOUN", "PROPN"})
OCCASIONS = frozenset({"in", "at", "on", "during"})
SHOWN = words("pictured seen shown photographed involving including based titled named called "
    "entitled featuring compared starring looking showing made")  # fmt: skip
ROLE_OF = frozenset({"of", "for", "at"})
LEAST = 3  # words of "photography, and works" before its last
OBJECTS = frozenset({"dobj", "attr"})
ONE_VOWEL = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # such a verb doubles its last letter


def repaired(doc: Doc) -> Doc:
    """Return the parsed text with what was misread joined to what it belongs to."""
    join_titles(doc)
    part_trades(doc)
    for token in doc:
        if token.tag_ in {"VBG", "VBD", "VBN"}:
            right_lemma(token)
        for mend in MISREAD.get(token.dep_, ()):
            mend(token)
    for sentence in list(doc.sents):
        raise_verb(sentence.root)
        raise_participle(sentence.root)
        lower_participle(sentence.root)
        right_root(sentence)
        supply_copula(sentence)
    for token in doc:
        if token.pos_ in NOMINAL and is_verb(token.head):
            join_to_list(token)
    return doc


def right_lemma(verb: Token) -> None:
    """Read "hoping" as a form of "hope", not of "hop", whose forms have two of its last letter."""
    lemma = verb.lemma_
    if ONE_VOWEL.fullmatch(lemma) and verb.lower_ in {f"{lemma}ing", f"{lemma}ed"}:
        verb.lemma_ = f"{lemma}e"


def join_subject(noun: Token) -> None:
    """Join a second subject to the first: "the driver, a man of 40, and his passenger died"."""
    verb, left = noun.head, noun.left_edge.i
    first = next((c for c in verb.children if c.dep_ == noun.dep_ and c.i < noun.i), None)
    if first is None or left == 0 or first.pos_ not in NOMINAL:
        return
    joint = noun.doc[left - 1]
    if joint.dep_ == "cc" and joint.lower_ == "and" and first in [*joint.ancestors]:
        joint.head = first
        noun.head, noun.dep_ = first, "conj"


def hang_on_last(part: Token) -> None:
    """Hang an apposition behind "A and B" on B: "Ann Lee and Bo Lund, a former teacher,"."""
    before = [m for m in conjuncts(part.head)[1:] if m.i < part.left_edge.i]
    if before and text_before(part.left_edge) == ",":
        part.head = before[-1]


def join_apposition(part: Token) -> None:
    """Make an item of a list of what was read as an apposition."""
    if is_item(part):
        part.dep_ = "conj"


def part_place(part: Token) -> None:
    """Tell the town from the college in it."""
    if is_place_of(part):
        part.dep_ = "appos"


def join_report(clause: Token) -> None:
    """Hang what was said in a statement on the verb that says so."""
    if is_reported(clause):
        clause.head, clause.dep_ = clause.head.head.head, "ccomp"


def give_subject(clause: Token) -> None:
    """Give "as a wall of ice tore down" its subject, where "as" was read as "like"."""
    if (noun := subject_after_as(clause)) is not None:
        noun.head.head, noun.head.dep_ = clause, "mark"
        noun.head, noun.dep_ = clause, "nsubj"


def join_measures(part: Token) -> None:
    """Join "by 3% in 2019, by 5% in 2020 and by 9% in 2021", read as if only two belonged to it."""
    first = first_measure(part)
    if first is None:
        return
    noun = next(c for c in first.children if c.dep_ == "pobj")
    for between in list(part.head.children):
        if first.i < between.i < part.i:
            between.head = noun
    part.head, part.dep_ = first, "conj"


def hang_on_kind(name: Token) -> None:
    """Hang the first title on "films" in "starred in the films My Boss", read as an object."""
    left = name.left_edge
    kind = name.doc[left.i - 1]
    place = kind.head
    lists = kind.dep_ == "pobj" and place.dep_ == "prep" and place.head == name.head
    if lists and kind.tag_ == "NNS" and left.text[0].isupper() and left.i > name.head.i:
        name.head, name.dep_ = kind, "appos"


def join_role(noun: Token) -> None:
    """Join the second role to the first: "a member of the council and leader of the party"."""
    joint, phrase = word_before(noun), word_after(noun)
    if joint is None or phrase is None or phrase.lower_ not in ROLE_OF:
        return
    if noun.left_edge != noun or joint.lower_ != "and" or not is_role(noun):
        return
    node = noun.head
    while node.dep_ == "pobj" and node.head.lower_ == "of" and not is_role(node):
        node = node.head.head
    if node != noun.head and is_role(node):
        noun.head = joint.head = node
        phrase.head, phrase.dep_ = noun, "prep"


def is_role(noun: Token) -> bool:
    """Whether the word says what somebody is."""
    plain = noun.tag_ in {"NN", "NNP"} and noun.ent_type_ in {"", "PERSON"}
    return plain and (noun.lower_ in {"chair", "head"} or bool(PERSON_NOUN.search(noun.lower_)))


def join_last_item(noun: Token) -> None:
    """Join the last item to the list in a clause before it: "X, which makes A, B, and C"."""
    left = noun.left_edge.i
    if left <= LEAST:
        return
    joint, comma = noun.doc[left - 1], noun.doc[left - 2]
    if joint.dep_ != "cc" or comma.text != ",":
        return
    item = noun.doc[left - LEAST]
    first = item
    while first.dep_ == "conj":
        first = first.head
    inside = any(node.dep_ == "relcl" and node.head == noun.head for node in item.ancestors)
    listed = conjuncts(first)
    open_ended = first != item and not any(c.dep_ == "cc" for m in listed for c in m.children)
    if inside and open_ended and item.pos_ in NOMINAL:
        joint.head = comma.head = noun.head = item


MISREAD: dict[str, tuple[Callable[[Token], None], ...]] = {
    "appos": (lead_by_last_name, lead_by_name, hang_on_last, join_apposition),
    "conj": (join_to_copula, part_place, join_last_item, join_role),
    "acl": (join_report,),
    "advcl": (give_subject,),
    "npadvmod": (hang_on_town,),
    "advmod": (hang_on_parent,),
    "dobj": (hang_on_kind,),
    "nsubj": (hang_on_town, join_subject),
    "nsubjpass": (join_subject,),
    "prep": (join_phrases, join_measures),
}


def join_to_list(noun: Token) -> None:
    """Join a noun that hangs on a verb to the list that it goes on with, if there is one."""
    if noun.dep_ == "npadvmod" and (example := next_example(noun)) is not None:
        noun.head, noun.dep_ = example, "conj"
    elif is_stray(noun):
        join_to_object(noun)


def first_measure(part: Token) -> Token | None:
    """Return the first of the phrases of which a list's last two were read as the whole list."""
    goes_on = any(c.dep_ == "conj" and c.lower_ == part.lower_ for c in part.children)
    if not goes_on or not is_verb(part.head) or text_before(part.left_edge) != ",":
        return None
    alike = [c for c in part.head.children if c.dep_ == "prep" and c.lower_ == part.lower_]
    first = alike[0]
    between = [c for c in part.head.children if first.i < c.i < part.i]
    with_noun = any(c.dep_ == "pobj" for c in first.children)
    plain = all(c.dep_ == "prep" or c.text == "," for c in between)
    return first if with_noun and plain and first.i < part.i else None


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


def subject_after_as(verb: Token) -> Token | None:
    """Return the noun of "ran as a wall of ice tore down", where "as" was read as "like"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or subject_of(verb) is not None:
        return None
    before = verb.doc[max(0, verb.left_edge.i - 1)]
    for sign in verb.head.children:
        inside = sign.lower_ == "as" and sign.dep_ == "prep" and sign.i < verb.i
        if inside and sign.right_edge == before:
            return next((child for child in sign.children if child.dep_ == "pobj"), None)
    return None


def is_place_of(part: Token) -> bool:
    """Whether "at St Mary's College, London," was read as two joined places."""
    whole = part.head
    alone = part.ent_type_ == "GPE" and whole.ent_type_ in {"ORG", "FAC"}
    return (
        alone
        and part.left_edge.i > 0
        and text_before(part.left_edge) == ","
        and conjuncts(whole) == [whole, part]
        and not any(child.dep_ == "cc" for child in whole.children)
    )


def next_example(noun: Token) -> Token | None:
    """Return the example before a noun that goes on with "such as A, B and C"."""
    at = noun.left_edge.i - 1
    marks = {",", *QUOTES}
    while at > noun.sent.start and noun.doc[at].text in marks:
        at -= 1
    before = noun.doc[at]
    parted = any(token.text == "," for token in noun.doc[at + 1 : noun.left_edge.i])
    example = before.dep_ == "pobj" and before.head.lower_ in {"as", "including", "like"}
    return before if parted and example and len(conjuncts(noun)) > 1 else None


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


def raise_participle(root: Token) -> None:
    """Make the verb of a headline of its participle: "Ambulance service facing huge demand"."""
    if root.pos_ not in NOMINAL or root.dep_ != "ROOT" or root.left_edge != root.sent[0]:
        return
    clause = next((c for c in root.children if c.dep_ == "acl" and c.i > root.i), None)
    others = {c.dep_ for c in root.rights if c != clause and not c.is_punct} - {"prep"}
    if clause is None or others or clause.tag_ not in {"VBG", "VBN"} or is_set_apart(clause):
        return
    if clause.lower_ in SHOWN or any(c.dep_ in AUXILIARIES for c in clause.children):
        return
    lead = word_before(clause.left_edge) or root
    if lead.tag_ == "NNS" and root.tag_ not in {"NNS", "NNPS"}:
        return  # it may be the last noun's: "player of the year awards given out"
    ends = all(t.is_punct for t in root.doc[clause.right_edge.i + 1 : root.sent.end])
    whole = len([c for c in clause.children if c.i > clause.i and not c.is_punct]) > 0
    if ends and whole and not any(t.dep_ == "relcl" for t in root.subtree):
        active = clause.tag_ == "VBG"
        clause.head, clause.dep_ = clause, "ROOT"
        root.head, root.dep_ = clause, "nsubj" if active else "nsubjpass"


def is_set_apart(clause: Token) -> bool:
    """Whether a comma, a colon or a bracket stands before a clause."""
    lead = word_before(clause.left_edge)
    return lead is not None and lead.is_punct


def lower_participle(root: Token) -> None:
    """Make a participle of what was read as the main verb: "it, bought in 2015, is empty"."""
    noun = subject_of(root)
    later = [m for m in conjuncts(root)[1:] if subject_of(m) is None]
    if noun is None or not later or root.tag_ not in {"VBD", "VBN"} or root.dep_ != "ROOT":
        return
    verb = next((m for m in later if _follows_comma(m) and _has_helper(m)), None)
    parted = noun.i == root.i - 2 and text_before(root) == "," and not _has_helper(root)
    if not parted or verb is None or any(c.dep_ == "dobj" for c in root.children):
        return
    joined = [m for m in later if m.i < verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head = verb
    root.head, root.dep_, root.tag_ = noun, "acl", "VBN"
    for member in joined:
        member.tag_ = "VBN" if member.tag_ == "VBD" else member.tag_


def _has_helper(verb: Token) -> bool:
    return any(child.dep_ in AUXILIARIES for child in verb.children)


def _follows_comma(verb: Token) -> bool:
    first = next((c for c in verb.children if c.dep_ in AUXILIARIES), verb)
    return text_before(first) == ","


def is_behind_aside(verb: Token, noun: Token) -> bool:
    """Whether commas part the verb from its noun, with a clause between: "X, which Y, called"."""
    if verb.left_edge.i <= noun.i + 1:
        return False
    opened, closed = noun.doc[noun.i + 1], noun.doc[verb.left_edge.i - 1]
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
