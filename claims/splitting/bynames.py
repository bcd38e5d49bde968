"""Names that the parser hangs on the wrong word: "the firm's agent Ann Lee", "in Bray, Ireland"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.splitting.cues import words
from claims.splitting.grammar import is_plural
from claims.splitting.people import EITHER, MAN, WOMAN

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FORENAMES = words("baron chef count dame dean duke earl guard judge king lad lady lord major monk "
    "mr mrs ms mr. mrs. ms. miss nun pope priest prince princess queen sir star miller winner host "
    "rival page head official expert fan child baby critic")  # fmt: skip
TRADES = (EITHER | MAN | WOMAN) - FORENAMES
SHORTEST_NAME = 2  # words: "Baker Mayfield" may be all a name

PARENT = re.compile(r"(?:grand)?(?:mother|father|parent|mum|dad|mom)-of-\w+")

SHORTEST = 3  # words before the state: "in Xalapa,"


def part_trades(doc: Doc) -> None:
    """Part what somebody is from the name, at the start of a sentence: "Striker Tom Lee scored"."""
    found = []
    for sentence in doc.sents:
        first, end = sentence.start, sentence.start + 1
        if doc[first].lower_ not in TRADES or doc[first].tag_ not in {"NNP", "NN"}:
            continue
        while end < sentence.end and doc[end].tag_ == "NNP" and doc[end].text[:1].isupper():
            end += 1
        name, last = doc[first + 1 : end], doc[end - 1]
        ours = all(t.head == last for t in doc[first : end - 1])
        known = any(e.start == name.start and e.end == end for e in sentence.ents)
        if len(name) >= SHORTEST_NAME and ours and not known:
            found.append((first, end))
            doc[first].tag_, doc[first].pos_ = "NN", "NOUN"
    if found:
        name_people(doc, found)


def name_people(doc: Doc, found: list[tuple[int, int]]) -> None:
    """Make somebody's name of all that stands behind the first word of each stretch."""
    inside = {i for first, end in found for i in range(first, end)}
    kept = [e for e in doc.ents if not inside & set(range(e.start, e.end))]
    people = [doc.char_span(doc[a + 1].idx, doc[b - 1].idx + len(doc[b - 1]), "PERSON") for a, b
        in found]  # fmt: skip
    doc.ents = (*kept, *(one for one in people if one is not None))


def lead_by_name(part: Token) -> None:
    """Hang the word for a person on the name behind it, as the parser does without an article."""
    noun = part.head
    if not is_byname(part, noun):
        return
    later = [child for child in noun.rights if child != part]
    part.head, part.dep_ = noun.head, noun.dep_
    noun.head, noun.dep_ = part, "compound"
    for child in later:
        child.head = part


def is_byname(part: Token, noun: Token) -> bool:
    """Whether a name is read as an apposition to the noun right before it, without a comma."""
    right_behind = part.left_edge.i == noun.i + 1
    person = part.ent_type_ == "PERSON" and part.pos_ == "PROPN" and part.right_edge == part
    role = noun.tag_ == "NN" and not is_plural(noun) and noun.ent_type_ == ""
    placed = noun.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
    plain = not any(c.dep_ in {"conj", "cc", "relcl", "acl"} for c in (*noun.children,))
    return right_behind and person and role and placed and plain


def lead_by_last_name(part: Token) -> None:
    """Make a name of "A and B's widow C", read as if C told who A is."""
    left = part.left_edge.i
    role = part.doc[left - 1] if left else part
    joined = role.dep_ == "conj" and role.head == part.head and role.tag_ == "NN"
    joined = joined and part.head.pos_ == "PROPN"
    if not joined or part.ent_type_ != "PERSON" or any(c.i > role.i for c in role.children):
        return
    part.dep_ = "conj"
    role.head, role.dep_ = part, "compound"


def hang_on_parent(word: Token) -> None:
    """Hang "mother-of-four" on the name behind it."""
    behind = word.doc[word.i + 1 : word.i + 2]
    name = behind[0] if behind else word
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    if PARENT.fullmatch(word.lower_) and name != word and name.ent_type_ == "PERSON":
        word.head, word.dep_, word.pos_, word.tag_ = name, "compound", "NOUN", "NN"


def hang_on_town(part: Token) -> None:
    """Hang the state on the town before it: "in Xalapa, Veracruz, in 2012"."""
    left = part.left_edge.i
    doubled = any(c.dep_ in {"nsubj", "dep"} and c.i < left for c in part.head.children)
    if part.ent_type_ != "GPE" or (part.dep_ == "nsubj" and not doubled):
        return
    if left < SHORTEST or part.doc[left - 1].text != ",":
        return
    town = part.doc[left - 2]
    where = town.head
    if (
        town.pos_ == "PROPN"
        and town.dep_ == "pobj"
        and where.lower_ in {"in", "from", "at", "near"}
    ):
        for child in [child for child in part.rights if child.dep_ == "prep"]:
            child.head = part.head
        part.head, part.dep_ = town, "appos"
